from hypothesis import given
from hypothesis import strategies as st

from registry.domain.synonyms import LONGEST_NAME, MOST_ALTERNATIVES, Meaning, Synonyms, synonyms_of

KNOWN = synonyms_of(
    [
        ["NIN", "namba ya utambulisho wa taifa", "national identification number"],
        ["malipo", "payment"],
        ["payment", "settlement"],
    ]
)


def test_any_form_of_a_name_brings_the_others_and_each_of_them_back() -> None:
    for word in ("malipo", "lipa", "kulipia", "mlipaji"):
        assert KNOWN.of(word).words == ("payment",)
    assert KNOWN.of("payments").words == ("malipo", "settlement")
    assert KNOWN.of("settlement").words == ("payment",)


def test_names_of_several_words_stand_for_one_and_for_each_other() -> None:
    swahili, english = ("namba", "ya", "utambulisho", "wa", "taifa"), ("national", "identification", "number")
    assert KNOWN.of("nin") == Meaning((), (swahili, english))
    assert KNOWN.of(*swahili) == Meaning(("nin",), (english,))
    assert KNOWN.of("national", "identification", "numbers") == Meaning(("nin",), (swahili,))


def test_the_longest_name_from_a_place_on_is_found() -> None:
    words = ["verify", "national", "identification", "number", "now"]
    assert [KNOWN.length_at(words, start) for start in range(5)] == [0, 3, 0, 0, 0]
    assert KNOWN.length_at(["national", "identification"], 0) == 0


def test_what_nobody_has_named_means_nothing_else() -> None:
    assert KNOWN.of("unicorn") == Synonyms().of("nin") == Meaning()
    assert synonyms_of([["alone"], ["kodi", "kodi"], ["😀", ""], []]).meanings == {}


def test_alternatives_are_bounded() -> None:
    many = synonyms_of([[f"word{'x' * number}q" for number in range(40)] + [f"two q{'x' * n}" for n in range(40)]])
    assert all(len(meaning.words) <= MOST_ALTERNATIVES for meaning in many.meanings.values())
    assert all(len(meaning.phrases) <= MOST_ALTERNATIVES for meaning in many.meanings.values())
    long = synonyms_of([["a", "w " * 100]])
    assert max(map(len, long.meanings)) == LONGEST_NAME


@given(
    st.lists(st.lists(st.sampled_from(["kodi", "tax", "ushuru", "customs duty", "levy", "kodi ya ardhi"]), max_size=5))
)
def test_meaning_the_same_goes_both_ways(groups: list[list[str]]) -> None:
    known = synonyms_of(groups)
    for group in groups:
        for name in group:
            for other in known.of(*name.split()).words:
                back = known.of(other)
                assert tuple(name.split()) in {*((word,) for word in back.words), *back.phrases}
