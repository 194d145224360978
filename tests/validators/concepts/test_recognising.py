from typing import Any

import pytest
from labelled import dictionary

from registry.validators.concepts.recognising import Recognised, recognised, surely
from registry.validators.view import View


def found(properties: dict[str, Any], **root: Any) -> list[Recognised]:
    tree = {"properties": properties, **root}
    return list(surely(View(tree, tree), dictionary(), 0.8))


def test_what_looks_like_a_concept_is_recognised() -> None:
    (one,) = found({"nin": {"type": "string"}, "shade": {"type": "string"}})
    assert (one.match.entry.key, one.declared, one.shared) == ("nin", False, False)


def test_what_a_document_says_counts_for_more_than_how_it_looks() -> None:
    (one,) = found({"nin": {"type": "string", "x-concept": "tin"}})
    assert (one.match.entry.key, one.declared, one.shared, one.match.confidence) == ("tin", True, False, 1.0)


def test_a_concept_that_nobody_knows_means_something_else() -> None:
    assert found({"nin": {"x-concept": "nanotechnology-index"}}) == []


@pytest.mark.parametrize("member", ["$id", "$ref"])
@pytest.mark.parametrize("host", ["https://somana.example", "", "https://x.go.tz/registry"])
def test_the_address_of_a_shared_schema_names_its_concept(member: str, host: str) -> None:
    (one,) = found({"number": {member: f"{host}/concepts/nin/1.0.0.schema.json"}})
    assert (one.match.entry.key, one.declared, one.shared) == ("nin", True, True)


def test_a_copy_of_a_shared_schema_is_one_behind_a_reference_too() -> None:
    (one,) = found(
        {"number": {"$ref": "#/$defs/nin"}},
        **{"$defs": {"nin": {"$id": "https://somana.example/concepts/nin/1.0.0.schema.json", "type": "string"}}},
    )
    assert one.shared


def test_a_document_is_looked_through_once_for_all_rules() -> None:
    tree: dict[str, Any] = {"properties": {"nin": {}}}
    view = View(tree, tree)
    assert recognised(view, dictionary()) is recognised(view, dictionary())


@pytest.mark.timeout(30)
def test_a_document_of_nothing_but_concepts_is_judged_in_time() -> None:
    parts = {f"phone_{number}": {"type": "string"} for number in range(250)}
    tree = {"$defs": {f"S{number}": {"properties": dict(parts)} for number in range(250)}}
    assert len(recognised(View(tree, tree), dictionary())) == 50_000
