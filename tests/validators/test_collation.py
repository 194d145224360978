import pytest

from registry.validators.collation import collation_key

# The order of the root collation of CLDR.
ASCII = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ"


def test_the_characters_of_ascii_have_the_order_of_the_root_collation() -> None:
    backwards = ASCII[::-1]
    assert "".join(sorted(backwards, key=collation_key)) == ASCII


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "A", "á", "Á", "ab", "aB", "Ab", "b"],
        ["resume", "résumé", "resumes"],
        ["a b", "a_b", "a-b", "ab"],
        ["ae", "æ", "af"],
        ["d", "đ", "e"],
        ["i", "ı", "j"],
        ["n", "ñ", "o", "ø", "p"],
        ["ss", "ß", "st"],
        ["e", "é", "è", "ê", "f"],
        ["1", "½", "2", "z", "α", "я", "א", "中"],
        ["-", "–", "(", "€", "1"],
        ["€", "₿", "0"],
        ["%", "☃", "1"],
    ],
)
def test_letters_come_first_then_accents_then_capitals(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=collation_key) == ordered


@pytest.mark.parametrize(("one", "other"), [("é", "e\u0301"), ("a", "\0a"), ("", "\u0301"), ("٣", "3")])
def test_what_looks_or_counts_the_same_has_the_same_place(one: str, other: str) -> None:
    assert collation_key(one) == collation_key(other)
