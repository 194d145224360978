from registry.cli.rule_lines import cited, in_words, lines_of
from registry.validators.finding import Severity
from registry.validators.rule_card import Citation, RuleCard

CARD = RuleCard(
    "tags-declared",
    Severity.WARNING,
    kinds=("oas3", "openapi"),
    group="document",
    basis=(Citation("openapi-3.1", "4.8"),),
    title={"en": "Tags are declared."},
    why={"sw": "Kwa sababu.", "en": "Because."},
    wrong="tags: []\n",
    given=("$",),
    then=("truthy (tags)",),
    page="https://example.org/tags",
)


def test_everything_that_a_rule_says_is_told_in_one_language_with_the_other_to_fall_back_on() -> None:
    assert list(lines_of(CARD, "sw")) == [
        "Tags are declared.",
        "onyo · tags-declared · Waraka · oas3, OpenAPI",
        *("", "Kwa nini", "  Kwa sababu."),
        *("", "Si sahihi", "  tags: []"),
        *("", "Kiwango", "  Pendekezo: hakuna kifungu cha kiwango cha Tanzania kinacholidai."),
        *("", "Msingi wake", "  - openapi-3.1, 4.8"),
        *("", "Huangalia", "  - $"),
        *("", "Huita", "  - truthy (tags)"),
        *("", "https://example.org/tags"),
    ]


def test_a_rule_that_says_nothing_is_called_by_its_name() -> None:
    lines = list(lines_of(RuleCard("a", Severity.HINT), "en"))
    assert lines[:2] == ["a", "hint · a · Others"]


def test_a_standard_is_cited_with_its_clause_where_one_was_read() -> None:
    assert (cited(Citation("a")), cited(Citation("a", "4.2"))) == ("a", "a, 4.2")
    assert (in_words({}, "sw"), in_words({"en": "x", "sw": "y"}, "en")) == ("", "x")
