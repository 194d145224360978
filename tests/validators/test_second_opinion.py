import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import api, in_json, operation, schema

from registry.validators.checking import check
from registry.validators.document import document_of
from registry.validators.report import to_tree
from registry.validators.second_opinion import Deny, openapi_defects, schema_defects

SECRET = "hunter2-the-secret-of-the-server"
FORMS: dict[str, Callable[[str], dict[str, Any]]] = {
    "a response": lambda to: api(paths={"/a": {"get": operation(responses={"200": {"$ref": to}})}}),
    "a parameter": lambda to: api(paths={"/a": {"get": operation(parameters=[{"$ref": to}])}}),
    "a path item": lambda to: api(paths={"/a": {"$ref": to}}),
    "a request body": lambda to: api(paths={"/a": {"post": operation(requestBody={"$ref": to})}}),
    "a schema": lambda to: api(components={"schemas": {"A": {"type": "object", "properties": {"a": {"$ref": to}}}}}),
    "a schema in allOf": lambda to: api(components={"schemas": {"A": {"allOf": [{"$ref": to}], "default": 1}}}),
    "a dynamic reference": lambda to: api(components={"schemas": {"A": {"$dynamicRef": to, "default": 1}}}),
    "a schema of 3.0": lambda to: api(openapi="3.0.3", components={"schemas": {"A": {"items": {"$ref": to}}}}),
    "a callback": lambda to: api(paths={"/a": {"get": operation(callbacks={"x": {"$ref": to}})}}),
    "an example": lambda to: api(components={"examples": {"x": {"externalValue": to}}}),
    "a dialect": lambda to: api(jsonSchemaDialect=to, components={"schemas": {"A": {"type": "string", "default": 1}}}),
    "a dialect of a schema": lambda to: api(components={"schemas": {"A": {"$schema": to, "default": 1}}}),
    "a security scheme": lambda to: api(components={"securitySchemes": {"x": {"$ref": to}}}),
    "a mapping": lambda to: api(
        components={
            "schemas": {"A": {"discriminator": {"propertyName": "a", "mapping": {"x": to}}, "default": {"a": "x"}}}
        }
    ),
    "an untyped place": lambda to: api(**{"x-any": {"$ref": to}}),
    "an old description": lambda to: {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": "", "schema": {"$ref": to}}}}}},
    },
    "a JSON Schema": lambda to: schema(properties={"a": {"$ref": to}}, default={"a": 1}),
    "a moved base": lambda to: schema(**{"$id": to, "properties": {"a": {"$ref": "x.json"}}, "default": {"a": 1}}),
    "a meta-schema": lambda to: schema(**{"$schema": to, "default": {"a": 1}}),
    "a vocabulary": lambda to: schema(**{"$vocabulary": {to: True}, "default": 1}),
    "an old schema": lambda to: {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "items": {"$ref": to},
        "default": [1],
    },
}


@pytest.fixture
def sink() -> Iterator[tuple[str, list[bytes]]]:
    """A server that remembers everybody who calls."""
    calls: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            calls.append(self.rfile.readline())
            body = json.dumps({"type": SECRET}).encode()
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/x.json", calls
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("form", FORMS)
def test_no_address_in_a_document_is_ever_called(form: str, sink: tuple[str, list[bytes]]) -> None:
    address, calls = sink

    report = check(in_json(FORMS[form](address)))

    assert not calls
    assert SECRET not in json.dumps(to_tree(report))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["absolute", "relative", "address"])
def test_no_file_is_ever_opened_nor_printed(
    form: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(SECRET))
    reference = {"absolute": str(file), "relative": os.path.relpath(file), "address": file.as_uri()}[kind]
    monkeypatch.chdir(tmp_path)

    report = check(in_json(FORMS[form](reference)))

    assert SECRET not in json.dumps(to_tree(report))


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"an untyped place", "a mapping", "a moved base"}))
def test_a_reference_to_elsewhere_is_an_error_and_not_only_ignored(form: str) -> None:
    report = check(in_json(FORMS[form]("http://registry.invalid/x.json")))

    assert "reference-external" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("scheme", ["http", "https", "file", "ftp", "", "anything"])
