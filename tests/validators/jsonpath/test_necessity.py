import pytest

from registry.validators.jsonpath.necessity import (
    asks_only_the_name,
    cannot_fail,
    conjuncts_of,
    joined,
    members_needed,
)
from registry.validators.jsonpath.script import read_script


@pytest.mark.parametrize(
    ("script", "members"),
    [
        ("@.a", {"a"}), ("@['a']", {"a"}), ("@.a && @.b", {"a"}), ("@.a || @.b", {"a", "b"}), ("@.a == 1", {"a"}),
        ("1 < @.a", {"a"}), ("@.a === 'x' && @.b.c", {"a"}), ("@.a !== undefined", {"a"}), ("@.a != null", {"a"}),
        ("@.a == null", set()), ("@.a != 'x'", set()), ("!@.a", set()), ("@.a || 1", set()), ("@.length", set()),
        ("@.constructor", set()), ("@[0]", set()), ("@.a.b", set()), ("@ && @.a", {"a"}), ("@.x.y && @.a", set()),
        ("@.a ? 1 : 2", set()), ("@.a == @.b", set()),
    ],
)  # fmt: skip
def test_a_filter_needs_one_of_these_members(script: str, members: set[str]) -> None:
    assert members_needed(read_script(script)) == members


@pytest.mark.parametrize(
    ("script", "only"),
    [
        ("@property == 'a'", True), ("@property.match(/a/)", True), ("['a', 'b'].includes(@property)", True),
        ("@property == @.a", False), ("@path == 'x'", False), ("@parentProperty", False), ("1 ? @property : 2", True),
    ],
)  # fmt: skip
def test_it_is_known_what_asks_only_for_the_name(script: str, *, only: bool) -> None:
    assert asks_only_the_name(read_script(script)) is only


@pytest.mark.parametrize(
    ("script", "safe"),
    [
        ("@.a", True), ("@.a == 1 && !@.b", True), ("@.a.b", False), ("@.match(/a/)", False), ("'a' in @", False),
        ("@ ~= 'a'", False), ("@[@.a]", False), ("[@.a]", True),
    ],
)  # fmt: skip
def test_it_is_known_what_cannot_fail(script: str, *, safe: bool) -> None:
    assert cannot_fail(read_script(script)) is safe


def test_a_chain_is_taken_apart_and_put_together() -> None:
    parts = conjuncts_of(read_script("@.a && (@.b && @.c) && (@.d || @.e)"))
    assert parts == tuple(map(read_script, ("@.a", "@.b", "@.c", "@.d || @.e")))
    assert joined(parts) == read_script("@.a && @.b && @.c && (@.d || @.e)")
