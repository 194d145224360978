import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.domain.spelling import Vocabulary, distance_between, forgiven, rewritten, words_in

WORDS = {
    word: len(word)
    for word in (
        "kitambulisho", "uthibitishaji", "malipo", "leseni", "ankara", "usajili", "mamlaka", "mapato", "afya", "ardhi",
        "identity", "payment", "licence", "registration", "invoice", "taxpayer", "passport", "vehicle", "birth", "tin",
    )
}  # fmt: skip
KNOWN = Vocabulary(WORDS)
LETTERS = st.text(st.sampled_from("abcdeiklmnorstu"), min_size=2, max_size=14)

DISTANCES = [
    ("malipo", "malipo", 0), ("malipo", "mailpo", 1), ("malipo", "malpo", 1), ("malipo", "malippo", 1),
    ("malipo", "mazipo", 1), ("leseni", "lesnei", 1), ("identity", "identtiyy", 2), ("", "ab", 2),
]  # fmt: skip
MISSPELT = [
    ("malpio", "malipo"), ("mallipo", "malipo"), ("lesni", "leseni"), ("ankala", "ankara"), ("afiya", "afya"),
    ("kitamburisho", "kitambulisho"), ("kitambulihso", "kitambulisho"), ("kitmabulisoh", "kitambulisho"),
    ("uthibitisaji", "uthibitishaji"), ("uzajiri", None), ("mampato", "mapato"), ("amlipo", "malipo"),
    ("idnetity", "identity"), ("indentity", "identity"), ("identiti", "identity"), ("paymet", "payment"),
    ("license", "licence"), ("regisration", "registration"), ("registartoin", "registration"), ("taxpyaer", "taxpayer"),
    ("pasport", "passport"), ("pazzport", "passport"), ("vehikle", "vehicle"), ("brith", "birth"),
    ("ti", None), ("tni", None), ("malipo2", None), ("mxlxpo", None), ("passp0rt", None), ("qqqqqqqq", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wrong"), DISTANCES)
def test_a_wrong_missing_superfluous_or_swapped_letter_counts_once(one: str, other: str, wrong: int) -> None:
    assert distance_between(one, other) == distance_between(other, one) == wrong


def test_more_is_forgiven_of_longer_words_and_nothing_of_numbers_and_the_shortest() -> None:
    lengths = [forgiven("a" * length) for length in (0, 3, 4, 7, 8, 40, 41)]
    assert lengths == [0, 0, 1, 1, 2, 2, 0]
    assert forgiven("nida2024") == 0


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_a_misspelt_word_is_known_for_what_was_meant(typed: str, meant: str | None) -> None:
    assert KNOWN.nearest(typed, 3)[:1] == ([meant] if meant else [])


def test_the_heavier_of_two_equally_near_words_comes_first() -> None:
    words = Vocabulary({"kata": 3, "kati": 9, "bata": 50})
    assert words.nearest("katu", 5) == ["kati", "kata"]
    assert words.nearest("kata", 5) == ["kati", "bata"]


def test_words_that_begin_alike_come_by_weight() -> None:
    words = Vocabulary({"malipo": 5, "mali": 5, "mamlaka": 9, "malisho": 7, "zawadi": 99})
    assert words.beginning("m", 3) == ["mamlaka", "malisho", "mali"]
    assert words.beginning("mali", 9) == ["malisho", "mali", "malipo"]
    assert words.beginning("mali", 1) == ["malisho"]
    assert words.beginning("x", 9) == words.beginning("malix", 9) == []


def test_only_the_heaviest_words_are_held_where_there_are_too_many() -> None:
    words = Vocabulary({"aaaa": 1, "bbbb": 3, "cccc": 2}, most=2)
    assert len(words) == 2
    assert [words.beginning(letter, 9) for letter in "abc"] == [[], ["bbbb"], ["cccc"]]


def test_a_vocabulary_of_nothing_offers_nothing() -> None:
    assert Vocabulary({}).nearest("malipo", 5) == Vocabulary({}).beginning("m", 5) == []


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(LETTERS, st.integers(1, 9), max_size=40), LETTERS)
def test_every_nearest_word_is_found_and_no_other(weights: dict[str, int], typed: str) -> None:
    wrong = {word: number for word in weights if 0 < (number := distance_between(typed, word)) <= forgiven(typed)}
    nearest = {word for word, number in wrong.items() if number == min(wrong.values())}
    assert set(Vocabulary(weights).nearest(typed, 99)) == nearest


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(LETTERS, st.integers(1, 9), max_size=20), LETTERS, st.data())
def test_a_word_with_one_letter_changed_is_known_again(weights: dict[str, int], word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    typed = word[:place] + data.draw(st.sampled_from("abcx")) + word[place + 1 :]
    near = Vocabulary(weights | {word: 1}).nearest(typed, 99)
    assert (word in near) == (word != typed and forgiven(typed) > 0)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(LETTERS, st.integers(1, 9), max_size=40), LETTERS, st.integers(1, 6))
def test_what_is_offered_begins_with_what_was_typed(weights: dict[str, int], typed: str, length: int) -> None:
    letters = typed[:length]
    offered = Vocabulary(weights).beginning(letters, 20)
    heaviest = sorted((word for word in weights if word.startswith(letters)), key=lambda word: -weights[word])[:20]
    assert [weights[word] for word in offered] == [weights[word] for word in heaviest]
    assert all(word.startswith(letters) for word in offered)


REWRITTEN = [
    ("thibitisha malpio", "thibitisha malipo"), ("Malpio ya NIDA", "malipo ya NIDA"), ("malpio-ya", "malipo-ya"),
    ('"malpio"', '"malpio"'), ("-malpio", "-malpio"), ("state:malpio", "state:malpio"), ("😀 malpio", "😀 malipo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "instead"), REWRITTEN)
def test_a_question_is_put_right_where_nothing_says_to_take_it_as_it_is(text: str, instead: str) -> None:
    assert rewritten(text, {"malpio": "malipo"}) == instead


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_is_an_error(text: str) -> None:
    assert rewritten(text, {}) == text
    assert len(KNOWN.nearest(text, 3)) <= 3
    assert len(KNOWN.beginning(text, 3)) <= 3


def test_numbers_and_single_letters_are_no_words_to_offer() -> None:
    assert words_in(["SYS 004217 a", "getIdentity"]) == {"sys", "get", "identity"}
