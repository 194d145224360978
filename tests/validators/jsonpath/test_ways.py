from typing import Any

from registry.validators.jsonpath.frames import Frame
from registry.validators.jsonpath.ways import Ways

HELD: dict[str, Any] = {"plain": {}, "a b": {}, "again": {}}


def frame(way: int, holder: Any = HELD) -> Frame:
    return (None, None, holder, way)


def test_before_any_reference_there_is_one_way() -> None:
    ways = Ways()
    assert ways.onwards(frame(0), "plain", None) == ways.onwards(frame(0), "a b", {}) == 0


def test_what_a_reference_stands_for_is_told_apart_from_what_is_behind_it() -> None:
    ways = Ways()
    at = ways.onwards(frame(0), "plain", {"plain": None})
    behind = ways.onwards(frame(at), "plain", None)
    assert len({0, at, behind}) == 3
    assert ways.onwards(frame(behind), "plain", None) == behind
    assert ways.onwards(frame(behind), "again", {"again": None}) == behind


def test_below_a_name_that_is_lost_behind_a_reference_the_way_is_its_own() -> None:
    ways = Ways()
    other: dict[str, Any] = {"a b": {}}
    lost = ways.onwards(frame(2), "a b", None)
    assert lost < 0
    assert ways.onwards(frame(2, other), "a b", None) != lost
    assert ways.onwards(frame(lost), "plain", None) == lost
    assert ways.onwards(frame(lost), "again", {"again": None}) == 2


def test_the_siblings_of_a_reference_are_followed_until_the_reference_counts() -> None:
    ways = Ways()
    referring = {"$ref": "#/x", "properties": {"a": {"b": {}}}, "list": [{}]}
    at = ways.onwards(frame(0), "plain", {"plain": referring})
    assert at == id(referring)
    beside = ways.onwards(frame(at), "properties", None)
    assert beside == id(referring["properties"])
    assert ways.onwards(frame(at), "other", None) == 2
    listed = ways.onwards(frame(at), "list", None)
    assert ways.onwards(frame(listed), 0, None) == id(referring["list"][0])  # type: ignore[index] # it is the list
    astray = [ways.onwards(frame(beside), "gone", None), ways.onwards(frame(listed), 5, None)]
    assert all(way > 2 for way in astray)
    assert len({*astray, *(ways.onwards(frame(way), "gone", None) for way in astray)}) == 4
