import time
from typing import Any

import pytest
from functions import faults, messages

ID = {"in": "path", "name": "id", "required": True}


@pytest.mark.parametrize(
    "paths",
    [
        {"/a/{id}": {"parameters": [ID], "get": {}, "put": {"parameters": [ID]}}},
        {"/a/{id}": {"get": {"parameters": [ID, {"in": "query", "name": "id"}]}}},
        {"/a/{id}": {"summary": "no operation"}},
        {"/a/{id}": {"x-get": {}, "parameters": None, "get": None}},
        {"/a/{;?id*}": {"get": {"parameters": [ID]}}},
        {"/a/{not a name}/{}": {"get": {}}},
        {"/a": None, "/b": []},
    ],
)
def test_parameters_that_are_used_and_declared_pass(paths: Any) -> None:
    assert faults("oasPathParam", paths) == []


@pytest.mark.parametrize(
    ("item", "message", "place"),
    [
        ({"get": {}}, 'Operation must define parameter "{id}" as expected by path "/{id}".', ("get",)),
        ({"get": []}, 'Operation must define parameter "{id}" as expected by path "/{id}".', ("get",)),
        (
            {"parameters": [ID, ID | {"name": "x"}], "get": {}},
            'Parameter "x" must be used in path "/{id}".',
            ("parameters", 1),
        ),
        (
            {"get": {"parameters": [ID, ID | {"name": 7}]}},
            'Parameter "7" must be used in path "/{id}".',
            ("get", "parameters", 1),
        ),
        (
            {"parameters": [{"in": "path", "name": "id", "required": 1}]},
            'Path parameter "id" must have "required" property that is set to "true".',
            ("parameters", 0),
        ),
        (
            {"get": {"parameters": [ID, ID]}},
            'Path parameter "id" must not be defined multiple times.',
            ("get", "parameters", 1),
        ),
    ],
)
def test_each_fault_of_a_parameter_is_named_in_its_place(item: Any, message: str, place: tuple[Any, ...]) -> None:
    assert faults("oasPathParam", {"/{id}": item}) == [(message, ("paths", "/{id}", *place))]


def test_paths_that_differ_only_in_names_are_equivalent() -> None:
    found = faults("oasPathParam", {"/{a}/x": {}, "/{b}/x": {}, "/{b}/y": []})
    assert found == [('Paths "/{a}/x" and "/{b}/x" must not be equivalent.', ("paths", "/{b}/x"))]


def test_a_parameter_stands_once_in_a_path() -> None:
    found = faults("oasPathParam", {"/{id}/{id}": {}})
    assert found == [('Path "/{id}/{id}" must not use parameter "{id}" multiple times.', ("paths", "/{id}/{id}"))]


def test_names_that_every_object_of_javascript_has_are_names_like_others() -> None:
    declared = {"in": "path", "name": "constructor", "required": True}
    assert messages("oasPathParam", {"/{constructor}": {"get": {"parameters": [declared]}}}) == []
    assert len(messages("oasPathParam", {"/{toString}": {"get": {}}})) == 1


@pytest.mark.parametrize("target", [None, [], "x"])
def test_what_is_no_object_is_not_judged(target: Any) -> None:
    assert faults("oasPathParam", target) == []


def test_a_path_of_a_hundred_thousand_parameters_is_read_in_time() -> None:
    started = time.process_time()
    path = "".join(f"/{{p{index}}}" for index in range(100_000))
    assert faults("oasPathParam", {path: {}, "{" * 1_000_000: {}}) == []
    assert time.process_time() - started < 5
