from registry.domain.filters import filter_of
from registry.domain.stop_words import STOP_WORDS
from registry.domain.words import words_of


def test_stop_words_are_written_as_words_are_folded() -> None:
    assert all(list(words_of(word)) == [word] for word in STOP_WORDS)


def test_no_stop_word_is_a_key_of_a_filter() -> None:
    assert not [word for word in STOP_WORDS if filter_of(word, "nida")]
