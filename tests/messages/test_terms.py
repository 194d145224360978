import pytest

from registry.messages.terms import comment_of, own_terms


@pytest.mark.parametrize(
    ("swahili", "name"),
    [
        ("Makosa 3", "error"),
        ("hayajakaguliwa bado", "not yet checked"),
        ("Kila sharti lina jina.", "rule"),
        ("Nafasi yake imechukuliwa na {name}", "replaced by"),
        ("Wahakiki", "reviewer"),
    ],
)
def test_a_term_is_found_in_each_of_its_forms_and_in_capitals(swahili: str, name: str) -> None:
    assert [term.name for term in own_terms() if term.stands_in(swahili)] == [name]


def test_a_word_that_only_holds_a_term_is_another_word() -> None:
    assert comment_of("mugani, ondokana, ukosaji") is None


def test_the_comment_names_the_terms_in_their_order() -> None:
    assert comment_of("Onyo na kosa katika rejista") == "own translation: registry; error; warning"


def test_each_term_is_one_of_its_own_forms() -> None:
    assert len(own_terms()) > 40
    for term in own_terms():
        assert "*" not in term.words[0]
        assert term.stands_in(term.words[0]), term.name
