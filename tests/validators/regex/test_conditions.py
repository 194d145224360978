import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.validators.regex.conditions import (
    Condition,
    Either,
    Every,
    Inseparable,
    Neither,
    Search,
    condition_of,
    trimmed,
)
from registry.validators.regex.engines import Backtracking, Linear
from registry.validators.regex.parsing import parse
from registry.validators.regex.syntax import Expression, Sequence, character

A = character(97)


def holds(condition: Condition, expression: Expression, text: str) -> bool:
    match condition:
        case Search(node):
            return Linear(expression, node).test(text)
        case Neither(inner):
            return not holds(inner, expression, text)
        case Every(conditions):
            return all(holds(it, expression, text) for it in conditions)
        case Either(conditions):
            return any(holds(it, expression, text) for it in conditions)


SEPARABLE = [
    "^(?!x)ab",
    "^(?!.*--)[a-b-]+$",
    "^(?=.*a)(?=.*b).{2,}$",
    "^(?:(?!ab).)*$",
    "^((?!ab|a$).)+$",
    "^b(?:(?!a)[^])*$",
    "^[ab-]+(?<!-)$",
    "(?<!-)$",
    "(?<!a)b",
    "(?<=a|b-)b",
    "a(?!b)",
    "a(?=b|-)",
    "(?<=a)b(?!-)",
    "(?<![ab])",
    "(?!a)",
    "^(?:(?!a)b|a(?=b))$",
    "^(?!a(?!b))",
    "^(?=a(?=b))ab",
    "^a(?!b).*(?<!b).$",
    "^(?!(?:a|b)$)[ab]+$",
    "|(?!a)",
    "(?=(a+)+$)",
]
INSEPARABLE = [
    "(?!a)b",
    "b*(?!a)b",
    "a(?=b)b",
    "a(?<!b)",
    "^a*(?!b)c",
    "x(?:a(?!b))*c",
    "^(?:(?!a)b*)*$",
    "^(?:(?=a).)*$",
    "^(?:(?!a*).)*$",
    "^(?:(?!a).){2,3}$",
    "^(?:(?!a)(?:b|(?=c)c))*$",
    "^(?:(?!a).)*b",
    "(?<!ab)c(?!a)d",
    "(a)(?=b)\\1",
    "a(?!bc)",
    "(?<!bc)a",
    "x(?<!ab)b*$",
    "(?:a(?=b)|b){2}",
    "(?=a)b|(?=c)d",
    *["^(?=a)" + "(?:(?=a)|b)" * 5],
]


@pytest.mark.parametrize("pattern", SEPARABLE)
def test_looking_around_at_an_end_is_taken_apart(pattern: str) -> None:
    assert condition_of(parse(pattern).body)


@pytest.mark.parametrize("pattern", INSEPARABLE)
def test_looking_around_elsewhere_is_not(pattern: str) -> None:
    with pytest.raises(Inseparable):
        condition_of(parse(pattern).body)


@given(st.sampled_from(SEPARABLE), st.text("ab-x\n", max_size=7))
@settings(max_examples=1500, deadline=None)
def test_the_parts_find_what_the_whole_finds(pattern: str, text: str) -> None:
    expression = parse(pattern)
    whole = Backtracking(expression, expression.body)
    assert holds(condition_of(expression.body), expression, text) == whole.test(text)


PARTS = [
    "a",
    "b",
    "ab",
    "[ab]",
    "-",
    ".*a",
    "a$",
    ".b",
    "(?:a|b)",
    "(a|-)b",
    "x?",
    "[^a]*b",
    "a{2}",
    "(?:)",
    "b|",
    "^a",
]
SHAPES = [
    "^(?!{0}){1}.*$",
    "^(?={0})(?!{1})[ab-]*$",
    "^(?:(?!{0}).)*$",
    "^{0}(?:(?!{1}).)*$",
    "^{0}.*(?<!{1})$",
    "(?<!{0}){1}$",
    "(?<!a){0}",
    "{0}(?!b)",
    "(?<={0}){1}(?={2})",
    "^(?:(?!{0}){1}|{1}(?={2}))$",
    "^a(?!{0}).*(?<!{1}).$",
    "(?<![ab]){0}(?![b-])",
    "^(?!{0}(?!{1})){2}",
]


@given(st.sampled_from(SHAPES), st.lists(st.sampled_from(PARTS), min_size=3, max_size=3), st.text("ab-x\n", max_size=6))
@settings(max_examples=1500, deadline=None)
def test_whatever_is_taken_apart_finds_the_same(shape: str, chosen: list[str], text: str) -> None:
    expression = parse(shape.format(*(f"(?:{part})" if "|" in part else part for part in chosen)))
    try:
        condition = condition_of(expression.body)
    except Inseparable:
        return
    assert holds(condition, expression, text) == Backtracking(expression, expression.body).test(text)


@pytest.mark.parametrize(
    ("pattern", "rest"),
    [
        (".*a.*", "a"),
        ("(?:b?(a))", "a"),
        ("[a]{0}", ""),
        ("x*|ab?", "|a"),
        ("a{2,}b{3,5}", "a{2}b{3}"),
        ("^.*a", "^.*a"),
        ("a.*$", "a.*$"),
    ],
)
def test_what_may_be_empty_at_an_open_end_is_left_out(pattern: str, rest: str) -> None:
    assert trimmed(parse(pattern).body) == trimmed(parse(rest).body)
    assert trimmed(parse(".*a.*").body) == A
    assert trimmed(parse("[b]*").body) == Sequence(())
