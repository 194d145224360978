"""Every field that a document names: properties of schemas, parameters and headers, with what surrounds them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from registry.frugal.values import value
from registry.validators.anatomy import OPENAPI, SCHEMA, SWAGGER, Anatomy, Node, nodes_of
from registry.validators.pointers import keys_of

MOST: Final = 50_000
"""More fields of one document are not looked at."""

_NAMING: Final = frozenset({"schemas", "definitions", "$defs", "properties"})
_SIBLINGS: Final = 200
_WRAPPED: Final = frozenset({"allOf", "anyOf", "oneOf"})

Path = tuple[str | int, ...]


@value
class Field:
    """One field: its name, the names of what it stands in from the outermost on, and the schema of its value."""

    name: str
    parents: tuple[str, ...]
    siblings: tuple[str, ...]
    path: Path
    schema: Mapping[str, Any]
    """The schema of the value, or of one of many."""
    marks: tuple[Mapping[str, Any], ...]
    """The objects that may say more of the field: the parameter, the schema that refers, the one referred to."""
    many: bool = False

    def said(self, member: str) -> Iterator[Any]:
        """Yield what is said of the field under a member, by the outermost first."""
        return (mark[member] for mark in self.marks if member in mark)


def fields_of(tree: Any) -> Iterator[Field]:
    """Yield the fields of an OpenAPI description or a JSON Schema, in the order of the document."""
    if not isinstance(tree, dict):
        return
    left = MOST
    for node in nodes_of(*_anatomy_of(tree), tree):
        for field in _fields_at(node, tree):
            if not left:
                return
            left -= 1
            yield field


def _anatomy_of(tree: Mapping[str, Any]) -> tuple[Anatomy, str]:
    if "openapi" in tree:
        return OPENAPI, "root"
    return (SWAGGER, "root") if "swagger" in tree else (SCHEMA, "schema")


def _fields_at(node: Node, root: Mapping[str, Any]) -> Iterator[Field]:
    if node.kind == "schema":
        yield from _properties(node, root)
    elif node.kind == "parameter":
        yield from _parameter(node, root)
    elif node.kind == "header":
        keys = keys_of(node.pointer)
        yield _field(keys[-1], parents_of(keys[:-2], root), (), tuple(keys), [node.tree, node.tree.get("schema")], root)


def _properties(node: Node, root: Mapping[str, Any]) -> Iterator[Field]:
    properties = node.tree.get("properties")
    if not isinstance(properties, dict):
        return
    keys = keys_of(node.pointer)
    parents, siblings = parents_of(keys, root), tuple(list(properties)[:_SIBLINGS])
    title = node.tree.get("title")
    if not parents and isinstance(title, str):
        parents = (title,)
    for name, schema in properties.items():
        if isinstance(schema, dict):
            yield _field(name, parents, siblings, (*keys, "properties", name), [schema], root)


def _parameter(node: Node, root: Mapping[str, Any]) -> Iterator[Field]:
    name = node.tree.get("name")
    if isinstance(name, str) and node.tree.get("in") != "body":
        keys = keys_of(node.pointer)
        beside = _names_beside(keys, root)
        yield _field(name, parents_of(keys, root), beside, tuple(keys), [node.tree, node.tree.get("schema")], root)


def _names_beside(keys: list[str], root: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the parameters in the list that one stands in."""
    beside = _at(root, keys[:-1])
    if not isinstance(beside, list):
        return ()
    names = (one.get("name") for one in beside[:_SIBLINGS] if isinstance(one, dict))
    return tuple(name for name in names if isinstance(name, str))


def _field(
    name: str, parents: tuple[str, ...], siblings: tuple[str, ...], path: Path, seen: list[Any], root: Mapping[str, Any]
) -> Field:
    marks = [mark for mark in seen if isinstance(mark, dict)]
    schema = marks[-1]
    if (landed := _landed(schema, root)) is not None:
        marks.append(landed)
        schema = landed
    many = isinstance(schema.get("items"), dict)
    if many:
        schema = schema["items"]
        schema = _landed(schema, root) or schema
        marks.append(schema)
    return Field(name, parents, siblings, path, schema, tuple(marks), many)


def _landed(schema: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any] | None:
    """Follow a reference within the document once, none where it is none or leads nowhere; so does `allOf` of one."""
    every = schema.get("allOf")
    if isinstance(every, list) and len(every) == 1 and isinstance(every[0], dict):
        return _landed(every[0], root) or every[0]
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    place = _at(root, keys_of(reference[1:]))
    return place if isinstance(place, dict) else None


def _at(place: Any, keys: list[str]) -> Any:
    for key in keys:
        place = place.get(key) if isinstance(place, dict) else None
    return place


def parents_of(keys: Sequence[str], root: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names on the way to a place: of schemas, of properties, of the parts of a path."""
    names: list[str] = []
    if len(keys) > 1 and keys[0] == "paths":
        names += [part for part in keys[1].split("/") if part and not part.startswith("{")]
    names += [key for before, key in pairwise(keys) if before in _NAMING and not _numbered(key)]
    if not names and isinstance(title := root.get("title"), str):
        names.append(title)
    return tuple(names)


def _numbered(key: str) -> bool:
    return key in _WRAPPED or key.isdecimal()
