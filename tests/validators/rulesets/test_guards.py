import pytest

from registry.validators.jsonpath.script import read_script
from registry.validators.rulesets.guards import failing_on_absence, failing_on_null, scripts_below

NULL = {
    "@.x": "@.x",
    "@.x == 'a'": "@.x",
    "@['x-y']": "@['x-y']",
    "!@.x": "@.x",
    "@.in=='query' && @.name": "@.in",
    "@property === 'a' && @.x": "@.x",
    "@property.match(/a/) || @.x": "@.x",
    "@ || @.x": "@.x",
    "typeof @ === 'object' && @.x": "@.x",
    "@.match(/a/)": "@.match",
    "@property ? @.x : 1": "@.x",
    "[@.x]": "@.x",
    "'x' in @": "'x' in @",
    "@ == null && @.x": "@.x",
    "@parent.a(@.x)": "@.x",
    "(@ ? 1 : @).x": "….x",
    "$.a[@.x]": "@.x",
}
GUARDED = [
    "@",
    "@property === 'a'",
    "@ && @.x",
    "!!@ && @.x",
    "@ && (@.x || @.y.z)",
    "!@ || @.x",
    "@ != null && @.x",
    "@ !== null && @.x",
    "@ == null || @.x",
    "@ ? @.x : false",
    "@ === 'a' && @.x",
    "@property === 'a' && @ && @.x",
    "@parent.x",
    "$.x",
    "/a/.test(@)",
    "void 0 === @",
]


@pytest.mark.parametrize(("script", "asked"), NULL.items())
def test_what_fails_on_null_is_found(script: str, asked: str) -> None:
    assert failing_on_null(read_script(script)) == (asked,)


@pytest.mark.parametrize("script", GUARDED)
def test_what_is_guarded_does_not_fail_on_null(script: str) -> None:
    assert failing_on_null(read_script(script)) == ()


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("@ && @.name.match(/a/)", ("@.name.match",)),
        ("@.a.b && @.c.d", ("@.a.b", "@.c.d")),
        ("@property && (@.a.b || @.c.length > 1)", ("@.a.b", "@.c.length")),
        ("@.a && @.a.b", ()),
        ("@.constructor.name === 'Array'", ()),
        ("@ === 'x' && @.a.b", ()),
        ("@ !== 'x' && @.a.b", ("@.a.b",)),
        ("typeof @ === 'object' && @.a.b", ("@.a.b",)),
        ("typeof @.a === 'object' && @.a.b", ("@.a.b",)),
        ("@[@property].x", ()),
    ],
)
def test_what_fails_where_a_member_is_missing_is_found(script: str, asked: tuple[str, ...]) -> None:
    assert failing_on_absence(read_script(script)) == asked


def test_every_part_of_a_script_is_walked() -> None:
    kinds = [type(node).__name__ for node in scripts_below(read_script("@.a.b(/x/, [1]) ? !@ : 1 + 2"))]
    assert kinds == [
        "Conditional", "Call", "Member", "Place", "Literal", "RegularExpression", "Listed", "Literal",
        "Unary", "Place", "Binary", "Literal", "Literal",
    ]  # fmt: skip
