"""The fields in which a document exchanges values, as far as others may compare theirs with them."""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.concepts.fields import parents_of
from registry.validators.concepts.folding import LONGEST, words_of
from registry.validators.concepts.vocabulary import GENERIC
from registry.validators.document import Document, mapping, sequence
from registry.validators.facts import FieldFact
from registry.validators.pointers import below, keys_of

MOST: Final = 500
"""More different fields of one document are not compared."""

_LONGEST_FORMAT: Final = 40
_TYPES: Final = ("string", "number", "integer", "boolean", "object")


def field_facts_of(document: Document) -> tuple[FieldFact, ...]:
    """Return the different fields of the schemas of a document, in its order; hostile names are left out."""
    found: dict[tuple[str, str], FieldFact] = {}
    for pointer, name, schema in _properties(document):
        parent = _parent_of(pointer, name, document)
        if (name, parent) not in found:
            found[name, parent] = FieldFact(name, parent, *_form_of(pointer, schema, document))
            if len(found) == MOST:
                break
    return tuple(found.values())


def _properties(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for node in document.of_kind("schema"):
        for name, schema in mapping(node.tree.get("properties")).items():
            if isinstance(schema, dict) and _is_name(name):
                yield below(node.pointer, "properties", name), name, schema


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST and name.isprintable() and bool(words_of(name))


def _parent_of(pointer: str, name: str, document: Document) -> str:
    """Return what a field stands in where its own name is made of words that may belong to anything."""
    if not GENERIC.issuperset(words_of(name)):
        return ""
    *above, _, _ = keys_of(pointer)
    parent = next(reversed(parents_of(above, document.tree)), "")
    return parent if _is_name(parent) else ""


def _form_of(pointer: str, schema: dict[str, Any], document: Document) -> tuple[str | None, str | None]:
    """Return the type and the format of the value, or of one of many."""
    place, landed = document.landed(pointer, schema)
    if isinstance(items := landed.get("items"), dict):
        _, landed = document.landed(below(place, "items"), items)
    types, format_ = landed.get("type"), landed.get("format")
    known = [one for one in _TYPES if one == types or one in sequence(types)]
    told = isinstance(format_, str) and len(format_) <= _LONGEST_FORMAT and format_.isprintable()
    return " | ".join(known) or None, format_ if told else None
