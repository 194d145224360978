"""Which object stands where in a document: OpenAPI 2.0 to 3.2, and JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from registry.validators.pointers import below

How = Literal["one", "each", "named"]
Anatomy = Mapping[str, Mapping[str, tuple[How, str]]]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Node(NamedTuple):
    """One object of a document: what it is, where it is, and what it holds."""

    kind: str
    pointer: str
    tree: dict[str, Any]


_SCHEMA: Final[Mapping[str, tuple[How, str]]] = {
    **dict.fromkeys(
        ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"),
        ("named", "schema"),
    ),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("each", "schema")),
    **dict.fromkeys(
        (
            *("items", "not", "if", "then", "else", "contains", "propertyNames", "additionalProperties"),
            *("additionalItems", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
        ),
        ("one", "schema"),
    ),
}
_PATH_ITEM: Final[Mapping[str, tuple[How, str]]] = {
    **dict.fromkeys(METHODS, ("one", "operation")),
    "additionalOperations": ("named", "operation"),
    "parameters": ("each", "parameter"),
    "servers": ("each", "server"),
}
_CONTENT: Final[Mapping[str, tuple[How, str]]] = {
    "schema": ("one", "schema"),
    "content": ("named", "media-type"),
    "examples": ("named", "example"),
}

SCHEMA: Final[Anatomy] = {"schema": _SCHEMA}
OPENAPI: Final[Anatomy] = {
    "root": {
        "paths": ("named", "path-item"),
        "webhooks": ("named", "path-item"),
        "components": ("one", "components"),
        "servers": ("each", "server"),
        "tags": ("each", "tag"),
    },
    "components": {
        "schemas": ("named", "schema"),
        "responses": ("named", "response"),
        "parameters": ("named", "parameter"),
        "examples": ("named", "example"),
        "requestBodies": ("named", "request-body"),
        "headers": ("named", "header"),
        "securitySchemes": ("named", "security-scheme"),
        "links": ("named", "link"),
        "callbacks": ("named", "callback"),
        "pathItems": ("named", "path-item"),
        "mediaTypes": ("named", "media-type"),
    },
    "path-item": _PATH_ITEM,
    "operation": {
        "parameters": ("each", "parameter"),
        "requestBody": ("one", "request-body"),
        "responses": ("named", "response"),
        "callbacks": ("named", "callback"),
        "servers": ("each", "server"),
    },
    "callback": {"*": ("named", "path-item")},
    "parameter": _CONTENT,
    "header": _CONTENT,
    "request-body": {"content": ("named", "media-type")},
    "media-type": {
        "schema": ("one", "schema"),
        "itemSchema": ("one", "schema"),
        "examples": ("named", "example"),
        "encoding": ("named", "encoding"),
    },
    "encoding": {"headers": ("named", "header")},
    "response": {
        "headers": ("named", "header"),
        "content": ("named", "media-type"),
        "links": ("named", "link"),
    },
    "schema": _SCHEMA,
}
SWAGGER: Final[Anatomy] = {
    "root": {
        "paths": ("named", "path-item"),
        "definitions": ("named", "schema"),
        "parameters": ("named", "parameter"),
        "responses": ("named", "response"),
        "securityDefinitions": ("named", "security-scheme"),
        "tags": ("each", "tag"),
    },
    "path-item": _PATH_ITEM,
    "operation": {"parameters": ("each", "parameter"), "responses": ("named", "response")},
    "parameter": {"schema": ("one", "schema"), "items": ("one", "schema")},
    "response": {"schema": ("one", "schema"), "headers": ("named", "header")},
    "schema": _SCHEMA,
}


def nodes_of(anatomy: Anatomy, kind: str, tree: dict[str, Any]) -> Iterator[Node]:
    """Yield every object below and with a tree, each before what it holds; what is no object is passed over."""
    waiting = [Node(kind, "", tree)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(list(_members(anatomy.get(node.kind, {}), node))))


def _members(places: Mapping[str, tuple[How, str]], node: Node) -> Iterator[Node]:
    if "*" in places:
        yield from _held("named", places["*"][1], node.pointer, node.tree)
        return
    for key, value in node.tree.items():
        if key in places:
            how, kind = places[key]
            yield from _held(how, kind, below(node.pointer, key), value)


def _held(how: How, kind: str, pointer: str, value: Any) -> Iterator[Node]:
    if how == "named" and isinstance(value, dict):
        yield from (
            Node(kind, below(pointer, name), member)
            for name, member in value.items()
            if isinstance(member, dict) and not (name.startswith("x-") and kind != "schema")
        )
    elif isinstance(value, list):
        yield from (
            Node(kind, below(pointer, index), member) for index, member in enumerate(value) if isinstance(member, dict)
        )
    elif how == "one" and isinstance(value, dict):
        yield Node(kind, pointer, value)
