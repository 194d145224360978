import re

from hypothesis import given
from hypothesis import strategies as st

from registry.domain.index_words import (
    MOST_ALTERNATIVES,
    Matching,
    Texts,
    all_but_one,
    any_of,
    excluded_by,
    fields_asked,
    groups_of,
    mark_of,
    whole_asked,
    words_in,
)
from registry.domain.questions import Query, Term, query_of

PLAIN = re.compile(r"[a-z0-9]+")


def test_each_word_says_where_it_stands() -> None:
    texts = Texts("Bill number", "Paid to GePG", ("GePG-1",), ("payer_name",))
    words = set(words_in(texts, {"sector": ["local-government"]}).split())
    assert {"a", "xgepg1", "fpayername", "msectorlocalgovernment"} <= words
    assert {word[1:] for word in words if word[0] == "t"} < {word[1:] for word in words if word[0] == "b"}


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_words_are_letters_and_digits_alone_whatever_is_written(title: str, field: str, value: str) -> None:
    texts = Texts(title, title, (title,), (field,))
    for word in words_in(texts, {"institution": [value]}).split():
        assert PLAIN.fullmatch(word)
        assert len(word) <= 64


@given(st.text(max_size=120))
def test_what_is_asked_is_letters_and_digits_alone(text: str) -> None:
    query = query_of(text)
    groups = [*groups_of(query, "b", {}), whole_asked(query), fields_asked([text]), (mark_of("kind", text),)]
    assert all(PLAIN.fullmatch(word) for group in groups for word in group)


def test_a_word_is_asked_for_by_its_root_and_those_of_its_counterparts() -> None:
    query = Query("a b", (Term("payment", ("malipo",), ("zzlip",)),), excluded=(Term("draft"),))
    ((*group,),) = groups_of(query, "t", {"payment": ["payments", "paymaster"]})
    assert all(word.startswith("t") for word in group)
    assert "tzzlip" in group
    assert excluded_by(query)[0].startswith("b")
    many = Query("x", (Term("x", tuple(f"word{number}" for number in range(100))),))
    assert len(groups_of(many, "b", {})[0]) == MOST_ALTERNATIVES


def test_the_words_of_a_phrase_are_asked_for_too() -> None:
    query = Query("", (Term("bill"),), phrases=(("paid", "bill"),))
    assert len(groups_of(query, "b", {})) == 2


def test_some_words_are_all_but_one_of_few_and_any_of_many() -> None:
    one, two, three = ("ba",), ("bb",), ("bc",)
    assert all_but_one((one, two, three)) == ((one, two), (one, three), (two, three))
    assert all_but_one((one, two)) == any_of((one, two)) == ((("ba", "bb"),),)
    assert all_but_one((one,) * 7) == any_of((one,))
    assert Matching(all_but_one((one, two))).required == ()
