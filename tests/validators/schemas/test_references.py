from typing import Any

import pytest

from registry.validators.schemas.failures import ReferenceMissing
from registry.validators.schemas.references import Resources, has_reference

SCHEMA: dict[str, Any] = {
    "$id": "https://example.go.tz/root",
    "definitions": {"a b": {"type": "string"}, "list": [{"const": 1}], "part": {"$id": "part", "x": {"const": 2}}},
    "properties": {"n": {"$anchor": "here", "const": 3}},
}


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("#", SCHEMA),
        ("#/definitions/a%20b", {"type": "string"}),
        ("#/definitions/list/0", {"const": 1}),
        ("root#/definitions/list/0", {"const": 1}),
        ("part#/x", {"const": 2}),
        ("#here", SCHEMA["properties"]["n"]),
    ],
)
def test_a_reference_leads_to_its_target(reference: str, found: Any) -> None:
    resources = Resources(SCHEMA, "$id")
    assert resources.find(resources.base, reference)[0] == found


@pytest.mark.parametrize(
    "reference", ["#/nowhere", "#/definitions/list/9", "other.json", "#gone", "http://127.0.0.1/x"]
)
def test_a_reference_to_nothing_is_missing_and_nothing_is_fetched(reference: str) -> None:
    with pytest.raises(ReferenceMissing) as missing:
        Resources(SCHEMA, "$id").find("https://example.go.tz/root", reference)
    assert missing.value.problem == f"can't resolve reference {reference} from id https://example.go.tz/root"


def test_the_root_without_a_name_is_called_by_its_fragment() -> None:
    with pytest.raises(ReferenceMissing) as missing:
        Resources({}, "$id").find("", "#/foo")
    assert missing.value.problem == "can't resolve reference #/foo from id #"


def test_references_are_seen_at_any_depth() -> None:
    assert has_reference({"a": [{"b": {"$ref": "#"}}]})
    assert not has_reference({"a": [{"b": {"ref": "#"}}]})
