import math
from typing import Any

import pytest
from selecting import evaluated, failed, selected

from registry.validators.function import UNDEFINED
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.regex.syntax import PatternRefused


@pytest.mark.parametrize(
    ("script", "result"),
    [
        ("1 + '1'", "11"), ("'3' * '4'", 12), ("[1, 2] + ''", "1,2"), ("1 / 0", math.inf), ("-1 / 0", -math.inf),
        ("7 % 4", 3), ("-7 % 4", -3), ("5 - '2'", 3), ("+'0x10'", 16), ("-'2'", -2), ("~5", -6), ("5 & 3", 1),
        ("5 | 3", 7), ("5 ^ 3", 6), ("'b' > 'a'", True), ("'10' > '9'", False), ("10 > '9'", True),
        ("null >= 0", True), ("undefined == null", True), ("undefined === null", False), ("'1' == 1", True),
        ("'1' === 1", False), ("true == 1", True), ("[1] == 1", True), ("[] == ''", True), ("0 == ''", True),
        ("[2] < 'a'", True), ("[10] > 9", True), ("null ?? 'x'", "x"), ("0 ?? 'x'", 0), ("0 || 'x'", "x"),
        ("'' && 'x'", ""), ("1 ? 'a' : 'b'", "a"), ("0 ? 'a' : 'b'", "b"), ("typeof 'x'", "string"),
        ("typeof null", "object"), ("typeof undefined", "undefined"), ("typeof true", "boolean"),
        ("typeof 1", "number"), ("!''", True), ("'abc' ~= 'b'", True),
    ],
)  # fmt: skip
def test_operators_are_those_of_javascript(script: str, result: object) -> None:
    assert evaluated(script) == result
    assert isinstance(evaluated(script), bool) == isinstance(result, bool)


@pytest.mark.parametrize("script", ["0 / 0", "'x' * 2", "1 % 0"])
def test_what_is_no_number_is_nan(script: str) -> None:
    assert math.isnan(evaluated(script))


@pytest.mark.parametrize(
    ("script", "value", "result"),
    [
        ("@.a", {"a": 1}, 1), ("@.a", {}, UNDEFINED), ("@.a", 5, UNDEFINED), ("@.length", "abc", 3),
        ("@.length", [1, 2], 2), ("@.length", {"length": 9}, 9), ("@.length", {}, UNDEFINED), ("@[0]", ["x"], "x"),
        ("@[0]", "xy", "x"), ("@[5]", ["x"], UNDEFINED), ("@['00']", ["x"], UNDEFINED), ("@[0]", {"0": "z"}, "z"),
        ("@.constructor.name", [], "Array"), ("@.constructor.name", {}, "Object"),
        ("@.constructor.name", "", "String"), ("@.constructor.name", 1, "Number"),
        ("@.constructor.name", False, "Boolean"), ("'a' in @", {"a": 0}, True), ("'a' in @", {}, False),
        ("0 in @", [5], True), ("1 in @", [5], False), ("'length' in @", [], True), ("@", None, None),
    ],
)  # fmt: skip
def test_members_are_those_of_javascript(script: str, value: Any, result: object) -> None:
    assert evaluated(script, value) == result


@pytest.mark.parametrize(
    ("script", "value"), [("@.a", None), ("@.a.b", {}), ("'a' in @", "text"), ("@.a.b", {"a": None}), ("@.f()", {})]
)
def test_what_javascript_cannot_evaluate_fails(script: str, value: Any) -> None:
    with pytest.raises(ScriptFailed):
        evaluated(script, value)


def test_a_script_knows_where_it_is_asked() -> None:
    document = {"paths": {"/cards": {"get": {"x": 1}}}, "names": ["get"]}
    assert selected("$..[?(@property === 'get' && @parentProperty === '/cards')]", document) == [
        ("paths", "/cards", "get")
    ]
    assert selected("$..[?(@path === \"$['names']['0']\")]", document) == [("names", 0)]
    assert selected("$..[?(@root.names && @parent.x === 1)]", document) == [("paths", "/cards", "get", "x")]


def test_a_method_of_the_name_is_called_on_text_even_in_lists() -> None:
    assert selected("$.a[?(@property.match(/^1$/))]", {"a": [0, 0, 0]}) == [("a", 1)]
    assert failed("$.a[?(@property.match(/^1$/))]", {"a": [0]}) == []


def test_a_filter_that_fails_selects_nothing_and_is_told() -> None:
    document = {"a": [{"b": {"c": 1}}, {"d": 1}, None]}
    assert selected("$.a[?(@.b.c)]", document) == [("a", 0)]
    assert failed("$.a[?(@.b.c)]", document) == [("a", 1), ("a", 2)]


def test_a_filter_of_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(PatternRefused):
        evaluated("/(/.test(@)")
