import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.validators.regex.parsing import HEAVIEST, LONGEST, parse
from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Group,
    LineEnd,
    LineStart,
    Look,
    PatternRefused,
    Reference,
    Repeat,
    Sequence,
    TextEnd,
    TextStart,
    WordEdge,
    character,
)

# What V8 said of patterns that were thought out for this test: nothing, or why it refuses them.
REFUSALS = [json.loads(line) for line in Path(__file__).with_name("refusals.jsonl").read_text("utf-8").splitlines()]
A, B = character(97), character(98)


def problem_of(source: str, flags: str) -> str | None:
    try:
        parse(source, flags)
    except PatternRefused as refused:
        return refused.problem
    return None


@pytest.mark.parametrize(("source", "flags", "problem"), REFUSALS)
def test_a_pattern_is_refused_in_the_words_of_v8(source: str, flags: str, problem: str | None) -> None:
    assert problem_of(source, flags) == problem


@pytest.mark.parametrize(("source", "offset"), [("ab*+", 3), ("(a", 2), ("a)", 2), ("ab[c", 4), ("?", 0)])
def test_a_refusal_says_where(source: str, offset: int) -> None:
    with pytest.raises(PatternRefused) as refused:
        parse(source)
    assert refused.value.offset == offset


def test_a_pattern_becomes_a_tree() -> None:
    expression = parse("^(a|b*?)(?<n>b){2}(?:a)\\2(?<!a)\\B.$")
    assert expression.body == Sequence(
        (
            TextStart(),
            Group(Choice((A, Repeat(B, 0, None, lazy=True))), 1),
            Repeat(Group(B, 2), 2, 2),
            Group(A),
            Reference(2),
            Look(A, behind=True, negated=True),
            WordEdge(negated=True),
            Characters(((10, 10), (13, 13), (0x2028, 0x2029)), (), negated=True),
            TextEnd(),
        )
    )
    assert expression.groups == 2


def test_flags_change_what_is_read() -> None:
    assert parse("^$", "m").body == Sequence((LineStart(), LineEnd()))
    assert parse(".", "s").body == Characters((), (), negated=True)
    assert parse("😀").body == Sequence((character(0xD83D), character(0xDE00)))
    assert parse("😀", "u").body == character(0x1F600)


def test_groups_are_counted_before_they_are_read() -> None:
    assert parse("\\2[(](a)(?:b)(?<n>(?=c)(?<!d)\\()").groups == 2
    assert parse("[[\\(]\\(](a)", "v").groups == 1


def test_to_look_again_changes_nothing() -> None:
    assert parse("(?=a)+").body == Look(A, behind=False, negated=False)
    assert parse("(?=a)*").body == Sequence(())


@pytest.mark.parametrize(
    "source",
    [
        "a" * (LONGEST + 1),
        "(" * 200 + ")" * 200,
        f"a{{{HEAVIEST}}}",
        "(?:(?:a{99}){99}){99}",
        "(?:){2147483647}",
        "x{" + "9" * 5000 + "}",
    ],
)
def test_what_is_larger_than_anybody_means_is_refused(source: str) -> None:
    with pytest.raises(PatternRefused, match="too large") as refused:
        parse(source)
    assert len(refused.value.problem) < 1_200


def test_as_many_as_nobody_has_is_as_many_as_there_are() -> None:
    assert parse(f"a{{1,{'9' * 5000}}}").body == Repeat(A, 1, None)


@given(
    st.one_of(
        st.text("ab01(){}[]|*+?^$.\\-:=!<>dwsbBkpPux,&😀é", max_size=30),
        st.text(max_size=12),
    ),
    st.sampled_from(["", "i", "u", "v", "m", "iu"]),
)
@settings(max_examples=2000, deadline=None)
def test_any_text_is_read_or_refused(source: str, flags: str) -> None:
    problem = problem_of(source, flags)
    assert problem is None or problem.startswith("Invalid regular expression: /")
