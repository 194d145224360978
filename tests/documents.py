"""Small documents for the tests, each valid unless it is told otherwise."""

import json
from typing import Any


def api(**members: Any) -> dict[str, Any]:
    """Return an OpenAPI description with nothing to find wrong, changed by the members given."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bills", "version": "1.0.0", "contact": {"email": "desk@example.go.tz"}},
        "paths": {},
        **members,
    }


def operation(**members: Any) -> dict[str, Any]:
    """Return an operation with nothing to find wrong, changed by the members given."""
    return {
        "operationId": "listBills",
        "summary": "List the bills",
        "responses": {"200": {"description": "The bills"}, "400": {"description": "A mistake"}},
        **members,
    }


def schema(**members: Any) -> dict[str, Any]:
    """Return a JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", **members}


def in_json(tree: Any) -> bytes:
    """Return the tree as the bytes of a JSON document."""
    return json.dumps(tree).encode()
