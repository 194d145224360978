"""Tell the schemas that are certainly sound from those that must be looked at closely."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from registry.validators.schemas.patterns import is_pattern
from registry.validators.schemas.values import SCALARS

_TYPES: Final = frozenset(("string", "number", "integer", "boolean", "null", "object", "array"))
_SCHEMA, _SCHEMAS, _MAP = "schema", "schemas", "map"
_FLAG_ALLOWED: Final = frozenset(("additionalItems", "additionalProperties"))


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_above_zero(value: Any) -> bool:
    return type(value) in (int, float) and value > 0


def _is_type(value: Any) -> bool:
    return value in _TYPES if type(value) is str else _are_names(value) and bool(value) and _TYPES.issuperset(value)


def _are_names(value: Any) -> bool:
    return type(value) is list and all(type(name) is str for name in value) and len(set(value)) == len(value)


def _are_some_names(value: Any) -> bool:
    return bool(value) and _are_names(value)


def _are_choices(value: Any) -> bool:
    if type(value) is not list or not value or not SCALARS.issuperset(map(type, value)):
        return False
    return len({(type(choice) is bool, choice) for choice in value}) == len(value)


def _is_list(value: Any) -> bool:
    return type(value) is list


def _is_usable_pattern(value: Any) -> bool:
    return type(value) is str and is_pattern(value)


Test = Callable[[Any], bool]
_COMMON: Final[Mapping[str, Test]] = {
    **dict.fromkeys(("title", "description", "format", "$comment"), _is_text),
    **dict.fromkeys(("maximum", "minimum"), _is_number),
    **dict.fromkeys(
        ("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"),
        _is_count,
    ),
    "multipleOf": _is_above_zero,
    "pattern": _is_usable_pattern,
    "uniqueItems": _is_flag,
    "type": _is_type,
    "enum": _are_choices,
    "required": _are_names,
    "nullable": _is_flag,
}
_LATER: Final[Mapping[str, Test]] = {
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), _is_number),
    **dict.fromkeys(("readOnly", "writeOnly", "deprecated"), _is_flag),
    **dict.fromkeys(("contentMediaType", "contentEncoding"), _is_text),
    "examples": _is_list,
}
_DRAFT_4: Final[Mapping[str, Test]] = {
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), _is_flag),
    "required": _are_some_names,
}
_INNER: Final = {
    **dict.fromkeys(("items", "additionalProperties", "additionalItems", "not"), _SCHEMA),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), _SCHEMAS),
    **dict.fromkeys(("properties", "definitions"), _MAP),
    "patternProperties": "patterns",
}
_INNER_LATER: Final = {
    **dict.fromkeys(("contains", "propertyNames", "if", "then", "else"), _SCHEMA),
    **dict.fromkeys(("$defs",), _MAP),
}
_CLOSELY: Final = frozenset(
    (
        *("id", "$id", "$ref", "$schema", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor"),
        *("$recursiveRef", "$vocabulary", "$async", "dependencies", "dependentSchemas", "dependentRequired"),
        *("formatMaximum", "formatMinimum", "formatExclusiveMaximum", "formatExclusiveMinimum", "prefixItems"),
        *("unevaluatedItems", "unevaluatedProperties", "contentSchema", "minContains", "maxContains"),
        *("contains", "propertyNames", "if", "then", "else", "$defs"),
    )
)


@cache
def _tests(dialect: str) -> tuple[Mapping[str, Test], Mapping[str, str], frozenset[str]]:
    if dialect == "draft4":
        return {**_COMMON, **_DRAFT_4}, _INNER, _CLOSELY
    inner = {**_INNER, **_INNER_LATER}
    return {**_COMMON, **_LATER}, inner, _CLOSELY - inner.keys()


class Soundness:
    """Looks at each schema of one tree once."""

    def __init__(self, dialect: str) -> None:
        self._draft_4, self._newest = dialect == "draft4", dialect == "draft2020-12"
        self._tests, self._inner, self._closely = _tests(dialect)
        self._known: dict[int, tuple[Any, bool]] = {}

    def of(self, schema: Any) -> bool:
        """Say whether a schema and all inside it are certainly as their meta-schema wants them."""
        if type(schema) is not dict:
            return type(schema) is bool and not self._draft_4
        known = self._known.get(id(schema))
        return known[1] if known else self._walk(schema)

    def _walk(self, root: dict[str, Any]) -> bool:
        """Look at the inner schemas first, without recursion: references make chains of any length."""
        pending: list[tuple[dict[str, Any], bool]] = [(root, False)]
        while pending:
            schema, entered = pending.pop()
            if id(schema) in self._known and not entered:
                continue
            inner = list(self._inner_of(schema))
            if entered:
                self._known[id(schema)] = (
                    schema,
                    self._is_sound_itself(schema) and all(map(self._is_known_sound, inner)),
                )
            else:
                # Said to be unsound until it is known: nothing here leads back to itself, but a stranger may try.
                self._known[id(schema)] = schema, False
                pending.append((schema, True))
                pending.extend((child, False) for child in inner if type(child) is dict)
        return self._known[id(root)][1]

    def _is_known_sound(self, schema: Any) -> bool:
        if type(schema) is dict:
            return self._known[id(schema)][1]
        return type(schema) is bool

    def _inner_of(self, schema: Mapping[str, Any]) -> Iterator[Any]:
        for key, value in schema.items():
            kind = self._inner.get(key)
            if kind is None:
                continue
            if type(value) is list:
                yield from value
            elif kind == _SCHEMA:
                yield value
            elif type(value) is dict:
                yield from value.values()

    def _is_sound_itself(self, schema: Mapping[str, Any]) -> bool:
        if "nullable" in schema and not _can_be_nullable(schema):
            return False
        for key, value in schema.items():
            test = self._tests.get(key)
            if test is not None:
                if not test(value):
                    return False
            elif key in self._closely or (key in self._inner and not self._holds_schemas(key, value)):
                return False
        return not self._draft_4 or _limits_stand_with_their_flags(schema)

    def _holds_schemas(self, key: str, value: Any) -> bool:
        kind = self._inner[key]
        if kind == _SCHEMA:
            listed = key == "items" and not self._newest and type(value) is list and bool(value)
            flag = type(value) is bool and (not self._draft_4 or key in _FLAG_ALLOWED)
            return type(value) is dict or flag or (listed and self._are_schemas(value))
        if kind == _SCHEMAS:
            return type(value) is list and bool(value) and self._are_schemas(value)
        if type(value) is not dict or not self._are_schemas(value.values()):
            return False
        return kind == _MAP or all(map(is_pattern, value))

    def _are_schemas(self, values: Iterable[Any]) -> bool:
        return all(type(value) is dict or (type(value) is bool and not self._draft_4) for value in values)


def _limits_stand_with_their_flags(schema: Mapping[str, Any]) -> bool:
    return ("exclusiveMaximum" not in schema or "maximum" in schema) and (
        "exclusiveMinimum" not in schema or "minimum" in schema
    )


def _can_be_nullable(schema: Mapping[str, Any]) -> bool:
    named = schema.get("type")
    return bool(named) and (schema["nullable"] is True or "null" not in (named if type(named) is list else [named]))
