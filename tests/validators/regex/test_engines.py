import time
from collections.abc import Callable

import pytest

from registry.validators.regex.engines import LONGEST_TEXT, SECONDS, Backtracking, Engine, Found, Linear, _backtracker
from registry.validators.regex.parsing import parse
from registry.validators.rule import NotChecked


def linear(pattern: str, flags: str = "", *, captures: bool = False) -> Linear:
    expression = parse(pattern, flags)
    return Linear(expression, expression.body, captures=captures)


def backtracking(pattern: str, flags: str = "", *, captures: bool = False) -> Backtracking:
    expression = parse(pattern, flags)
    return Backtracking(expression, expression.body, captures=captures)


def groups(found: Found | None) -> list[str | None]:
    assert found is not None
    return [found.group(number) for number in range(len(found.spans))]


@pytest.mark.parametrize("make", [linear, backtracking])
def test_both_engines_find_the_same(make: Callable[..., Engine]) -> None:
    engine = make("(é)(x)?(a|b)", captures=True)
    assert groups(engine.find("-éa-")) == ["éa", "é", None, "a"]
    assert engine.find("ab") is None
    assert engine.test("éb")
    assert not engine.test("b")


@pytest.mark.parametrize("make", [linear, backtracking])
def test_characters_beyond_the_first_plane_are_given_back_whole(make: Callable[..., Engine]) -> None:
    assert groups(make("(..)", captures=True).find("a😀")) == ["a\ud83d", "a\ud83d"]
    assert groups(make("(.+)", captures=True).find("a😀")) == ["a😀", "a😀"]
    assert groups(make("(..)", "u", captures=True).find("a😀")) == ["a😀", "a😀"]


@pytest.mark.parametrize("make", [linear, backtracking])
@pytest.mark.parametrize("text", ["\ud83d", "\ude00\ud83d", "\0", "a\0b", "\uffff", "\U0010ffff", ""])
def test_no_text_is_too_strange(make: Callable[..., Engine], text: str) -> None:
    assert make("^[^]*$").test(text)
    assert make("^[^]*$", "u").test(text)


def test_lines_that_end_otherwise_are_left_to_the_other_engine() -> None:
    engine = linear("^b$", "m")
    assert engine.test("a\nb\nc")
    assert engine.test("a\rb\u2029c")
    assert not engine.test("ab\r")


def test_a_program_that_does_not_fit_is_left_to_the_other_engine() -> None:
    engine = linear("^.{1,9000}$")
    assert engine.test("é" * 9000)
    assert not engine.test("é" * 9001)
    assert groups(linear("^(?:(.)x{0}){0,9000}$", captures=True).find("é" * 9))[0] == "é" * 9


def test_a_program_that_would_take_too_long_on_a_text_is_left_to_the_other_engine() -> None:
    engine = linear("(?:a|b)*a(?:a|b){900}c")
    started = time.process_time()
    with pytest.raises(NotChecked):
        engine.test("ab" * 400_000)
    assert time.process_time() - started < 2


def test_a_text_that_is_too_long_for_going_back_and_forth_is_not_checked() -> None:
    engine = backtracking("a(?!b)c")
    assert not engine.test("a" * LONGEST_TEXT)
    with pytest.raises(NotChecked) as refused:
        engine.test("a" * (LONGEST_TEXT + 1))
    assert refused.value.reason == "pattern-timeout"


def test_a_search_that_is_stopped_has_half_the_time_when_it_comes_again() -> None:
    engine = backtracking("^(a+)+\\1+!$")
    started = time.process_time()
    for _ in range(20):
        with pytest.raises(NotChecked):
            engine.test("a" * 5_000 + "b")
    assert time.process_time() - started < 4 * SECONDS
    assert engine.test("aa!")


def test_what_the_other_engine_cannot_compile_is_not_checked() -> None:
    with pytest.raises(NotChecked):
        _backtracker("(")
