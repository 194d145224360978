"""Hold the examples of a document against the schemas that they stand beside."""

from collections.abc import Iterator
from typing import Any, Final

import jsonschema_rs

from registry.validators import limits
from registry.validators.anatomy import Node
from registry.validators.document import Document, mapping, sequence
from registry.validators.pointers import below
from registry.validators.rule import Defect, NotChecked
from registry.validators.structure import linear_validator, refuse

_ADDRESS: Final = "urn:somana:document"
_NAMED: Final = frozenset({"properties", "patternProperties", "definitions", "$defs", "schemas"})
_LENGTH: Final = 200

Case = tuple[str, str, Any]


def defects_in(document: Document) -> Iterator[Defect]:
    """Yield the examples that are refused; raise `NotChecked` where the schemas are too large to write out."""
    cases = list(_cases(document))
    if not cases:
        return
    if (
        sum(1 + document.references.expanded_size(schema) for schema in {schema for schema, _, _ in cases})
        > limits.EXPANDED_NODES
    ):
        raise NotChecked("too-large")
    validators = _Validators(document)
    for schema, pointer, example in cases:
        problem = validators.problem(schema, example)
        if problem:
            yield Defect(pointer, {"problem": problem})


class _Validators:
    """The validators of the schemas of one document, each made once."""

    def __init__(self, document: Document) -> None:
        self._draft = "draft-04" if document.family in ("2.0", "3.0") else document.version
        if self._draft not in ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12"):
            self._draft = "2020-12"
        tree = _relaxed(document.tree, nullable=document.family in ("2.0", "3.0"))
        self._registry = jsonschema_rs.Registry([(_ADDRESS, tree)], retriever=refuse)
        self._made: dict[str, Any] = {}

    def problem(self, schema: str, example: Any) -> str:
        """Return why a schema refuses an example, nothing where it does not or cannot be asked."""
        if schema not in self._made:
            self._made[schema] = self._validator(schema)
        validator = self._made[schema]
        if validator is None or validator.is_valid(example):
            return ""
        error = next(iter(validator.iter_errors(example)))
        return str(error.message)[:_LENGTH]

    def _validator(self, schema: str) -> Any:
        reference = {"$ref": f"{_ADDRESS}#{schema}"}
        try:
            return linear_validator(reference, self._draft, self._registry)
        except (ValueError, jsonschema_rs.ReferencingError):
            return None


def _cases(document: Document) -> Iterator[Case]:
    for node in document.nodes:
        if node.kind == "schema":
            yield from _beside(node)
        elif node.kind in ("media-type", "parameter", "header") and isinstance(node.tree.get("schema"), dict):
            yield from _of_content(document, node)
        elif document.family == "2.0":
            yield from _of_swagger(node)


def _beside(node: Node) -> Iterator[Case]:
    for field in ("example", "default"):
        if field in node.tree:
            yield node.pointer, below(node.pointer, field), node.tree[field]
    for index, example in enumerate(sequence(node.tree.get("examples"))):
        yield node.pointer, below(node.pointer, "examples", index), example


def _of_content(document: Document, node: Node) -> Iterator[Case]:
    schema = below(node.pointer, "schema")
    if "example" in node.tree:
        yield schema, below(node.pointer, "example"), node.tree["example"]
    for name, example in mapping(node.tree.get("examples")).items():
        at = below(node.pointer, "examples", name)
        landed_at, landed = document.landed(at, mapping(example))
        if "value" in landed:
            yield schema, below(landed_at, "value"), landed["value"]


def _of_swagger(node: Node) -> Iterator[Case]:
    """Yield the examples of a response, and the default of a parameter or header, which is its own schema."""
    if node.kind == "response" and isinstance(node.tree.get("schema"), dict):
        for name, example in mapping(node.tree.get("examples")).items():
            if not isinstance(example, str) or "json" in name:
                yield below(node.pointer, "schema"), below(node.pointer, "examples", name), example
    elif node.kind in ("parameter", "header") and "default" in node.tree:
        yield node.pointer, below(node.pointer, "default"), node.tree["default"]


def _relaxed(tree: Any, *, nullable: bool, named: bool = False) -> Any:
    """Copy a document without the parts that say less, or more, to a validator than they do in OpenAPI."""
    if isinstance(tree, list):
        return [_relaxed(item, nullable=nullable) for item in tree]
    if not isinstance(tree, dict):
        return tree
    copy = {key: _relaxed(member, nullable=nullable, named=key in _NAMED and not named) for key, member in tree.items()}
    if named:
        return copy
    if isinstance(copy.get("$id"), str):
        del copy["$id"]
    _forgive(copy, nullable=nullable)
    return copy


def _forgive(schema: dict[str, Any], *, nullable: bool) -> None:
    if nullable and schema.get("nullable") is True:
        if isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        if isinstance(schema.get("enum"), list):
            schema["enum"] = [*schema["enum"], None]
    if isinstance(schema.get("required"), bool):
        # Which in OpenAPI 2 belongs to a parameter, not to a schema.
        del schema["required"]
    properties, required = schema.get("properties"), schema.get("required")
    if isinstance(properties, dict) and isinstance(required, list):
        one_way = {
            name
            for name, member in properties.items()
            if isinstance(member, dict) and (member.get("readOnly") is True or member.get("writeOnly") is True)
        }
        schema["required"] = [name for name in required if not isinstance(name, str) or name not in one_way]
