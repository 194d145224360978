import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.questions import MOST_WAYS, SYNONYM_WEIGHT, Query, query_of
from registry.domain.synonyms import MOST_ALTERNATIVES, synonyms_of
from registry.domain.words import LONGEST_QUERY, MOST_TERMS, stem_of

KNOWN = synonyms_of(
    [
        ["NIN", "namba ya utambulisho wa taifa", "national identification number", "namba ya NIDA"],
        ["namba", "number", "no", "num"],
        ["thibitisha", "hakiki", "verify", "confirm"],
        ["malipo", "payment"],
    ]
)


def _asked(text: str) -> Query:
    return query_of(text, KNOWN)


def _typed(query: Query) -> list[str]:
    return [term.typed for term in query.terms]


def _ways(query: Query) -> list[str]:
    return [" ".join(term.typed for term in way) for way in query.ways]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("nataka kuthibitisha namba ya NIDA", ["kuthibitisha", "namba", "nida"]),
        ("who can confirm a NIN?", ["confirm", "nin"]),
        ("Je, naweza kupata taarifa za mlipakodi wapi?", ["kupata", "taarifa", "mlipakodi"]),
        ("how do I pay my land rent", ["pay", "land", "rent"]),
        ("na ya", ["na", "ya"]),
        ("nidaNumber nida_number NIDA-Number", ["nida", "number"]),
        ("/bills/{controlNumber}", ["bills", "control", "number"]),
        ("SYS-004217-8", ["sys", "004217", "8"]),
        ("e-GA", ["e", "ga"]),
    ],
)
def test_words_that_say_something_are_asked_for(text: str, terms: list[str]) -> None:
    assert _typed(_asked(text)) == terms


def test_a_phrase_in_quotes_keeps_its_order_and_its_small_words() -> None:
    query = _asked('“cheti cha kuzaliwa” "RITA"')
    assert query.phrases == (("cheti", "cha", "kuzaliwa"),)
    assert _typed(query) == ["cheti", "kuzaliwa", "rita"]


@pytest.mark.parametrize(
    "text", ['"birth certificate', 'birth certificate"', '"" birth certificate', '" birth " certificate']
)
def test_quotes_that_hold_no_two_words_are_no_phrase(text: str) -> None:
    query = _asked(text)
    assert (_typed(query), query.phrases) == (["birth", "certificate"], ())


def test_a_word_behind_a_dash_is_left_out_and_no_other_word_with_one() -> None:
    query = _asked('leseni -biashara -"udereva wa pikipiki" x-road - --')
    assert [term.typed for term in query.excluded] == ["biashara", "udereva", "wa", "pikipiki"]
    assert _typed(query) == ["leseni", "x", "road"]
    assert all(not term.words for term in _asked("-malipo").excluded)


def test_filters_are_taken_by_their_keys_and_what_is_none_is_told() -> None:
    query = _asked("institution:nida taasisi:rita hali:imechapishwa foo:bar -kind:api state:nope verify http://x.y/a:b")
    assert query.filters == {"institution": ("nida", "rita"), "state": ("published",)}
    assert query.ignored == ("foo:", "-kind:", "state:")
    assert _typed(query) == ["foo", "bar", "kind", "api", "state", "nope", "verify", "http", "x", "y", "b"]
    assert _asked('sekta:"serikali za mitaa"').filters == {"sector": ("local-government",)}


def test_a_pasted_body_is_read_for_its_names() -> None:
    query = _asked('{"nidaNo": "1990", "amount": 5, "kind": "x"}')
    assert _typed(query) == ["nida", "no", "1990", "amount", "5", "kind", "x"]
    assert (query.phrases, query.filters, query.ignored) == ((), {}, ())


def test_a_term_brings_what_means_the_same_behind_itself() -> None:
    (term,) = _asked("kuthibitisha").terms
    assert term.words == ("hakiki", "verify", "confirm")
    assert term.stems[0] == stem_of("thibitisha")
    assert {stem_of("verification"), stem_of("uhakiki")} <= set(term.stems)
    (back,) = _asked("verification").terms
    assert stem_of("uthibitisho") in back.stems


def test_what_only_means_the_same_counts_less_than_the_word_typed() -> None:
    (term,) = _asked("malipo").terms
    weights = [term.weight_of(word) for word in ("malipo", "kulipia", "payment", "payments", "unicorn")]
    assert weights == [1.0, 1.0, SYNONYM_WEIGHT, SYNONYM_WEIGHT, 0.0]
    assert 0 < SYNONYM_WEIGHT < 1


