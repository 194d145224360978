import json
import unicodedata
from pathlib import Path
from string import ascii_lowercase, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.domain.names import (
    RESERVED_KEYS,
    Reference,
    check_digit,
    is_key,
    is_registry_number,
    is_safe_text,
    is_semantic_version,
    is_web_address,
    precedence_of,
    reference_of,
    registry_number,
)

KEYS = st.from_regex(r"[a-z0-9](-?[a-z0-9]){0,31}", fullmatch=True).filter(lambda key: key not in RESERVED_KEYS)
NUMBERS = st.from_regex(r"(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3})){2}(-[a-z][a-z0-9]{0,5})?", fullmatch=True)

# Semantic Versioning 2.0.0, clause 11, and its own examples.
ASCENDING = [
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1",
    "1.2.0",
    "1.10.0",
    "2.0.0",
    "10.0.0",
]


@pytest.mark.parametrize("word", ["a", "gepg", "nida-cig", "1", "a1-b2", "a" * 64])
def test_lower_case_letters_digits_and_single_hyphens_make_a_key(word: str) -> None:
    assert is_key(word)


@pytest.mark.parametrize(
    "word", ["", "-", "-a", "a-", "a--b", "A", "a_b", "a b", "a/b", "a.b", "é", "٣", "a\n", "\na", "a\0", "a" * 65]
)
def test_anything_else_is_no_key(word: str) -> None:
    assert not is_key(word)


@pytest.mark.parametrize("word", sorted(RESERVED_KEYS))
def test_a_word_of_the_addresses_is_no_key(word: str) -> None:
    assert not is_key(word)


@given(st.text(max_size=80))
def test_a_key_never_needs_quoting(word: str) -> None:
    if is_key(word):
        assert set(word) <= set(ascii_lowercase + digits + "-")
        assert word == word.strip("-")


@pytest.mark.parametrize("number", [*ASCENDING, "1.0.0+build.1", "1.0.0-0a.b-c+001", "999999999.0.0"])
def test_semantic_versions_are_taken(number: str) -> None:
    assert is_semantic_version(number)


@pytest.mark.parametrize(
    "number",
    ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b", " 1.0.0", "1.0.0\n",
     "1.0.0/..", "१.0.0", "1234567890.0.0", "1.0.0-" + "a" * 60, "latest"],
)  # fmt: skip
def test_other_numbers_are_not(number: str) -> None:
    assert not is_semantic_version(number)


def test_versions_stand_in_the_order_of_the_specification() -> None:
    shuffled = sorted(ASCENDING)
    assert shuffled != ASCENDING
    assert sorted(shuffled, key=precedence_of) == ASCENDING
    assert precedence_of("1.0.0+a") == precedence_of("1.0.0+b")
    assert precedence_of("not a number") < precedence_of("0.0.0-0")


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_order_of_versions_is_whole(first: str, second: str, third: str) -> None:
    a, b, c = (precedence_of(number) for number in (first, second, third))
    assert (a < b) + (a == b) + (a > b) == 1
    assert a <= c or not (a <= b <= c)


@pytest.mark.parametrize("serial", [0, 1, 123, 4217, 999_999, 1_000_000, 98_765_432])
def test_the_check_digit_finds_every_single_wrong_digit(serial: int) -> None:
    number = registry_number("SYS", serial)
    assert is_registry_number(number)
    for place, right in enumerate(number):
        if right.isdigit():
            others = (number[:place] + wrong + number[place + 1 :] for wrong in digits if wrong != right)
            assert not any(is_registry_number(other) for other in others)


def test_every_digit_in_every_place_is_told_from_every_other() -> None:
    for place in range(6):
        for start in ("000000", "123456", "999999", "908070"):
            sums = {check_digit(start[:place] + digit + start[place + 1 :]) for digit in digits}
            assert len(sums) == 10


@pytest.mark.parametrize("number", ["", "SYS-000001", "SYS-1-0", "ABC-000001-8", "SYS-٠٠٠٠٠١-8", "SYS-000001-8 "])
def test_what_is_no_registry_number_is_refused(number: str) -> None:
    assert not is_registry_number(number)


def test_a_registry_number_grows_beyond_six_digits() -> None:
    assert registry_number("INS", 1).startswith("INS-000001-")
    assert registry_number("INS", 1_234_567).startswith("INS-1234567-")


