import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.validators.concepts.folding import spellings_of, words_in, words_of


@pytest.mark.parametrize(
    "name", ["nationalIdNo", "national_id_no", "national-id-number", "National ID number", "NationalIDNumber"]
)
def test_one_name_has_the_same_words_however_it_is_written(name: str) -> None:
    assert words_of(name) == ("national", "id", "number")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PyrCellNum", ("pyr", "mobile", "number")),
        ("namba_ya_simu_ya_mteja", ("namba", "simu", "mteja")),
        ("HTTPServerError2", ("http", "server", "error", "2")),
        ("addressLine1", ("address", "line", "1")),
        ("Driver's licence", ("driver", "licence")),
        ("facilities", ("facility",)),
        ("status", ("status",)),
        ("Prénom", ("prenom",)),
        ("رقم_الهاتف", ("رقم", "الهاتف")),
        ("", ()),
        ("\x00", ()),
        ("😀", ()),
        ("a" * 10_000, ()),
    ],
)
def test_a_name_becomes_whole_words_in_the_singular(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_a_name_is_spelled_with_and_without_what_only_connects() -> None:
    assert spellings_of("date_of_birth") == {"dateofbirth", "datebirth"}
    assert "dateofbirth" in spellings_of("dateofbirth")


def test_the_words_of_a_sentence_are_told_once() -> None:
    assert words_in("The ward, the wards and the WARD.") == {"ward", "and"}


@given(some.text(max_size=300))
def test_whatever_a_name_is_it_has_words(name: str) -> None:
    words = words_of(name)
    assert all(word and word == word.lower() for word in words)
    assert all(spelling for spelling in spellings_of(name))
