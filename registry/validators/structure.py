"""Hold a document against the meta-schema of its specification, offline and in linear time.

The meta-schemas are those that `openapi_spec_validator` and `jsonschema-rs` ship; the validator is
`jsonschema-rs`, about a thousand times faster than a walk in Python.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NoReturn
from weakref import WeakKeyDictionary

import jsonschema_rs
from jsonschema_rs import RegexOptions, ValidationError, ValidationErrorKind

from registry.validators import limits
from registry.validators.document import Document
from registry.validators.pointers import below
from registry.validators.rule import Defect

Kinds = ValidationErrorKind
_OPENAPI: Final = {"2.0": "v2.0", "3.0": "v3.0", "3.1": "v3.1", "3.2": "v3.2"}
_KEPT: Final = 200
_VOCABULARY: Final = {
    "properties": {
        "discriminator": {"type": "object", "required": ["propertyName"]},
        "externalDocs": {"type": "object", "required": ["url"]},
        "xml": {"type": "object"},
    }
}
_LINEAR: Final = RegexOptions(size_limit=limits.PATTERN_BYTES, dfa_size_limit=limits.PATTERN_BYTES)
_DIALECTS: Final = {
    "3.1": ("https://spec.openapis.org/oas/3.1/dialect/base", "oas3.1"),
    "3.2": ("https://spec.openapis.org/oas/3.2/dialect/2025-09-17", "oas3.2"),
}
_well_formed: Final[WeakKeyDictionary[Document, bool]] = WeakKeyDictionary()
_DRAFTS: Final[dict[str, type[Any]]] = {
    "draft-04": jsonschema_rs.Draft4Validator,
    "draft-06": jsonschema_rs.Draft6Validator,
    "draft-07": jsonschema_rs.Draft7Validator,
    "2019-09": jsonschema_rs.Draft201909Validator,
    "2020-12": jsonschema_rs.Draft202012Validator,
}


def refuse(address: str) -> NoReturn:
    """Refuse to fetch anything, whatever asks for it."""
    raise LookupError(address)


def is_known(family: str) -> bool:
    """Say whether there is a meta-schema for this version of OpenAPI."""
    return family in _OPENAPI


def openapi_defects(document: Document) -> Iterator[Defect]:
    """Yield where an OpenAPI description is not of the form that its version asks for."""
    if not is_well_formed(document):
        yield from _defects(_openapi_validator(document.family), document.tree)


def is_well_formed(document: Document) -> bool:
    """Say whether an OpenAPI description is of the form that its version asks for; find it out only once."""
    if document not in _well_formed:
        _well_formed[document] = bool(_openapi_validator(document.family).is_valid(document.tree))
    return _well_formed[document]


def is_schema(family: str, tree: dict[str, Any]) -> bool:
    """Say whether a Schema Object is one of the dialect that its version of OpenAPI has."""
    validator = _dialect_validator(family) if family in _DIALECTS else _meta_validator("draft-04")
    return bool(validator.is_valid(tree))


def schema_defects(document: Document) -> Iterator[Defect]:
    """Yield where a JSON Schema is not of the form that its dialect asks for."""
    validator = _meta_validator(document.version)
    if not validator.is_valid(document.tree):
        yield from _defects(validator, document.tree)


def linear_validator(schema: Any, draft: str, registry: Any = None) -> Any:
    """Make a validator that fetches nothing and whose patterns take linear time."""
    return _DRAFTS[draft](schema, retriever=refuse, registry=registry, validate_formats=False, pattern_options=_LINEAR)


def is_pattern(pattern: str) -> bool:
    """Say whether a text is a regular expression of ECMA-262, without running it on anything."""
    return bool(_patterns().is_valid(pattern))


@cache
def _patterns() -> Any:
    return jsonschema_rs.Draft202012Validator({"format": "regex"}, retriever=refuse, validate_formats=True)


@cache
def _openapi_validator(family: str) -> Any:
    schema = json.loads(
        (_package("openapi_spec_validator") / "resources" / "schemas" / _OPENAPI[family] / "schema.json").read_bytes()
    )
    address = schema.get("$id", "")
    if "$dynamicAnchor" not in schema.get("$defs", {}).get("schema", {}):
        return jsonschema_rs.validator_for(schema, retriever=refuse, validate_formats=False)
    # From 3.1 on the meta-schema leaves Schema Objects to a dialect: without one they would not be looked at.
    dialect = {"$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema", **_VOCABULARY}
    whole = {"$id": f"{address}/with-schemas", "$ref": address, "$defs": {"schema": dialect}}
    registry = jsonschema_rs.Registry([(address, schema)], retriever=refuse)
    return jsonschema_rs.Draft202012Validator(whole, registry=registry, retriever=refuse, validate_formats=False)


@cache
def _dialect_validator(family: str) -> Any:
    address, folder = _DIALECTS[family]
    files = (_package("openapi_schema_validator") / "schemas" / folder).rglob("*")
    parts = [json.loads(file.read_bytes()) for file in files if file.is_file()]
    registry = jsonschema_rs.Registry([(part["$id"], part) for part in parts], retriever=refuse)
    return jsonschema_rs.Draft202012Validator(
        {"$ref": address}, registry=registry, retriever=refuse, validate_formats=True
    )


def _package(name: str) -> Path:
    """Find a package without importing it, which costs up to half a second."""
    return Path(str(getattr(find_spec(name), "origin", ""))).parent


@cache
def _meta_validator(draft: str) -> Any:
    name = "draft" + draft.removeprefix("draft-0").replace("-", "")
    schema = json.loads((_package("jsonschema_specifications") / "schemas" / name / "metaschema.json").read_bytes())
    return jsonschema_rs.validator_for(schema, retriever=refuse, validate_formats=True)


def _defects(validator: Any, tree: dict[str, Any]) -> Iterator[Defect]:
    seen: set[tuple[str, str, str]] = set()
    for number, error in enumerate(validator.iter_errors(tree)):
        if number >= _KEPT:
            break
        for leaf in _leaves(error, tree):
            if isinstance(leaf.kind, Kinds.Format) and leaf.kind.format == "regex":
                continue  # A rule of its own, and a milder one, says it.
            defect = _defect_of(leaf)
            key = (defect.pointer, defect.variant, str(sorted(defect.values.items())))
            if key not in seen:
                seen.add(key)
                yield defect


def _leaves(error: ValidationError, tree: Any) -> Iterator[ValidationError]:
    kind = error.kind
    if isinstance(kind, (Kinds.OneOfNotValid, Kinds.AnyOf)) and (branch := _meant(kind.context, error)):
        for inner in branch:
            yield from _leaves(inner, tree)
    else:
        yield error


def _meant(branches: Sequence[Sequence[ValidationError]], error: ValidationError) -> Sequence[ValidationError]:
    """Choose the branch that the author meant: not the reference where there is none, else the deepest mistake."""
    instance = error.instance
    refers = isinstance(instance, dict) and "$ref" in instance
    candidates = [branch for branch in branches if branch and (refers or not _wants_reference(branch))]
    depth = len(error.instance_path)
    return max(
        candidates,
        key=lambda branch: (min(len(inner.instance_path) - depth for inner in branch), -len(branch)),
        default=[],
    )


def _wants_reference(branch: Sequence[ValidationError]) -> bool:
    return any(isinstance(error.kind, Kinds.Required) and error.kind.property == "$ref" for error in branch)


def _defect_of(error: ValidationError) -> Defect:
    variant, values = _told(error)
    pointer = below("", *error.instance_path)
    address = f"{variant} {values.get('name', '')}"
    return Defect(pointer, values, variant, address)


def _told(error: ValidationError) -> tuple[str, dict[str, object]]:
    kind, found = error.kind, {"found": _shown(error.instance)}
    told: tuple[str, dict[str, object]] = ("other", {"keyword": kind.name, **found})
    if isinstance(kind, Kinds.Required):
        told = "missing", {"name": kind.property}
    elif isinstance(kind, (Kinds.AdditionalProperties, Kinds.UnevaluatedProperties)):
        told = "unexpected", {"name": ", ".join(sorted(kind.unexpected))}
    elif isinstance(kind, Kinds.Type):
        told = "type", {"expected": ", ".join(sorted(kind.types)), **found}
    elif isinstance(kind, Kinds.Enum):
        told = "choice", {"expected": ", ".join(map(_shown, kind.options)), **found}
    elif isinstance(kind, Kinds.Constant):
        told = "choice", {"expected": _shown(kind.expected_value), **found}
    elif isinstance(kind, Kinds.Pattern):
        told = "pattern", {"pattern": kind.pattern, **found}
    return told


def _shown(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "object" if isinstance(value, dict) else "array"
    return json.dumps(value, ensure_ascii=False)
