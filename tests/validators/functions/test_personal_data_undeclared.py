from typing import Any

import pytest
from functions import faults, refuses
from labelled import ENTRIES

NIN = {"nin": {"type": "string"}}


def found(tree: dict[str, Any], **options: Any) -> list[tuple[str, Any]]:
    return faults("personalDataUndeclared", tree, {"concepts": ENTRIES, **options}, source=tree)


def test_a_field_of_personal_data_that_nobody_declared_is_told_with_its_category() -> None:
    ((message, path),) = found({"properties": NIN})
    assert "personal data: an identifying number. Declare it with x-personal-data: identifier" in message
    assert path == ("properties", "nin")


@pytest.mark.parametrize("said", [True, "identifier", ["health", "identifier"]])
@pytest.mark.parametrize(
    "tree",
    [
        lambda said: {"properties": {"nin": {"type": "string", "x-personal-data": said}}},
        lambda said: {"properties": NIN, "x-personal-data": said},
        lambda said: {"properties": {"person": {"x-personal-data": said, "properties": NIN}}},
        lambda said: {"properties": {"nin": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"x-personal-data": said}}},
        lambda said: {
            "openapi": "3.1.0",
            "info": {"x-personal-data": said},
            "components": {"schemas": {"A": {"properties": NIN}}},
        },
        lambda said: {
            "openapi": "3.1.0",
            "paths": {"/a": {"get": {"parameters": [{"name": "nin", "in": "query", "x-personal-data": said}]}}},
        },
    ],
)
def test_a_declaration_covers_what_is_below_it(tree: Any, said: Any) -> None:
    assert found(tree(said)) == []


@pytest.mark.parametrize("said", [False, None, "health", ["health"], {}, 1])
def test_a_declaration_of_something_else_covers_nothing(said: Any) -> None:
    assert len(found({"properties": NIN, "x-personal-data": said})) == 1


def test_what_is_about_nobody_is_fine() -> None:
    assert found({"properties": {"currency": {"type": "string"}, "shade": {}}}) == []


def test_a_place_is_personal_where_somebody_is_there() -> None:
    place = {"region_name": {"type": "string"}}
    assert found({"properties": {"facility": {"properties": place}}}) == []
    assert len(found({"properties": {"patient": {"properties": place}}})) == 1
    assert len(found({"properties": {**place, "date_of_birth": {}}})) == 2


@pytest.mark.parametrize("options", [None, {}, {"concepts": []}, {"concepts": ENTRIES, "several": True}])
def test_other_options_are_refused(options: Any) -> None:
    assert refuses("personalDataUndeclared", options)
