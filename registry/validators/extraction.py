"""Read the facts from a document."""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.anatomy import Node
from registry.validators.document import Document, OperationPlace, mapping, sequence
from registry.validators.facts import Facts, Operation, SchemaFact, SecurityScheme
from registry.validators.field_facts import field_facts_of

_PROPERTIES: Final = 2_000
_SERVERS: Final = 100


def facts_of(document: Document) -> Facts:
    """Return what a document says of itself; what is malformed is left out."""
    return _of_schema(document) if document.kind == "schema" else _of_api(document)


def _of_api(document: Document) -> Facts:
    return Facts(
        kind="openapi",
        specification=document.specification,
        title=_text(document.info.get("title")) or "",
        version=_text(document.info.get("version")),
        description=_text(document.info.get("description")),
        servers=tuple(_servers_of(document))[:_SERVERS],
        operations=tuple(_operation(document, place) for place in document.operations),
        security_schemes=tuple(
            SecurityScheme(name, _text(scheme.get("type")) or "") for name, scheme in document.security_schemes.items()
        ),
        schemas=tuple(_schema(document, node) for node in document.named_schemas),
        tags=tuple(_unique(_tags_of(document))),
        properties=(),
        fields=field_facts_of(document),
    )


def _of_schema(document: Document) -> Facts:
    return Facts(
        kind="schema",
        specification=document.specification,
        title=_text(document.tree.get("title")) or "",
        version=_text(document.tree.get("version")),
        description=_text(document.tree.get("description")),
        servers=(),
        operations=(),
        security_schemes=(),
        schemas=tuple(_schema(document, node) for node in document.named_schemas),
        tags=(),
        properties=tuple(_unique(_property_names(document)))[:_PROPERTIES],
        fields=field_facts_of(document),
    )


def _operation(document: Document, place: OperationPlace) -> Operation:
    tree = place.tree
    return Operation(
        method=place.method,
        path=place.path,
        operation_id=_text(tree.get("operationId")),
        summary=_text(tree.get("summary")),
        description=_text(tree.get("description")),
        tags=tuple(_texts(tree.get("tags"))),
        deprecated=tree.get("deprecated") is True,
        pointer=place.pointer,
        security=tuple(_unique(_schemes_in(tree.get("security", document.tree.get("security"))))),
    )


def _schema(document: Document, node: Node) -> SchemaFact:
    _, schema = document.landed(node.pointer, node.tree)
    types = schema.get("type")
    return SchemaFact(
        name=node.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~"),
        pointer=node.pointer,
        type=" | ".join(_texts(types)) or None if isinstance(types, list) else _text(types),
        description=_text(node.tree.get("description", schema.get("description"))),
        properties=tuple(mapping(schema.get("properties"))),
    )


def _servers_of(document: Document) -> Iterator[str]:
    if "host" in document.tree:
        for scheme in _texts(document.tree.get("schemes")) or ["https"]:
            yield f"{scheme}://{document.tree['host']}{_text(document.tree.get('basePath')) or ''}"
    for server in sequence(document.tree.get("servers")):
        if address := _text(mapping(server).get("url")):
            yield address


def _tags_of(document: Document) -> Iterator[str]:
    for tag in sequence(document.tree.get("tags")):
        if name := _text(mapping(tag).get("name")):
            yield name
    for place in document.operations:
        yield from _texts(place.tree.get("tags"))


def _property_names(document: Document) -> Iterator[str]:
    for node in document.of_kind("schema"):
        yield from mapping(node.tree.get("properties"))


def _schemes_in(security: Any) -> Iterator[str]:
    for requirement in sequence(security):
        yield from mapping(requirement)


def _texts(value: Any) -> list[str]:
    return [text for text in sequence(value) if isinstance(text, str)]


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _unique(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))
