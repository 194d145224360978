import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import api, in_json, operation, schema

from registry.validators import second_opinion
from registry.validators.document import Document, document_of
from registry.validators.doubt import is_openapi_doubtful, is_schema_doubtful
from registry.validators.limits import SECOND_OPINION_NODES
from registry.validators.source import read
from registry.validators.structure import is_known, is_well_formed, schema_defects
from registry.validators.unreadable import Unreadable

ROOT = Path(__file__).parents[2]


def component(**members: Any) -> dict[str, Any]:
    return api(components={"schemas": {"A": members}})


PLAIN: dict[str, dict[str, Any]] = {
    "nothing": api(),
    "plain defaults": component(
        type="object",
        properties={
            "a": {"type": "string", "default": "x", "enum": ["x", "y"], "maxLength": 1},
            "b": {"type": "integer", "default": 1, "minimum": 1, "maximum": 1, "description": "b"},
            "c": {"type": "boolean", "default": False},
            "d": {"type": "array", "items": {"type": "string"}, "default": []},
            "e": {"type": "number", "default": 0.5, "x-more": 1},
            "f": {"type": "object", "default": {}, "properties": {"g": {"type": "string"}}},
        },
    ),
    "tags": api(tags=[{"name": "a"}, {"name": "b"}]),
    "a default of a parameter": api(
        paths={
            "/a": {
                "get": operation(
                    parameters=[{"name": "a", "in": "query", "schema": {"type": "string", "default": "x"}}]
                )
            }
        }
    ),
    "an old default of a parameter": {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/a": {
                "get": {
                    "responses": {"200": {"description": ""}},
                    "parameters": [{"name": "a", "in": "query", "required": False, "type": "integer", "default": 3}],
                }
            }
        },
    },
}
DOUBTFUL: dict[str, dict[str, Any]] = {
    "a default of another type": component(type="integer", default="many"),
    "a default that is no boolean": component(type="integer", default=True),
    "a default that is not listed": component(type="string", enum=["x"], default="y"),
    "a default that is not listed as it is": component(type="number", enum=[1], default=True),
    "a default that is too short": component(type="string", minLength=2, default="x"),
    "a default that is too small": component(type="integer", minimum=2, default=1),
    "a default beside more than is plain": component(type="integer", multipleOf=2, default=1),
    "a default of a list": component(type="array", items={"type": "string"}, default=[1]),
    "an empty list that is too short": component(type="array", minItems=1, default=[]),
    "an empty object that lacks a name": component(type="object", required=["a"], default={}),
    "no default where there may be none": component(type="string", default=None),
    "a name that nobody defines": component(allOf=[{"type": "object"}], required=["a"]),
    "tags of the same name": api(tags=[{"name": "a"}, {"name": "a"}]),
    "a tag below another": api(openapi="3.2.0", tags=[{"name": "a", "parent": "b"}]),
    "a dialect": api(jsonSchemaDialect="https://example.org/dialect"),
    "a dialect of a schema": component(**{"$schema": "https://example.org/dialect"}),
    "a limit that is no number of draft 4": api(
        openapi="3.0.3", components={"schemas": {"A": {"type": "integer", "exclusiveMinimum": True}}}
    ),
    "a discriminator with a field of its own": component(discriminator={"propertyName": "a", "more": 1}),
    "a path that cannot be taken apart": api(paths={"/a/{b": {"get": operation()}}),
    "a schema that stands elsewhere": api(
        components={"schemas": {"A": {"$ref": "#/x-more/B"}}}, **{"x-more": {"B": {"type": "string", "default": 1}}}
    ),
    "an old default that is wrong": {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/a": {
                "get": {
                    "responses": {"200": {"description": ""}},
                    "parameters": [{"name": "a", "in": "query", "type": "integer", "default": "x"}],
                }
            }
        },
    },
}


def fit(tree: dict[str, Any]) -> Document | None:
    """Return the document where the library would be asked about it."""
    document = document_of(tree)
    if document.kind != "openapi" or not is_known(document.family) or not is_well_formed(document):
        return None
    size = len(document.nodes) + max(document.references.expanded_sizes.values(), default=0)
    return None if document.references.problems or size > SECOND_OPINION_NODES else document


@pytest.mark.parametrize("name", PLAIN)
def test_of_a_document_without_doubt_the_library_says_nothing(name: str) -> None:
    document = fit(PLAIN[name])
    assert document is not None
    assert not is_openapi_doubtful(document)
    assert list(second_opinion.openapi_defects(document)) == []


def test_a_name_that_a_branch_of_all_of_defines_is_no_doubt() -> None:
    branches = [{"properties": {"a": {}}}, {"$ref": "#/components/schemas/B"}]
    whole = {"allOf": branches, "required": ["a", "b", "c"], "properties": {"c": {}}}
    document = fit(api(components={"schemas": {"A": whole, "B": {"properties": {"b": {}}}}}))
    assert document is not None
    assert not is_openapi_doubtful(document)
    assert list(second_opinion.openapi_defects(document)) == []


@pytest.mark.parametrize("name", DOUBTFUL)
def test_whatever_the_library_may_find_is_a_doubt(name: str) -> None:
    document = fit(DOUBTFUL[name])
    assert document is not None
    assert is_openapi_doubtful(document)


def test_a_list_of_texts_is_no_doubt_and_a_list_of_numbers_is_one() -> None:
    assert not is_schema_doubtful(document_of(schema(enum=["a", "b"], required=["a"], type=["object", "null"])))
    assert is_schema_doubtful(document_of(schema(enum=[1, True])))


def lost(tree: dict[str, Any]) -> list[str]:
    """Return what the libraries report of a document about which there is no doubt."""
    document = document_of(tree)
    if document.kind == "schema":
        if document.version == "unknown" or next(schema_defects(document), None) or is_schema_doubtful(document):
            return []
        return [str(defect) for defect in second_opinion.schema_defects(document)]
    if (openapi := fit(tree)) is None or is_openapi_doubtful(openapi):
        return []
    return [str(defect) for defect in second_opinion.openapi_defects(openapi)]


def lost_in(shared: Path, largest: int, step: int) -> tuple[int, list[tuple[str, list[str]]]]:
    folder, found, count = shared / "corpus" / "dev", [], 0
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()[::step]:
        case = json.loads(line)
        if case["spec_kind"] not in ("openapi", "jsonschema") or case["bytes"] > largest:
            continue
        try:
            tree = read((folder / case["path"]).read_bytes()).data
            missed = lost(tree)
        except Unreadable:
            continue
        count += 1
        found += [(case["id"], missed)] if missed else []
    return count, found


def test_of_real_documents_nothing_is_lost_that_the_libraries_report(shared: Path) -> None:
    count, found = lost_in(shared, 60_000, 5)
    assert count >= 50
    assert found == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_of_all_real_documents_nothing_is_lost_that_the_libraries_report(shared: Path) -> None:
    assert lost_in(shared, 5_000_000, 1)[1] == []


def test_the_library_is_not_imported_for_a_document_without_doubt() -> None:
    code = (
        "import sys\nfrom registry.validators.checking import check\n"
        "print(check(sys.stdin.buffer.read()).result, 'openapi_spec_validator' in sys.modules)"
    )
    for tree, imported in ((api(), False), (DOUBTFUL["a default of another type"], True)):
        done = subprocess.run(  # noqa: S603 it is this program
            [sys.executable, "-c", code], input=in_json(tree), cwd=ROOT, capture_output=True, check=True
        )
        assert done.stdout.decode().split() == ["pass", str(imported)]
