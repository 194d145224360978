import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.words import plain_of, root_of, stem_of, stems_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("verifyIdentity", ["verify", "identity"]),
        ("TINNumber", ["tin", "number"]),
        ("HTTPSConnection", ["https", "connection"]),
        ("birth_certificate", ["birth", "certificate"]),
        ("birth-certificate", ["birth", "certificate"]),
        ("/bills/{controlNumber}", ["bills", "control", "number"]),
        ("GET /v2/people/{nin}:verify", ["get", "v", "2", "people", "nin", "verify"]),
        ("nidaNumber NIDA_NUMBER", ["nida", "number", "nida", "number"]),
        ("ISO8601 sha256 form16A", ["iso", "8601", "sha", "256", "form", "16", "a"]),
        ("Ng'ombe ng’ombe citizen's", ["ngombe", "ngombe", "citizens"]),
        ("'quoted' words", ["quoted", "words"]),
        ("Café ÉCOLE naïve", ["cafe", "ecole", "naive"]),
        ("ﬁnance ＭＩＮ", ["finance", "min"]),
        ("ni\u200bda \u202enin\u202c so\u00adft", ["nida", "nin", "soft"]),
        ("'; DROP TABLE x;--", ["drop", "table", "x"]),
        ("\0 😀 ١٢٣", []),
        ("x" * 100, ["x" * 60]),
    ],
)
def test_words_are_folded_and_taken_apart(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


@pytest.mark.parametrize("word", ["", "a", "na", "1234567", "id"])
def test_short_words_and_numbers_have_no_stem_and_are_their_own_root(word: str) -> None:
    assert stem_of(word) is None
    assert root_of(word) == word


def test_a_stem_is_never_taken_for_a_word() -> None:
    assert stem_of("malipo") == "zzlip"
    assert root_of("malipo") == stem_of("kulipia")


def test_a_text_that_is_plain_stays_as_it_is() -> None:
    assert plain_of("Nida ‘no’ ") == "Nida 'no' "


@given(st.text(max_size=200))
def test_the_same_text_has_the_same_stems(text: str) -> None:
    stems = stems_of(text).split()
    assert stems == stems_of(text).split()
    assert len(stems) == len(set(stems))
    assert all(stem.startswith("zz") for stem in stems)


@given(st.text(max_size=100))
def test_words_folded_again_are_the_same(text: str) -> None:
    words = list(words_of(text))
    assert list(words_of(" ".join(words))) == words
