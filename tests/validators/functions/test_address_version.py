from typing import Any

import pytest
from functions import faults, refuses

MISSING = [("No server address, path or header parameter carries a version", ("servers",))]


def described(address: str = "https://api.example", path: str = "/bills", version: object = "2.1.0") -> dict[str, Any]:
    return {"info": {"version": version}, "servers": [{"url": address}], "paths": {path: {}}}


def test_a_version_must_stand_somewhere() -> None:
    assert faults("addressVersion", described(), {"ask": "present"}) == MISSING


@pytest.mark.parametrize(
    "tree",
    [
        described("https://api.example/v2"),
        described("https://api.example/bills/V2.1/x"),
        described(path="/v2/bills"),
        described() | {"components": {"parameters": {"V": {"in": "header", "name": "API-Version"}}}},
        {"info": {}, "paths": {}},
        {"paths": None},
    ],
)
def test_an_address_or_a_header_carries_it_and_what_has_no_paths_needs_none(tree: Any) -> None:
    assert faults("addressVersion", tree, {"ask": "present"}) == []


def test_the_address_must_say_what_the_document_says() -> None:
    found = faults("addressVersion", described("https://api.example/v1"), {"ask": "agrees"})
    assert found == [("The address says version 1", ("servers", 0, "url"))]
    assert faults("addressVersion", described(path="/v3/bills"), {"ask": "agrees"}) == [
        ("The address says version 3", ("paths", "/v3/bills"))
    ]


@pytest.mark.parametrize(
    "tree",
    [
        described("https://api.example/v2"),
        described(),
        described("https://api.example/v1", "/v2/bills"),
        described("https://api.example/v1", version="0.9.0"),
        described("https://api.example/v1", version="2024 edition"),
        described("https://api.example/v1", version=None),
        described("https://api.example/vehicles"),
        {"servers": ["https://api.example/v1", {"url": 1}], "info": []},
        None,
    ],
)
def test_one_address_that_agrees_is_enough_and_unfinished_versions_are_left_alone(tree: Any) -> None:
    assert faults("addressVersion", tree, {"ask": "agrees"}) == []


def test_a_document_whose_parts_are_shared_many_times_is_walked_once() -> None:
    shared: dict[str, Any] = {"in": "query", "name": "q"}
    for _ in range(60):
        shared = {"left": shared, "right": [shared]}
    assert faults("addressVersion", {"paths": {"/a": shared}}, {"ask": "present"}) == MISSING


def test_nothing_else_can_be_asked() -> None:
    assert refuses("addressVersion", {"ask": "minor"})