def test_every_scheme_has_a_handler_and_each_refuses(scheme: str) -> None:
    handlers = Deny()

    assert scheme in handlers
    with pytest.raises(LookupError):
        handlers[scheme](f"{scheme}://x")


def test_the_library_is_asked_even_when_references_slip_by() -> None:
    tree = api(components={"schemas": {"A": {"items": {"$ref": "file:///etc/passwd"}}}})

    with pytest.raises(Exception, match="file:///etc/passwd") as refused:
        list(openapi_defects(document_of(tree)))

    assert "root:" not in str(refused.value)


EVIL_PATTERNS = [
    "^(a|a)*$",
    "^(a+)+$",
    "(x+x+)+y",
    r"^(?=(a+))\1*b$",
    "^((((a{1,500}){1,500}){1,500}){1,500})$",
    "(" * 500,
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("pattern", EVIL_PATTERNS)
def test_a_pattern_of_a_document_takes_no_long_time(pattern: str) -> None:
    words = "a" * 40 + "!"
    described = {"type": "string", "pattern": pattern, "default": words, "example": words}
    for tree in (
        schema(type="string", pattern=pattern, default=words, examples=[words]),
        schema(patternProperties={pattern: {"type": "string"}}, examples=[{words: 1}]),
        api(components={"schemas": {"A": described}}),
        api(openapi="3.0.3", components={"schemas": {"A": described}}),
    ):
        assert check(in_json(tree)).unfinished is None


def test_a_default_of_the_wrong_type_is_found_where_it_stands() -> None:
    wrong = {"type": "object", "properties": {"copies": {"type": "integer", "default": "many"}}}
    tree = api(
        components={
            "schemas": {"A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": wrong}
        }
    )

    (defect,) = openapi_defects(document_of(tree))

    assert defect.pointer == "/components/schemas/B/properties/copies"


def test_names_that_are_required_and_nowhere_defined_are_listed_in_one_order() -> None:
    names = list("qwertyuiop")
    tree = api(components={"schemas": {"A": {"allOf": [{"type": "object"}], "required": names}}})

    (defect,) = openapi_defects(document_of(tree))

    assert str(defect.values["problem"]).endswith(", ".join(sorted(names)))


def test_loops_are_walked_to_their_end() -> None:
    loop = {
        "type": "object",
        "properties": {"a": {"$ref": "#/components/schemas/B"}, "b": {"default": 1, "type": "string"}},
    }
    tree = api(components={"schemas": {"A": loop, "B": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}}})

    (defect,) = openapi_defects(document_of(tree))

    assert defect.pointer == "/components/schemas/A/properties/b"


def test_what_jsonschema_refuses_is_a_defect() -> None:
    (defect,) = schema_defects(document_of(schema(properties={"a": {"type": 1}})))

    assert defect.pointer == "/properties/a/type"


def test_the_libraries_are_loaded_only_when_they_are_asked() -> None:
    code = (
        "import sys, registry.validators.checking; print([m for m in sys.modules if m in ('jsonschema', 'pydantic')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.strip() == "[]"


def test_examples_of_hostile_documents_are_really_hostile() -> None:
    # Nothing here would be proved if the reference library did not itself read the file.
    from jsonschema_path import SchemaPath  # noqa: PLC0415
    from openapi_spec_validator import OpenAPIV31SpecValidator  # noqa: PLC0415

    tree: dict[str, Any] = FORMS["a schema"]("file:///etc/hostname")
    name = Path("/etc/hostname").read_text().strip()

    with pytest.raises(Exception) as problem:  # noqa: PT011
        OpenAPIV31SpecValidator(SchemaPath.from_dict(tree)).validate()

    assert name in str(problem.value)
