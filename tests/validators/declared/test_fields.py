from typing import Any

import pytest

from registry.validators.declared.fields import parts_of, targets_of
from registry.validators.function import UNDEFINED
from registry.validators.jsonpath.refusal import PathRefused
from registry.validators.regex.syntax import PatternRefused
from registry.validators.rule import NotChecked


@pytest.mark.parametrize(
    ("field", "value", "targets"),
    [
        ("a", {"a": 1}, [(("a",), 1)]),
        ("a", {}, [(("a",), UNDEFINED)]),
        ("a.b", {"a": {"b": 1}}, [(("a", "b"), 1)]),
        ("a.b", {"a.b": 2, "a": {"b": 1}}, [(("a", "b"), 2)]),
        ("a.b", {"a": 1}, [(("a", "b"), UNDEFINED)]),
        ("a[0].b", {"a": [{"b": 1}]}, [(("a", "0", "b"), 1)]),
        ("a.length", {"a": "xyz"}, [(("a", "length"), 3)]),
        ("length", [1, 2], [(("length",), 2)]),
        ("0", [5], [(("0",), 5)]),
        ("9", [5], [(("9",), UNDEFINED)]),
        ("@key", {"x": 1, "y": 2}, [(("x",), "x"), (("y",), "y")]),
        ("@key", ["v"], [(("0",), "0")]),
        ("@key", {}, [((), UNDEFINED)]),
        ("$.a[*]", {"a": [1, 2]}, [(("a", 1), 2), (("a", 0), 1)]),
        ("$.a.*~", {"a": {"k": 1}}, [(("a", "k"), "k")]),
        ("$.b", {"a": 1}, [((), UNDEFINED)]),
        ("$", {"a": 1}, [((), {"a": 1})]),
        ("$ref", {"$ref": "#/x"}, [(("$ref",), "#/x")]),
        ("$ref", {"ref": 1}, [((), UNDEFINED)]),
        ("$schema.x", {"$schema": {"x": 1}}, [(("$schema", "x"), 1)]),
    ],
)
def test_a_field_names_its_targets(field: str, value: Any, targets: list[Any]) -> None:
    assert sorted(targets_of(field)(value), key=str) == sorted(targets, key=str)


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("info.contact", ("info", "contact")), ("tags[0].name", ("tags", "0", "name")), ("a['b.c']", ("a", "b.c")),
        ('a["b\\"c"]', ("a", 'b"c')), (".a", ("", "a")), ("a..b", ("a", "", "b")), ("/cards", ("/cards",)),
    ],
)  # fmt: skip
def test_a_field_is_split_at_dots_and_brackets(field: str, parts: tuple[str, ...]) -> None:
    assert parts_of(field) == parts


def test_a_field_that_is_no_path_is_refused() -> None:
    with pytest.raises(PathRefused):
        targets_of("$.a[")
    with pytest.raises(PatternRefused):
        targets_of("$.a[?(@.match(/(/))]")


def test_a_field_whose_filter_fails_leaves_the_rule_not_checked() -> None:
    with pytest.raises(NotChecked) as stopped:
        list(targets_of("$.a[?(@.b.c)]")({"a": [{}]}))
    assert stopped.value.reason == "filter-failed"
