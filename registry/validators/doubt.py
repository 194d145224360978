"""Say whether the reference libraries could find anything in a document of the right form, without asking them.

What they look for beyond the form is little: tags of the same name, defaults that their schema refuses, names
that `allOf` requires and nobody defines, schemas that their own dialect refuses. Where none of these can be,
they need not be imported, which costs more than all the rest of a check. Every doubt is decided by them: this
module never says that a document is wrong, and a test holds it against them on every document there is.
"""

from collections.abc import Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.anatomy import Node
from registry.validators.document import Document, mapping, sequence
from registry.validators.pointers import below
from registry.validators.structure import is_schema

_TEMPLATE: Final = late(r"(?:[^{}]|\{[^{}!:\[\].]+\})*")
_SAYS_NOTHING: Final = frozenset(
    {
        *("type", "default", "title", "description", "format", "pattern", "nullable", "example", "examples"),
        *("deprecated", "readOnly", "writeOnly", "enum", "minimum", "maximum", "minLength", "maxLength", "xml"),
        *("externalDocs", "$comment", "name", "in", "collectionFormat", "allowEmptyValue", "items", "required"),
        *("minItems", "maxItems", "uniqueItems", "properties", "additionalProperties"),
    }
)
_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def is_openapi_doubtful(document: Document) -> bool:
    """Say whether `openapi-spec-validator` has to be asked about a description."""
    return (
        "jsonSchemaDialect" in document.tree
        or _has_doubtful_tags(document)
        or _has_odd_places(document)
        or not _are_kinds_kept(document)
        or any(_is_parameter_doubtful(node) for node in document.of_kind("parameter"))
        or _has_doubtful_schemas(document)
    )


def is_schema_doubtful(document: Document) -> bool:
    """Say whether `jsonschema` has to be asked: libraries differ in which numbers of a list are the same."""
    lists = (node.tree[key] for node in document.nodes for key in ("enum", "required", "type") if key in node.tree)
    return any(not isinstance(item, str) for items in lists for item in sequence(items))


def _has_doubtful_tags(document: Document) -> bool:
    tags = [mapping(tag) for tag in sequence(document.tree.get("tags"))]
    names = [str(tag.get("name")) for tag in tags]
    return len(set(names)) < len(names) or any("parent" in tag for tag in tags)


def _has_odd_places(document: Document) -> bool:
    """Say whether there is anything in the paths that the libraries read in another way than we do."""
    paths = mapping(document.tree.get("paths"))
    return (
        any(not _TEMPLATE.fullmatch(path) for path in paths)
        or _is_extended(paths)
        or any(_is_extended(mapping(node.tree.get("responses"))) for node in document.of_kind("operation"))
    )


def _is_extended(tree: dict[str, Any]) -> bool:
    return any(name.startswith("x-") and isinstance(member, dict) for name, member in tree.items())


def _are_kinds_kept(document: Document) -> bool:
    """Say whether every reference leads to an object of its own kind, so that all that is met was looked at."""
    kinds = {node.pointer: node.kind for node in document.nodes}
    return all(kinds[source] == kinds.get(target) for source, target in document.references.targets.items())


def _is_parameter_doubtful(node: Node) -> bool:
    return "default" in node.tree and not _is_plain_default(node.tree)


def _has_doubtful_schemas(document: Document) -> bool:
    root = "/"
    for node in document.of_kind("schema"):
        if not node.pointer.startswith(f"{root}/"):
            root = node.pointer
            if not is_schema(document.family, node.tree):
                return True
        if _is_schema_doubtful(document, node):
            return True
    return False


def _is_schema_doubtful(document: Document, node: Node) -> bool:
    tree = node.tree
    return (
        "$schema" in tree
        or ("default" in tree and not _is_plain_default(tree))
        or ("allOf" in tree and "required" in tree and not _are_defined(document, node))
    )


def _are_defined(document: Document, node: Node) -> bool:
    """Say whether each name that is required is a property here or of a branch of `allOf`."""
    names = set(mapping(node.tree.get("properties")))
    for index, branch in enumerate(sequence(node.tree["allOf"])):
        at = below(node.pointer, "allOf", index)
        if isinstance(branch, dict) and at not in document.references.loops:
            names.update(mapping(document.landed(at, branch)[1].get("properties")))
    return names.issuperset(map(str, sequence(node.tree["required"])))


def _is_plain_default(tree: dict[str, Any]) -> bool:
    """Say whether a default obviously fits: one of the plain types, within bounds that are plain as well."""
    value, kind = tree["default"], tree.get("type")
    if any(key not in _SAYS_NOTHING and not key.startswith("x-") for key in tree):
        return False
    if value in ([], {}):
        return kind == ("array" if isinstance(value, list) else "object") and _takes_nothing(tree)
    if not isinstance(kind, str) or not isinstance(value, _KINDS.get(kind, ())):
        return False
    if isinstance(value, bool) != (kind == "boolean"):
        return False
    return _is_listed(value, tree) and _is_within(value, tree)


def _takes_nothing(tree: dict[str, Any]) -> bool:
    return not any(tree.get(key) for key in ("minItems", "enum")) and not isinstance(tree.get("required"), list)


def _is_listed(value: Any, tree: dict[str, Any]) -> bool:
    return "enum" not in tree or any(type(item) is type(value) and item == value for item in sequence(tree["enum"]))


def _is_within(value: Any, tree: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return bool(tree.get("minLength", 0) <= len(value) <= tree.get("maxLength", len(value)))
    return bool(tree.get("minimum", value) <= value <= tree.get("maximum", value))
