"""The dialects of JSON Schema: their keywords in AJV's order."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.schemas import array_keywords as arrays
from registry.validators.schemas import evaluated
from registry.validators.schemas import logic_keywords as logic
from registry.validators.schemas import object_keywords as objects
from registry.validators.schemas import scalar_keywords as scalars
from registry.validators.schemas.error_messages import error_message
from registry.validators.schemas.failures import SchemaRefused
from registry.validators.schemas.plans import Dialect, Keyword, Site

_SCHEMA: Final = ("object", "boolean")
_WITHOUT_STEP: Final = frozenset(("type", "$comment"))
_LENGTHS: Final = ("number",)

_ANY: Final = (
    Keyword("$ref", logic.reference, ("string",)),
    Keyword("nullable", logic.without_step, ("boolean",)),
    Keyword("const", logic.const),
    Keyword("enum", logic.enum, ("array",)),
    Keyword("not", logic.not_, _SCHEMA),
    Keyword("anyOf", logic.any_of, ("array",)),
    Keyword("oneOf", logic.one_of, ("array",)),
    Keyword("allOf", logic.all_of, ("array",)),
    Keyword("if", logic.if_, _SCHEMA),
    Keyword("then", logic.without_step, _SCHEMA),
    Keyword("else", logic.without_step, _SCHEMA),
)
_NUMBER: Final = tuple(
    Keyword(name, scalars.number_limit, ("number",))
    for name in ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum")
)
_NUMBER_4: Final = (
    *(Keyword(name, scalars.number_limit_with_flag, ("number",)) for name in ("maximum", "minimum")),
    *(Keyword(name, scalars.limit_flag, ("boolean",)) for name in ("exclusiveMaximum", "exclusiveMinimum")),
)
_MORE_NUMBER: Final = (
    Keyword("multipleOf", scalars.multiple_of, ("number",)),
    Keyword("format", scalars.number_format, ("string",)),
)
_STRING: Final = (
    Keyword("maxLength", scalars.text_length, _LENGTHS),
    Keyword("minLength", scalars.text_length, _LENGTHS),
    Keyword("pattern", scalars.pattern, ("string",)),
    Keyword("format", scalars.text_format, ("string",)),
    *(
        Keyword(f"format{limit}", scalars.format_limit, ("string",))
        for limit in ("Maximum", "Minimum", "ExclusiveMaximum", "ExclusiveMinimum")
    ),
)
_SIZES: Final = (
    Keyword("maxItems", arrays.list_length, _LENGTHS),
    Keyword("minItems", arrays.list_length, _LENGTHS),
)
_ITEMS: Final = (
    Keyword("additionalItems", arrays.additional_items, ("boolean", "object")),
    Keyword("items", arrays.items, ("object", "array", "boolean")),
)
_ITEMS_2020: Final = (
    Keyword("prefixItems", arrays.each_in_turn, ("array",)),
    Keyword("items", arrays.items_after, _SCHEMA),
)
_MORE_ARRAY: Final = (
    Keyword("contains", arrays.contains, _SCHEMA),
    Keyword("uniqueItems", arrays.unique_items, ("boolean",)),
)
_OBJECT: Final = (
    Keyword("maxProperties", objects.object_size, _LENGTHS),
    Keyword("minProperties", objects.object_size, _LENGTHS),
    Keyword("required", objects.required, ("array",)),
    Keyword("propertyNames", objects.property_names, _SCHEMA),
    Keyword("additionalProperties", objects.additional_properties, ("boolean", "object")),
    Keyword("dependencies", objects.dependencies, ("object",)),
    Keyword("properties", objects.properties, ("object",)),
    Keyword("patternProperties", objects.pattern_properties, ("object",)),
)
_OBJECT_NEXT: Final = (
    Keyword("dependentRequired", objects.dependent_required, ("object",)),
    Keyword("dependentSchemas", objects.dependent_schemas, ("object",)),
    Keyword("unevaluatedProperties", evaluated.unevaluated_properties, ("boolean", "object")),
)
_ARRAY_NEXT: Final = (
    Keyword("maxContains", logic.without_step, ("number",)),
    Keyword("minContains", logic.without_step, ("number",)),
    Keyword("unevaluatedItems", evaluated.unevaluated_items, ("boolean", "object")),
)


def _recursive_anchor(site: Site) -> Any:
    return logic.dynamic_anchor(site) if site.value else None


def _old_identifier(_: Site) -> None:
    raise SchemaRefused('NOT SUPPORTED: keyword "id", use "$id" for schema ID')


_OLD_IDENTIFIER: Final = (Keyword("id", _old_identifier),)
_DYNAMIC: Final = (
    Keyword("$dynamicAnchor", logic.dynamic_anchor, ("string",)),
    Keyword("$dynamicRef", logic.dynamic_reference, ("string",)),
    Keyword("$recursiveAnchor", _recursive_anchor, ("boolean",)),
    Keyword("$recursiveRef", logic.dynamic_reference, ("string",)),
)
_ERROR_MESSAGE: Final = (Keyword("errorMessage", error_message, ("string", "object")),)
_IDENTIFIERS: Final = {
    "draft4": "http://json-schema.org/draft-04/schema",
    "draft7": "http://json-schema.org/draft-07/schema",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}


_DRAFT: Final = late(
    r"https?://json-schema.org/(?:draft-0(?P<old>[467])|draft/(?P<new>2019-09|2020-12))/(?:hyper-)?schema#?"
)


def draft_of(address: Any) -> str | None:
    """Return the dialect that an address of a meta-schema names, nothing where it is none of the known."""
    match = _DRAFT.fullmatch(address) if isinstance(address, str) else None
    return f"draft{match['old'] or match['new']}" if match else None


@cache
def dialect_of(name: str, *, messages: bool = False) -> Dialect:
    """Return a dialect by its name, `draft7` where there is none of that name; with messages of a schema's own."""
    if name not in _IDENTIFIERS:
        name = "draft7"
    groups = dict(_groups(name))
    if messages:
        groups["last"] = _ERROR_MESSAGE
    rules = frozenset(keyword.name for group in groups.values() for keyword in group)
    return Dialect(name, "id" if name == "draft4" else "$id", groups, _IDENTIFIERS[name], rules | _WITHOUT_STEP)


def _groups(name: str) -> Iterable[tuple[str, tuple[Keyword, ...]]]:
    new = name.startswith("draft20")
    yield "any", (*(_DYNAMIC if new else ()), *(() if name == "draft4" else _OLD_IDENTIFIER), *_ANY)
    yield "number", (*(_NUMBER_4 if name == "draft4" else _NUMBER), *_MORE_NUMBER)
    yield "string", _STRING
    items = _ITEMS_2020 if name == "draft2020-12" else _ITEMS
    yield "array", (*_SIZES, *items, *_MORE_ARRAY, *(_ARRAY_NEXT if new else ()))
    yield "object", (*_OBJECT, *(_OBJECT_NEXT if new else ()))
