from registry.domain.irregular import ENGLISH, SWAHILI, UNCUT, WHOLE
from registry.domain.roots import root_in


def test_every_irregular_word_has_the_root_that_is_written_for_it() -> None:
    assert {word: root_in(word) for word in SWAHILI if len(word) > 2} == {
        word: root for word, root in SWAHILI.items() if len(word) > 2
    }


def test_what_is_whole_meets_no_other_word_that_is() -> None:
    assert len({root_in(word) for word in WHOLE}) == len(WHOLE)
    assert {root_in(word) for word in UNCUT} == set(UNCUT)


def test_no_root_is_itself_written_otherwise() -> None:
    assert not set(ENGLISH.values()) & set(ENGLISH)
