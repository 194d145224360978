from registry.api.rule_bodies import CitationBody, HolderBody, KnownRuleBody, RuleBody
from registry.domain.profiles import ProfileState
from registry.usecases.rules import Holder, Known
from registry.usecases.standings import Standing
from registry.usecases.waivers import RuleCounts
from registry.validators.finding import Severity
from registry.validators.rule_card import Citation, RuleCard

CARD = RuleCard(
    "odd/name",
    Severity.HINT,
    group="schema",
    standard=Citation("a", "4.2"),
    basis=(Citation("b"),),
    title={"sw": "K", "en": "T"},
    grade={"en": "G"},
    wrong="w",
    right="r",
    page="https://example.org/r",
)


def test_the_body_of_a_rule_says_what_its_card_says() -> None:
    body = RuleBody.of(CARD, "a@1.0.0")
    assert (body.name, body.severity, body.group, body.profile) == ("odd/name", "hint", "schema", "a@1.0.0")
    assert (body.title, body.description, body.severity_reason) == ({"sw": "K", "en": "T"}, "T", {"en": "G"})
    assert (body.standard, body.basis) == (CitationBody("a", "4.2"), [CitationBody("b", None)])
    assert body.links == {
        "self": "/api/v1/rules/odd%2Fname?profile=a%401.0.0",
        "failing": "/api/v1/rules/odd%2Fname/failing",
        "page": "/rules/odd%2Fname?profile=a%401.0.0",
        "documentation": "https://example.org/r",
    }
    assert "documentation" not in RuleBody.of(RuleCard("a", Severity.HINT), "a@1.0.0").links


def test_the_body_of_a_known_rule_says_who_has_it_and_how_the_catalogue_stands() -> None:
    holder = Holder("a@1.0.0", Severity.ERROR, ProfileState.ACTIVE, is_default=True)
    body = KnownRuleBody.of(
        Known(CARD, "a@1.0.0", [holder], Standing(3, {"pass": 1, "fail": 2}), RuleCounts(2, 1, 1, 1, 1))
    )
    assert body.waivers == {"asked": 2, "granted": 1, "refused": 1, "in_force": 1, "published": 1}
    assert body.profiles == [HolderBody("a@1.0.0", "error", "active", default=True)]
    assert (body.judged, body.outcomes, body.bad, body.good) == (3, {"pass": 1, "fail": 2}, "w", "r")
