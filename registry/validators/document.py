"""A document that was read, and the places in it that rules ask about."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final, Literal

from registry.frugal.values import value
from registry.validators import anatomy, limits
from registry.validators.anatomy import METHODS, Node
from registry.validators.pointers import below
from registry.validators.references import References
from registry.validators.unreadable import Unreadable

Kind = Literal["openapi", "schema"]

DIALECTS: Final[Mapping[str, str]] = {
    "http://json-schema.org/draft-04/schema": "draft-04",
    "http://json-schema.org/draft-06/schema": "draft-06",
    "http://json-schema.org/draft-07/schema": "draft-07",
    "https://json-schema.org/draft/2019-09/schema": "2019-09",
    "https://json-schema.org/draft/2020-12/schema": "2020-12",
}
_TYPES: Final = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_MAPS: Final = ("properties", "patternProperties", "$defs", "definitions")
_LISTS: Final = ("allOf", "anyOf", "oneOf", "enum")


@value
class OperationPlace:
    """An operation with the path item it stands in."""

    pointer: str
    path: str
    method: str
    tree: dict[str, Any]
    item: dict[str, Any]
    item_pointer: str


class Document:
    """An OpenAPI description (2.0 to 3.2) or a JSON Schema; rules read it and change nothing."""

    def __init__(self, tree: dict[str, Any], kind: Kind, version: str) -> None:
        self.tree = tree
        self.kind = kind
        self.version = version

    @property
    def specification(self) -> str:
        """Name the specification and its version."""
        if self.kind == "schema":
            return f"json-schema {self.version}"
        return f"swagger {self.version}" if "openapi" not in self.tree else f"openapi {self.version}"

    @property
    def family(self) -> str:
        """Return the version without its patch number: `2.0`, `3.1`, `2020-12`, or what else it says."""
        return ".".join(self.version.split(".")[:2])

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Hold every object that the specification knows, in the order of the document."""
        if self.kind == "schema":
            return tuple(anatomy.nodes_of(anatomy.SCHEMA, "schema", self.tree))
        parts = anatomy.SWAGGER if self.family == "2.0" else anatomy.OPENAPI
        return tuple(anatomy.nodes_of(parts, "root", self.tree))

    @cached_property
    def references(self) -> References:
        """Hold what the references of the document point at."""
        return References(self.tree, self.nodes)

    def of_kind(self, *kinds: str) -> Iterator[Node]:
        """Yield the objects of some kinds."""
        return (node for node in self.nodes if node.kind in kinds)

    def landed(self, pointer: str, tree: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Follow a reference object to the object it stands for, or stay where that is none."""
        return self.references.landed(pointer, tree)

    @cached_property
    def info(self) -> dict[str, Any]:
        """Hold the Info Object, empty where there is none."""
        return mapping(self.tree.get("info"))

    @cached_property
    def paths(self) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        """Hold the pointer, the template and the Path Item of each path, references followed."""
        return tuple(
            (below("/paths", path), path, self.landed(below("/paths", path), item)[1])
            for path, item in mapping(self.tree.get("paths")).items()
            if isinstance(item, dict) and path.startswith("/")
        )

    @cached_property
    def operations(self) -> tuple[OperationPlace, ...]:
        """Hold the operations under `paths`, in the order of the document."""
        return tuple(
            OperationPlace(below(at, *keys), path, keys[-1], operation, item, at)
            for pointer, path, item in self.paths
            for at in [self.landed(pointer, mapping(mapping(self.tree["paths"]).get(path)))[0]]
            for keys, operation in _operations_of(item)
        )

    def parameters(self, operation: OperationPlace) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
        """Return the parameters of an operation by place and name; its own come before the path item's."""
        found: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
        for pointer, holder in ((operation.item_pointer, operation.item), (operation.pointer, operation.tree)):
            for index, parameter in enumerate(sequence(holder.get("parameters"))):
                at = below(pointer, "parameters", index)
                _, landed = self.landed(at, mapping(parameter))
                found[str(landed.get("in")), str(landed.get("name"))] = (at, landed)
        return found

    @cached_property
    def security_schemes(self) -> dict[str, dict[str, Any]]:
        """Hold the security schemes by name."""
        return {
            node.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~"): self.landed(node.pointer, node.tree)[
                1
            ]
            for node in self.of_kind("security-scheme")
        }

    @cached_property
    def named_schemas(self) -> tuple[Node, ...]:
        """Hold the schemas that have a name: components, definitions."""
        roots = ("/components/schemas/", "/definitions/", "/$defs/")
        return tuple(
            node for node in self.of_kind("schema") if node.pointer.startswith(roots) and _is_named(node.pointer)
        )


def document_of(tree: dict[str, Any]) -> Document:
    """Say what a tree describes; raise `Unreadable` where it is neither OpenAPI nor JSON Schema."""
    if "openapi" in tree:
        return _bounded(Document(tree, "openapi", str(tree["openapi"])[:20]))
    if "swagger" in tree:
        return _bounded(Document(tree, "openapi", str(tree["swagger"])[:20]))
    if not _is_schema(tree):
        raise Unreadable("not-a-description")
    return _bounded(
        Document(tree, "schema", dialect_of(tree.get("$schema", "https://json-schema.org/draft/2020-12/schema")))
    )


def dialect_of(address: object) -> str:
    """Return the short name of a JSON Schema dialect, `unknown` where it is none that we read."""
    return DIALECTS.get(address.removesuffix("#"), "unknown") if isinstance(address, str) else "unknown"


def mappings_of(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the names or addresses of schemas that discriminators map values to."""
    for node in document.of_kind("schema"):
        discriminator = mapping(node.tree.get("discriminator"))
        for word, address in mapping(discriminator.get("mapping")).items():
            if isinstance(address, str):
                yield below(node.pointer, "discriminator", "mapping", word), address


def mapping(value: Any) -> dict[str, Any]:
    """Return the value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return the value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _is_schema(tree: dict[str, Any]) -> bool:
    types = tree.get("type")
    named = isinstance(types, str) and types in _TYPES
    listed = isinstance(types, list) and bool(types) and all(isinstance(name, str) and name in _TYPES for name in types)
    return (
        isinstance(tree.get("$schema"), str)
        or named
        or listed
        or any(isinstance(tree.get(key), dict) for key in _MAPS)
        or any(isinstance(tree.get(key), list) for key in _LISTS)
    )


def _is_named(pointer: str) -> bool:
    return pointer.count("/") == (3 if pointer.startswith("/components/") else 2)


def _operations_of(item: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    for method, operation in item.items():
        if method in METHODS and isinstance(operation, dict):
            yield (method,), operation
    for method, operation in mapping(item.get("additionalOperations")).items():
        if isinstance(operation, dict):
            yield ("additionalOperations", method), operation


def _bounded(document: Document) -> Document:
    title = document.info.get("title", document.tree.get("title"))
    if isinstance(title, str) and len(title) > limits.TITLE_LENGTH:
        pointer = "/info/title" if document.kind == "openapi" else "/title"
        raise Unreadable("too-long", pointer=pointer, limit=limits.TITLE_LENGTH)
    for code, count, limit in (
        ("too-many-operations", len(document.operations), limits.OPERATIONS),
        ("too-many-schemas", len(document.named_schemas), limits.SCHEMAS),
        ("too-many-references", document.references.count, limits.REFERENCES),
    ):
        if count > limit:
            raise Unreadable(code, limit=limit)
    return document
