import jsonschema_rs
import pytest

from registry.usecases.shape_parts import BILINGUAL, LANGUAGE, NAME, members, or_none, several


def test_an_object_has_its_members_and_no_others() -> None:
    shape = members(("a",), a=NAME, b=several(NAME, 1, 2))
    for tree, fine in (
        ({"a": "x"}, True),
        ({"a": "x", "b": ["y"]}, True),
        ({"b": ["y"]}, False),
        ({"a": "x", "c": 1}, False),
        ({"a": "x", "b": []}, False),
        ({"a": "x", "b": ["y"] * 3}, False),
    ):
        assert jsonschema_rs.is_valid(shape, tree) is fine


@pytest.mark.parametrize("shape", [NAME, LANGUAGE, BILINGUAL])
def test_nothing_may_be_said_where_that_is_allowed(shape: dict[str, object]) -> None:
    assert not jsonschema_rs.is_valid(shape, None)
    assert jsonschema_rs.is_valid(or_none(shape), None)
    for tree in ("sw", {"en": "x"}, 1, "fr"):
        assert jsonschema_rs.is_valid(or_none(shape), tree) == jsonschema_rs.is_valid(shape, tree)