@given(KEYS, KEYS, st.none() | NUMBERS)
def test_a_reference_reads_as_it_was_written(system: str, api: str, number: str | None) -> None:
    for entry in (system, f"{system}/{api}"):
        reference = Reference(entry, number)
        assert reference_of(str(reference)) == reference


@pytest.mark.parametrize("words", ["", "@", "a@", "a@1", "a/b/c", "a/", "/a", "A/b", "a b", "a@1.0.0@2.0.0", "new"])
def test_what_names_nothing_is_no_reference(words: str) -> None:
    assert reference_of(words) is None


@pytest.mark.parametrize(
    "text",
    ["\0", "a\tb", "a\nb", "a\rb", "\x1b[31m", "Ministry\u202egnikcah", "zero\u200bwidth", "soft\u00adhyphen",
     "\ufeffa",
     "a\u2028b", "\U000e0041tag", "\ue000", "e\u0301", "   ", "\u2003", "\ud800", "\u200d"],
)  # fmt: skip
def test_control_and_invisible_characters_make_a_text_unsafe(text: str) -> None:
    assert not is_safe_text(text)


@pytest.mark.parametrize("text", ["", "Wizara ya Fedha", "e-GA (2019) №1", "Müller & Sons", "é", "東京", "=1+1", "🏛"])
def test_ordinary_writing_is_safe(text: str) -> None:
    assert is_safe_text(text)


def test_only_a_text_of_several_lines_may_have_line_ends() -> None:
    assert is_safe_text("one\ntwo\tthree", multiline=True)
    assert not is_safe_text("one\r\ntwo", multiline=True)
    assert not is_safe_text("\n \n", multiline=True)


def test_a_text_has_a_length() -> None:
    assert is_safe_text("a" * 200)
    assert not is_safe_text("a" * 201)
    assert is_safe_text("a" * 201, 201)


@settings(max_examples=300)
@given(st.text(max_size=40))
def test_a_safe_text_prints_on_one_line_as_it_was_given(text: str) -> None:
    if is_safe_text(text):
        assert len(text.splitlines()) <= 1
        assert unicodedata.normalize("NFC", text) == text
        assert text.encode().decode() == text
        assert "\0" not in text


def test_the_hostile_names_are_refused_or_harmless(shared: Path) -> None:
    names = json.loads((shared / "hostile/unicode/01-names.json").read_text("utf-8"))
    assert names
    for name in names:
        assert not is_key(name) or name in {"undefined", "true", "null"}
        if is_safe_text(name):
            assert name.isprintable() or " " in unicodedata.normalize("NFKC", name)
            assert not set(name) & set("\0\r\n\t\u202e\u200b\u200f\u00ad\ufeff")


@pytest.mark.parametrize(
    "address",
    ["https://www.ega.go.tz", "https://nida.go.tz/", "https://a.example/b?c=d#e", "https://xn--bcher-kva.example"],
)
def test_an_address_of_the_public_web_is_one(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "https://",
            "https://nida",
            "//nida.go.tz",
            "http://nida.go.tz",
            "ftp://nida.go.tz",
            "HTTPS://nida.go.tz",
        ),
        *(
            "javascript:alert(1)",
            "https://a b.go.tz",
            "https://nida.go.tz\n",
            "https://nida.go.tz/\\x",
            "https://é.go.tz",
        ),
        *("https://user@nida.go.tz", "https://user:word@nida.go.tz", "https://nida.go.tz:8443", "https://nida.go.tz."),
        *(
            "https://127.0.0.1",
            "https://127.1",
            "https://2130706433",
            "https://0x7f.1",
            "https://[::1]",
            "https://10.0.0.1/a",
        ),
        *("https://localhost", "https://a.localhost", "https://metadata.google.internal", "https://printer.local"),
        *(
            "https://kubernetes.default.svc",
            "https://-a.go.tz",
            "https://a-.go.tz",
            "https://a..tz",
            "https://nida.go.tz@x",
        ),
    ],
)
def test_an_address_that_leads_elsewhere_than_the_public_web_is_none(address: str) -> None:
    assert not is_web_address(address)


def test_no_address_of_the_shared_hostile_list_is_one(shared: Path) -> None:
    addresses = json.loads((shared / "hostile" / "ssrf" / "01-urls.json").read_text("utf-8"))
    assert len(addresses) > 100
    assert [one for one in addresses if is_web_address(one)] == []
