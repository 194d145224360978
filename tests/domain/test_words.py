import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.words import LONGEST_QUERY, MOST_TERMS, counterparts, stem_of, stems_of, terms_of, words_of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("mfumo", "mifumo"),
        ("usajili", "sajili"),
        ("thibitisha", "uthibitishaji"),
        ("thibitisha", "uthibitisho"),
        ("thibitisha", "kuthibitisha"),
        ("kitambulisho", "vitambulisho"),
        ("confirmation", "confirm"),
        ("payment", "payments"),
        ("address", "addresses"),
    ],
)
def test_forms_of_one_word_have_one_stem(first: str, second: str) -> None:
    assert stem_of(first) == stem_of(second) is not None


@pytest.mark.parametrize(
    ("first", "second"), [("kodi", "kadi"), ("bili", "bali"), ("malipo", "mapato"), ("afya", "ardhi")]
)
def test_different_words_have_different_stems(first: str, second: str) -> None:
    assert stem_of(first) != stem_of(second)


@pytest.mark.parametrize("word", ["", "a", "na", "1234567", "id"])
def test_short_words_and_numbers_are_not_cut(word: str) -> None:
    assert stem_of(word) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("verifyIdentity", ["verify", "identity"]),
        ("TINNumber", ["tin", "number"]),
        ("HTTPSConnection", ["https", "connection"]),
        ("birth_certificate", ["birth", "certificate"]),
        ("/bills/{controlNumber}", ["bills", "control", "number"]),
        ("Café ÉCOLE naïve", ["cafe", "ecole", "naive"]),
        ("ﬁnance ＭＩＮ", ["finance", "min"]),
        ("'; DROP TABLE x;--", ["drop", "table", "x"]),
        ("\0 😀 ١٢٣", []),
    ],
)
def test_words_are_folded_and_taken_apart(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


@pytest.mark.parametrize(
    ("swahili", "english"),
    [
        ("thibitisha", "verification"),
        ("uhakiki", "verify"),
        ("kitambulisho", "identity"),
        ("malipo", "payment"),
        ("kodi", "tax"),
        ("usajili", "registration"),
        ("mfumo", "system"),
        ("mifumo", "systems"),
        ("cheti", "certificate"),
        ("zabuni", "tender"),
    ],
)
def test_a_word_brings_its_counterpart_in_the_other_language(swahili: str, english: str) -> None:
    (term,) = terms_of(swahili)
    assert stem_of(english) in term.stems
    (back,) = terms_of(english)
    assert stem_of(swahili) in back.stems


def test_every_word_of_the_vocabulary_has_a_counterpart() -> None:
    assert all(counterparts().values())


def test_words_that_say_nothing_are_left_out_unless_there_is_nothing_else() -> None:
    assert [term.typed for term in terms_of("who can verify the NIN")] == ["verify", "nin"]
    assert [term.typed for term in terms_of("na ya")] == ["na", "ya"]


def test_a_query_is_bounded() -> None:
    assert len(terms_of(" ".join(f"word{number}" for number in range(20_000)))) == MOST_TERMS
    (term,) = terms_of("a" * 10_000)
    assert len(term.typed) == 60
    assert not terms_of(" " * LONGEST_QUERY + "beyond")


def test_a_word_twice_is_one_term() -> None:
    assert [term.typed for term in terms_of("NIDA nida Nida")] == ["nida"]


@given(st.text(max_size=300))
def test_terms_hold_letters_and_digits_only(query: str) -> None:
    for term in terms_of(query):
        for word in (term.typed, *term.words, *term.stems):
            assert re.fullmatch(r"[a-z0-9]{1,70}", word)


@given(st.text(max_size=200))
def test_the_same_text_has_the_same_stems(text: str) -> None:
    stems = stems_of(text).split()
    assert stems == stems_of(text).split()
    assert len(stems) == len(set(stems))
    assert all(stem.startswith("zz") for stem in stems)


def test_hostile_queries_leave_nothing_but_words(shared: Path) -> None:
    for query in json.loads((shared / "hostile/unicode/03-search-queries.json").read_text("utf-8")):
        assert all(term.typed.isalnum() and term.typed.isascii() for term in terms_of(query))
