from typing import Any

import pytest
from jsonschema import Draft202012Validator

from registry.validators.function import Context, OptionsRefused
from registry.validators.functions.pattern import pattern
from registry.validators.rule import NotChecked
from registry.validators.view import View

HERE = Context(("info", "title"), View({}, {}))


def messages(target: Any, **options: str) -> list[str]:
    return [fault.message for fault in pattern.make(options)(target, HERE)]


def test_a_text_must_match() -> None:
    assert messages("abc", match="[abc]+") == []
    assert messages("def", match="[abc]+") == ['#{{print("value")}} must match the pattern "[abc]+"']


def test_a_text_must_not_match() -> None:
    assert messages("def", notMatch="[abc]+") == []
    assert messages("abc", notMatch="b$|c") == ['#{{print("value")}} must not match the pattern "b$|c"']


def test_both_may_be_found() -> None:
    assert messages("def", match="a", notMatch="d") == [
        '#{{print("value")}} must match the pattern "a"',
        '#{{print("value")}} must not match the pattern "d"',
    ]


def test_a_pattern_may_have_flags_and_is_shown_as_it_was_written() -> None:
    assert messages("aBc", match="/^[abc]+$/i") == []
    assert messages("aBc", match='/"\\d/g') == ['#{{print("value")}} must match the pattern "/\\"\\\\d/g"']
    assert messages("ab", match="/b/g") == messages("ab", match="/b/g") == []


@pytest.mark.parametrize("target", [None, 1, True, ["a"], {"a": "a"}])
def test_what_is_no_text_is_not_judged(target: Any) -> None:
    assert messages(target, match="^$", notMatch="") == []


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("?", "Invalid regular expression: /?/: Nothing to repeat"),
        ("/a/x", "Invalid flags supplied to RegExp constructor 'x'"),
    ],
)
def test_what_is_no_pattern_is_refused_at_once(written: str, problem: str) -> None:
    with pytest.raises(OptionsRefused) as refused:
        pattern.make({"match": "a", "notMatch": written})
    assert refused.value.problem == problem
    assert refused.value.path == ("notMatch",)


def test_a_text_that_takes_too_long_is_not_checked() -> None:
    with pytest.raises(NotChecked) as stopped:
        messages("a" * 5_000 + "b", match="^(a+)+\\1+!$")
    assert stopped.value.reason == "pattern-timeout"


@pytest.mark.parametrize(
    "options", [None, {}, {"foo": True}, {"match": 2}, {"notMatch": None}, {"match": "a", "foo": 1}]
)
def test_options_without_a_pattern_are_refused(options: Any) -> None:
    assert not Draft202012Validator(pattern.options).is_valid(options)
    assert Draft202012Validator(pattern.options).is_valid({"match": "a", "notMatch": "b"})
