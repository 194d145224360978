"""Read the schemas of OpenAPI as its examples are held against them: what is nullable, what may be missing."""

from collections.abc import Iterator
from typing import Any, Final

_ONE: Final = frozenset(
    ("additionalItems", "items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else")
)
_LISTS: Final = frozenset(("items", "allOf", "anyOf", "oneOf"))
_MAPS: Final = frozenset(("$defs", "definitions", "properties", "patternProperties", "dependencies"))


class Preparation:
    """Changes the schemas of one tree where that is needed, each once; what need not change stays itself."""

    def __init__(self, optional: str = "", *, vendor_nullable: bool = False) -> None:
        self._optional = optional
        self._vendor_nullable = vendor_nullable
        self._made: dict[tuple[int, bool], tuple[Any, Any]] = {}

    def of(self, schema: Any, *, negated: bool = False) -> Any:
        """Return a schema as it is meant; inside `not` nothing may be missing."""
        if not isinstance(schema, dict):
            return schema
        key = id(schema), negated
        if key not in self._made:
            self._made[key] = schema, schema  # A schema inside itself stays as it is.
            self._made[key] = schema, self._changed(schema, negated=negated)
        return self._made[key][1]

    def _changed(self, schema: dict[str, Any], *, negated: bool) -> dict[str, Any]:
        changes = dict(self._inside(schema, negated=negated))
        if self._vendor_nullable and schema.get("x-nullable") is True:
            changes["nullable"] = True
        changed = {**schema, **changes} if changes else schema
        if not negated and self._optional and isinstance(changed.get("properties"), dict):
            changed = self._relaxed(changed)
        return changed

    def _inside(self, schema: dict[str, Any], *, negated: bool) -> Iterator[tuple[str, Any]]:
        for key, value in schema.items():
            if isinstance(value, list) and key in _LISTS:
                made: Any = [self.of(item, negated=negated) for item in value]
                changed = any(new is not old for new, old in zip(made, value, strict=True))
            elif isinstance(value, dict) and key in _MAPS:
                made = {name: self.of(item, negated=negated) for name, item in value.items()}
                changed = any(made[name] is not old for name, old in value.items())
            elif isinstance(value, dict) and key in _ONE:
                made = self.of(value, negated=negated or key == "not")
                changed = made is not value
            else:
                continue
            if changed:
                yield key, made

    def _relaxed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Let the properties be missing that only the other side sends."""
        optional = {
            name
            for name, inner in schema["properties"].items()
            if isinstance(inner, dict) and inner.get(self._optional) is True
        }
        required = schema.get("required")
        if not optional or not isinstance(required, list):
            return schema
        rest = [name for name in required if not (isinstance(name, str) and name in optional)]
        if rest == required and required:
            return schema
        return {key: value for key, value in {**schema, "required": rest}.items() if key != "required" or rest}
