from registry.domain.questions import query_of
from registry.domain.words import LONGEST_QUERY, MOST_TERMS


def test_a_question_is_its_words_and_no_more_than_so_many() -> None:
    query = query_of("the identity " + "word " * 1_000)
    assert [term.typed for term in query.terms][:1] == ["identity"]
    assert len(query.terms) <= MOST_TERMS
    assert len(query.text) == LONGEST_QUERY
    assert query_of("😀").terms == ()
