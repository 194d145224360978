"""The formats of documents that rules may be meant for, and which of them a document has."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.javascript import text_of

Recognise = Callable[[dict[str, Any]], bool]

_TYPES: Final = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_COMBINERS: Final = ("allOf", "oneOf", "anyOf", "not", "if")
_LEADING_NUMBER: Final = late(r"\s*([-+]?)(?:0[xX]([0-9a-fA-F]+)|([0-9]+))")
_DRAFT: Final = late(r"https?://json-schema.org/(?:draft-0([467])|draft/(2019-09|2020-12))/(?:hyper-)?schema#?")


def detect(tree: Any, names: Iterable[str]) -> frozenset[str]:
    """Return those of the formats that a document has; what is no object has none."""
    if type(tree) is not dict:
        return frozenset()
    return frozenset(name for name in names if name in _FORMATS and _FORMATS[name][1](tree))


def canonical(name: str) -> str | None:
    """Return the one name of a format that rulesets may write in several ways, none where there is no such format."""
    joined = re.sub(r"\.|(?<=[0-9])-(?=[0-9])", "_", name)
    joined = re.sub(r"-([0-9a-z])", lambda found: found[1].upper(), joined)
    joined = _OTHER_NAMES.get(joined, joined)
    return joined if joined in _FORMATS else None


def title(name: str) -> str:
    """Return what people call a format."""
    return _FORMATS[name][0]


def known() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(_FORMATS)


def _begins_with(number: int, text: str) -> bool:
    """Say whether `parseInt` of JavaScript makes this number of a text."""
    found = _LEADING_NUMBER.match(text)
    if not found:
        return False
    value = int(found[2], 16) if found[2] else int(found[3][:20])
    return (-value if found[1] == "-" else value) == number


def _versioned(key: str, pattern: str) -> Recognise:
    compiled = re.compile(pattern)
    return lambda tree: key in tree and bool(compiled.fullmatch(text_of(tree[key])))


def _openapi(tree: dict[str, Any]) -> bool:
    return "openapi" in tree and _begins_with(3, text_of(tree["openapi"]))


def _swagger(tree: dict[str, Any]) -> bool:
    return "swagger" in tree and _begins_with(2, text_of(tree["swagger"]))


def _json_schema(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("$schema"), str) and "//json-schema.org/" in tree["$schema"]


def _json_schema_loose(tree: dict[str, Any]) -> bool:
    return (
        _json_schema(tree)
        or _has_type(tree.get("type"))
        or isinstance(tree.get("enum"), list)
        or any(isinstance(tree.get(name), dict | list) for name in _COMBINERS)
    )


def _has_type(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return all(isinstance(name, str) and name in _TYPES for name in kinds)


def _of_draft(draft: str, tree: dict[str, Any]) -> bool:
    found = _DRAFT.fullmatch(tree["$schema"]) if _json_schema(tree) else None
    return found is not None and (found[1] or found[2]) == draft


def _asyncapi(major: int, minor: int | None = None) -> Recognise:
    whole = _versioned("asyncapi", rf"{major}\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
    if minor is None:
        return whole
    exact = _versioned("asyncapi", rf"{major}\.{minor}(?:\.[0-9]*)?")
    return lambda tree: whole(tree) and exact(tree)


_FORMATS: Final[dict[str, tuple[str, Recognise]]] = {
    "oas2": ("OpenAPI 2.0 (Swagger)", _swagger),
    "oas3": ("OpenAPI 3.x", _openapi),
    **{
        f"oas3_{minor}": (f"OpenAPI 3.{minor}.x", _versioned("openapi", rf"3\.{minor}(?:\.[0-9]*)?"))
        for minor in range(3)
    },
    "aas2": ("AsyncAPI 2.x", _asyncapi(2)),
    **{f"aas2_{minor}": (f"AsyncAPI 2.{minor}.x", _asyncapi(2, minor)) for minor in range(7)},
    "aas3": ("AsyncAPI 3.x", _asyncapi(3)),
    **{f"aas3_{minor}": (f"AsyncAPI 3.{minor}.x", _asyncapi(3, minor)) for minor in range(2)},
    "jsonSchema": ("JSON Schema", _json_schema),
    "jsonSchemaLoose": ("JSON Schema (loose)", _json_schema_loose),
    **{f"jsonSchemaDraft{draft}": (f"JSON Schema Draft {draft}", partial(_of_draft, draft)) for draft in "467"},
    "jsonSchemaDraft2019_09": ("JSON Schema Draft 2019-09", partial(_of_draft, "2019-09")),
    "jsonSchemaDraft2020_12": ("JSON Schema Draft 2020-12", partial(_of_draft, "2020-12")),
    "arazzo1_0": ("Arazzo 1.0.x", _versioned("arazzo", r"1\.0(?:\.[0-9]*)?")),
}

_OTHER_NAMES: Final = {
    "asyncapi2": "aas2",
    "asyncApi2": "aas2",
    "asyncapi3": "aas3",
    "jsonSchema2019_09": "jsonSchemaDraft2019_09",
    "jsonSchema2020_12": "jsonSchemaDraft2020_12",
}