def test_spellings_of_a_number_are_one() -> None:
    stems = [
        {stem for term in _asked(text).terms for stem in term.stems} for text in ("nidaNumber", "nida_no", "NIDA No.")
    ]
    assert stems[0] == stems[1] == stems[2]


def test_a_name_of_several_words_is_asked_for_in_its_other_forms() -> None:
    swahili, english = "namba utambulisho taifa", "national identification number"
    assert _ways(_asked("verify NIN")) == [f"verify {swahili}", f"verify {english}", "verify namba nida"]
    assert _ways(_asked("national identification number")) == ["nin", swahili, "namba nida"]
    assert _ways(_asked("kuthibitisha namba ya utambulisho wa taifa"))[0] == "kuthibitisha nin"
    assert _ways(_asked("malipo")) == []


def test_a_question_is_bounded_and_says_what_it_left() -> None:
    words = [f"neno{letter}" for letter in "abcdefghijklmnop"]
    query = _asked(" ".join(words))
    assert _typed(query) == words[:MOST_TERMS]
    assert query.ignored == tuple(words[MOST_TERMS:])
    long = _asked("a" * (LONGEST_QUERY - 1) + " beyond")
    assert (len(long.terms[0].typed), long.ignored, len(long.text)) == (60, ("beyond",), LONGEST_QUERY)
    assert _typed(_asked("NIDA nida Nida")) == ["nida"]


def test_ways_and_alternatives_are_bounded_and_quick() -> None:
    known = synonyms_of(
        [[f"w{a}"] + [f"{a} {b}" for b in "klmnopqrstuvw"] for a in ("aa", "bb", "cc", "dd", "ee", "ff")]
    )
    begun = time.perf_counter()
    query = query_of("waa wbb wcc wdd wee wff " * 6, known)
    assert time.perf_counter() - begun < 0.2
    assert len(query.ways) == MOST_WAYS
    assert all(len(way) <= MOST_TERMS for way in query.ways)
    assert all(len(term.words) <= MOST_ALTERNATIVES for term in query.terms)


SIGNS = [
    '"',
    "-",
    ":",
    "*",
    "(",
    ")",
    "&",
    "|",
    "!",
    "<->",
    "'",
    ";--",
    "NEAR",
    "\u202e",
    "\u200b",
    "😀",
    "ﷺ",
    "\0",
    "ＮＩＤＡ",
]


@given(
    st.one_of(st.text(max_size=400), st.lists(st.sampled_from([*SIGNS, "nin", "kind", "taasisi", " "])).map("".join))
)
def test_whatever_is_typed_leaves_nothing_but_words(text: str) -> None:
    query = _asked(text)
    assert query == _asked(text)
    assert len(query.terms) <= MOST_TERMS
    assert len(query.ways) <= MOST_WAYS
    for term in (*query.terms, *query.excluded, *(term for way in query.ways for term in way)):
        for word in (term.typed, *term.words, *term.stems):
            assert re.fullmatch(r"[a-z0-9]{1,70}", word)
    assert all(re.fullmatch(r"[a-z0-9]+", word) for phrase in query.phrases for word in phrase)
    assert all(re.fullmatch(r"[a-z0-9.@-]+", value) for values in query.filters.values() for value in values)


@pytest.mark.parametrize("text", ["", " ", "😀", "\u202e", "?!.,", '"""', "---", ":::", "-", "()", "\ud800", "٣"])
def test_signs_alone_ask_for_nothing(text: str) -> None:
    query = _asked(text)
    assert (query.terms, query.phrases, query.excluded, dict(query.filters), query.ways) == ((), (), (), {}, ())


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("\u202eni\u200bda", ["nida"]),
        ("ＮＩＤＡ ﬁnance", ["nida", "finance"]),
        ("' OR 1=1; DROP TABLE x;--", ["1", "drop", "table", "x"]),
        ("nida NEAR/2 namba*", ["nida", "near", "2", "namba"]),
        ("ng'ombe ng’ombe ngombe", ["ngombe"]),
        ("Café ÉCOLE", ["cafe", "ecole"]),
    ],
)
def test_hostile_and_foreign_signs_change_no_word(text: str, terms: list[str]) -> None:
    assert _typed(_asked(text)) == terms


def test_no_question_takes_long() -> None:
    begun = time.perf_counter()
    for part in ('"', "-", "a:", '"a', "a-", ":", "wanamb", "{", "x" * 50 + " "):
        _asked(part * 10_000)
    assert time.perf_counter() - begun < 0.5


def test_hostile_queries_leave_nothing_but_words(shared: Path) -> None:
    for query in json.loads((shared / "hostile/unicode/03-search-queries.json").read_text("utf-8")):
        assert all(term.typed.isalnum() and term.typed.isascii() for term in _asked(query).terms)
