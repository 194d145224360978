from registry.domain.questions import query_of
from registry.domain.ranking import sought_by
from registry.domain.snippets import LONGEST, matched_in, snippet_of
from registry.domain.synonyms import synonyms_of

PAYMENTS = synonyms_of([["malipo", "payment"]])


def _marked(text: str, words: str) -> list[str]:
    snippet = snippet_of(text, sought_by(query_of(words, PAYMENTS)))
    return [snippet.text[first:last] for first, last in snippet.marks]


def test_the_words_asked_for_are_marked_with_their_relatives() -> None:
    assert _marked("Malipo ya <b>kodi</b>, payments & fees", "payment") == ["Malipo", "payments"]
    assert _marked("The nidaNumber of a person", "number") == ["nidaNumber"]
    assert _marked("Nothing of it", "zebra") == []


def test_a_long_text_is_shown_from_where_the_words_stand() -> None:
    text = "long " * 200 + "unicorn and more " + "after " * 100
    snippet = snippet_of(text, sought_by(query_of("unicorn")))
    assert len(snippet.text) <= LONGEST
    assert list(matched_in(snippet)) == ["unicorn"]
    assert snippet_of(text, sought_by(query_of("zebra"))).text == text[:LONGEST]
