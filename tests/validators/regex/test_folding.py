import pytest

from registry.validators.regex.folding import closed
from registry.validators.regex.ranges import LAST, LAST_UNIT, Ranges, complement


def letters(text: str) -> Ranges:
    return tuple(sorted((ord(letter), ord(letter)) for letter in text))


@pytest.mark.parametrize(
    ("of", "by_units", "by_points"),
    [
        ("k", "Kk", "Kk\u212a"),
        ("S", "Ss", "Ssſ"),
        ("1", "1", "1"),
        ("é", "Éé", "Éé"),
        ("ß", "ß", "ßẞ"),
        ("σ", "Σςσ", "Σςσ"),
        ("µ", "µΜμ", "µΜμ"),
        ("ı", "ı", "ı"),
        ("İ", "İ", "İ"),
        ("ſ", "ſ", "Ssſ"),
        ("ᾳ", "ᾳ", "ᾳᾼ"),
        ("\U00010400", "\U00010400", "\U00010400\U00010428"),
    ],
)
def test_letters_are_the_same_as_javascript_has_them(of: str, by_units: str, by_points: str) -> None:
    def spread(ranges: Ranges) -> Ranges:
        return tuple((code, code) for low, high in ranges for code in range(low, high + 1))

    assert spread(closed(letters(of), by_points=False)) == letters(by_units)
    assert spread(closed(letters(of), by_points=True)) == letters(by_points)


def test_a_part_of_the_alphabet_brings_the_same_part_of_the_other() -> None:
    assert closed(((0x30, 0x43),), by_points=False) == ((0x30, 0x43), (0x61, 0x63))
    assert closed(((0x78, 0x80),), by_points=False) == ((0x58, 0x5A), (0x78, 0x80))


def test_everything_and_nothing_stay_what_they_are() -> None:
    assert closed((), by_points=True) == ()
    assert closed(((0, LAST),), by_points=True) == ((0, LAST),)
    assert closed(((0, LAST_UNIT),), by_points=False) == ((0, LAST_UNIT),)
    assert complement(closed(complement(letters("x"), LAST_UNIT), by_points=False), LAST_UNIT) == ()
