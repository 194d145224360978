from typing import Any

import pytest
from selecting import evaluated

from registry.validators.jsonpath.failure import ScriptFailed


@pytest.mark.parametrize(
    ("script", "value", "result"),
    [
        ("@.match(/b(c)/)", "abc", ["bc", "c"]), ("@.match(/x/)", "abc", None), ("@.match('b')", "abc", ["b"]),
        ("@.match(/(x)?b/)", "b", ["b", None]), ("/b/.test(@)", "abc", True), ("/b/.exec(@)", "abc", ["b"]),
        ("/5/.test(@)", 5, True), ("/^undefined$/.test(@.a)", {}, True), ("/^null$/.test(@)", None, True),
        ("@.includes('b')", "abc", True), ("@.includes('b')", ["b"], True), ("@.includes(1)", ["1"], False),
        ("@.indexOf('c')", "abc", 2), ("@.indexOf('z')", "abc", -1), ("@.indexOf('z')", ["z"], 0),
        ("@.lastIndexOf('a')", "aba", 2), ("@.startsWith('a')", "ab", True), ("@.endsWith('a')", "ab", False),
        ("@.toLowerCase()", "AB", "ab"), ("@.toUpperCase()", "ab", "AB"), ("@.trim()", "  a ", "a"),
        ("@.split('/')", "/a/b", ["", "a", "b"]), ("@.split('')", "ab", ["a", "b"]), ("@.split()", "ab", ["ab"]),
        ("@.slice(1)", "abc", "bc"), ("@.slice(-1)", "abc", "c"), ("@.slice(0, 2)", [1, 2, 3], [1, 2]),
        ("@.substring(2, 0)", "abc", "ab"), ("@.substring(-3)", "abc", "abc"), ("@.charAt(1)", "abc", "b"),
        ("@.charAt(-1)", "abc", ""), ("@.charAt(9)", "abc", ""), ("@.concat('x', 1)", "a", "ax1"),
        ("@.concat([2], 3)", [1], [1, 2, 3]), ("@.join('-')", [1, None, "b"], "1--b"), ("@.join()", [1, 2], "1,2"),
        ("@.toString()", 5, "5"), ("@.toString()", [1, [2]], "1,2"), ("@.toString()", {}, "[object Object]"),
        ("@.valueOf()", 5, 5), ("@.hasOwnProperty('a')", {"a": None}, True), ("@.hasOwnProperty('b')", {}, False),
        ("@.slice('x')", "abc", "abc"), ("@.slice(undefined)", "abc", "abc"),
    ],
)  # fmt: skip
def test_methods_are_those_of_javascript(script: str, value: Any, result: object) -> None:
    assert evaluated(script, value) == result


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("@.match(/a/)", 5), ("@.match(/a/)", ["a"]), ("@.match(/a/)", {}), ("@.startsWith('a')", []),
        ("@.test('a')", "a"), ("@.run()", "a"), ("@.toString()", None), ("@.a.trim()", {}), ("@.__class__()", "a"),
        ("@.match('(')", "a"), ("@ ~= '('", "a"), ("@.trim(1, 2)", "a"),
    ],
)  # fmt: skip
def test_a_method_that_is_not_there_or_cannot_run_fails(script: str, value: Any) -> None:
    with pytest.raises(ScriptFailed):
        evaluated(script, value)


def test_no_method_of_python_can_be_called() -> None:
    for name in ("format", "encode", "join", "removeprefix", "__len__"):
        with pytest.raises(ScriptFailed):
            evaluated(f"@.{name}('a')", "text")
