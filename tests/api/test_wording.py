from registry.api import wording
from registry.usecases.shapes import SHAPES


def test_everything_that_is_described_has_its_words() -> None:
    assert set(wording.SHAPES) == set(SHAPES)
    for words in (wording.SHAPES, wording.TAGS, wording.PARAMETERS, wording.HEADERS, wording.STATUSES):
        assert all(sentence.endswith(".") for sentence in words.values())


def test_every_status_that_is_promised_has_its_words() -> None:
    assert {"304", "410", *wording.WRITE_ERRORS} == set(wording.STATUSES)
    assert set(wording.READ_ERRORS) < set(wording.WRITE_ERRORS)
