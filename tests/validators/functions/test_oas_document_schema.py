from typing import Any

import pytest
from functions import faults

INFO = {"title": "Cards", "version": "1.0.0"}
TYPES = '"array", "boolean", "integer", "number", "object", "string"'
THREE: dict[str, Any] = {"openapi": "3.0.3", "info": INFO, "paths": {}}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"info": {"title": "x"}}, [('"info" property must have required property "version"', ("info",))]),
        ({"tags": 1}, [('"tags" property must be array', ("tags",))]),
        ({"other": 1}, [('Property "other" is not expected to be here', ("other",))]),
        (
            {"components": {"schemas": {"A": {"type": "sting"}}}},
            [
                (
                    f'"type" property must be equal to one of the allowed values: {TYPES}. Did you mean "string"?',
                    ("components", "schemas", "A", "type"),
                )
            ],
        ),
        (
            {"components": {"headers": {"A": {}}}},
            [('"schema" or "content" must be present', ("components", "headers", "A"))],
        ),
    ],
)
def test_what_is_wrong_is_told_as_spectral_does(more: Any, expected: Any) -> None:
    assert faults("oasDocumentSchema", {**THREE, **more}, formats=("oas3", "oas3_0")) == expected


def test_the_whole_has_no_name() -> None:
    assert faults("oasDocumentSchema", {"openapi": "3.0.3", "info": INFO}, formats=("oas3", "oas3_0")) == [
        ('must have required property "paths"', ())
    ]


@pytest.mark.parametrize(
    ("formats", "document"),
    [
        (("oas2",), {"swagger": "2.0", "info": INFO, "paths": {}}),
        (("oas3", "oas3_1"), {"openapi": "3.1.0", "info": INFO, "webhooks": {}}),
        (("oas3", "oas3_2"), {"openapi": "3.2.0", "info": INFO, "paths": {}}),
    ],
)
def test_each_version_has_its_schema(formats: tuple[str, ...], document: Any) -> None:
    assert faults("oasDocumentSchema", document, formats=formats) == []
    assert faults("oasDocumentSchema", {**document, "info": 1}, formats=formats) != []


def test_a_document_of_no_known_format_is_not_held_against_anything() -> None:
    assert faults("oasDocumentSchema", {"a": 1}) == []


@pytest.mark.parametrize(
    ("reference", "meant"),
    [("#/definitions/B", '. Did you mean "string"?'), ("#/nowhere", ""), ("#/definitions/A", "")],
)
def test_what_was_meant_is_looked_for_behind_references(reference: str, meant: str) -> None:
    definitions = {"A": {"$ref": reference, "type": 3}, "B": {"type": "string"}}
    document = {"swagger": "2.0", "info": INFO, "paths": {}, "definitions": definitions}
    told = faults("oasDocumentSchema", document, formats=("oas2",))
    assert [
        message for message, _ in told if f'"object", "string"{meant}' in message and message.endswith(meant or '"')
    ]
