from typing import Any

import pytest
from selecting import failed, selected

from registry.validators.jsonpath.automaton import Automaton
from registry.validators.jsonpath.parsing import parse


def test_a_state_and_its_moves_are_made_once() -> None:
    automaton = Automaton([parse("$.a.b"), parse("$..b")])
    _, state = automaton.start(automaton.starts)
    assert state is not None
    move = automaton.move(state, "a")
    assert state.members["a"] is move
    assert automaton.state(state.positions) is state
    assert automaton.state(()) is None


def test_the_items_of_a_list_share_a_move_unless_one_is_asked_for_by_number() -> None:
    for expression, shared in (("$.*", True), ("$[0]", False), ("$[?(@property == 1)]", False)):
        automaton = Automaton([parse(expression)])
        _, state = automaton.start(automaton.starts)
        assert state is not None
        move = automaton.move(state, 0)
        assert (state.item is move, state.items.get(0) is move) == (shared, not shared)


@pytest.mark.parametrize("value", [1, "x", [], {}, {"c": 1}, [1]])
def test_a_failure_does_not_matter_where_nothing_below_could_be_selected(value: Any) -> None:
    assert failed("$.a[?(@.x.y)].b", {"a": [value]}) == []


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("$.a[?(@.x.y)]", 1),
        ("$.a[?(@.x.y)].b", {"b": 1}),
        ("$.a[?(@.x.y)][1]", [0, 1]),
        ("$.a[?(@.x.y)]..b", {"c": 1}),
        ("$.a[?(@.x.y)].*", [1]),
        ("$.a[?(@.x.y)]..", {}),
    ],
)
def test_a_failure_is_told_where_something_could_have_been_selected(expression: str, value: Any) -> None:
    assert failed(expression, {"a": [value]}) == [("a", 0)]


def test_a_filter_on_the_name_that_fails_is_told_at_every_such_name() -> None:
    assert failed("$.*[?(@property.run())]", {"a": {"x": 1}, "b": {"y": 1}}) == [("b", "y"), ("a", "x")]


def test_filters_on_one_step_are_asked_each_for_itself() -> None:
    document = {"a": {"x": 1}, "b": {"y": 1}, "c": {"x": 1, "y": 1}, "d": None, "e": 5}
    assert selected("$[?(@.x)]", document) == [("a",), ("c",)]
    assert selected("$[?(@.x || @.y)]", document) == [("a",), ("b",), ("c",)]
    assert selected("$[?(@ === null)]", document) == [("d",)]
    assert failed("$[?(@.x)]", document) == [("d",)]
