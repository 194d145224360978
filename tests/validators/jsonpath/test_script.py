import pytest

from registry.validators.function import UNDEFINED
from registry.validators.jsonpath.refusal import PathRefused
from registry.validators.jsonpath.script import Binary, Call, Literal, Member, Place, read_script


def test_operators_bind_as_in_javascript() -> None:
    assert read_script("1 + 2 * 3 == 7 && !@ || @.a") == read_script("(((1 + (2 * 3)) == 7) && (!@)) || (@.a)")


def test_operators_of_one_power_bind_from_the_left() -> None:
    assert read_script("1 - 2 - 3") == Binary("-", Binary("-", Literal(1), Literal(2)), Literal(3))


@pytest.mark.parametrize("written", ["@.a", "@['a']", '@["a"]', "@?.a", " @ . a "])
def test_a_member_is_written_in_several_ways(written: str) -> None:
    assert read_script(written) == Member(Place("value"), Literal("a"))


def test_a_method_has_its_arguments() -> None:
    assert read_script("@property.slice(0, 1)") == Call(Place("property"), "slice", (Literal(0), Literal(1)))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'it\\'s'", "it's"), ('"\\u0041\\x42\\n"', "AB\n"), ("`x`", "x"), ("0x1F", 31), ("1.5e2", 150), (".5", 0.5),
        ("true", True), ("null", None), ("undefined", UNDEFINED), ("void 0", UNDEFINED),
    ],
)  # fmt: skip
def test_a_value_is_read_as_javascript_reads_it(written: str, value: object) -> None:
    assert read_script(written) == Literal(value)


@pytest.mark.parametrize(
    ("script", "problem", "offset"),
    [
        ("@.a ==", "unfinished", 6),
        ("@.a == == 1", "unexpected", 6),
        ("@.a) ", "unexpected", 3),
        ("(@.a", "unfinished", 4),
        ("@.a.", "unexpected", 4),
        ("[1, 2", "unfinished", 5),
        ("@.f(1 2)", "unexpected", 5),
        ("process.exit()", "unknown-name", 0),
        ("x => x", "unknown-name", 0),
        ("`${@}`", "unexpected", 0),
        ("(" * 80 + "1" + ")" * 80, "too-deep", 60),
        ("!" * 80 + "1", "too-deep", 60),
    ],
)
def test_what_is_no_script_is_refused_with_its_place(script: str, problem: str, offset: int) -> None:
    with pytest.raises(PathRefused) as refused:
        read_script(script, 100)
    assert (refused.value.problem, refused.value.offset) == (problem, 100 + offset)
