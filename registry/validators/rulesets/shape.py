"""Hold a file against the JSON Schema of the format."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from registry.validators.rulesets.glance import fits
from registry.validators.rulesets.written import Keys

KEPT: Final = 100
_SHOWN: Final = 60
_COUNTED: Final = {"MinItems": "too-few", "MinProperties": "too-few", "MaxItems": "too-many"}

Mistake = tuple[Keys, str, dict[str, object]]


@cache
def schema() -> dict[str, Any]:
    """Return the schema of the format, as we ship it."""
    shipped: dict[str, Any] = json.loads(Path(__file__).with_name("ruleset.schema.json").read_bytes())
    return shipped


def mistakes_in(tree: Any) -> Iterator[Mistake]:
    """Yield where a tree is not of the form that a ruleset has, and what was expected there."""
    yield from mistakes(schema(), tree)


def mistakes(against: Mapping[str, Any], tree: Any) -> Iterator[Mistake]:
    """Yield where a tree is not of the form that a schema has, and what was expected there."""
    if fits(against, tree):
        return
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - only where something may be wrong

    for error in islice(Draft202012Validator(dict(against)).iter_errors(tree), KEPT):
        yield from _told(error, tuple(error.instance_path), against)


def _told(error: Any, keys: Keys, against: Any) -> Iterator[Mistake]:
    kind = type(error.kind).__name__.rpartition("_")[2]
    found: dict[str, object] = {"found": shown(error.instance)}
    if kind == "AdditionalProperties":
        for name in sorted(error.kind.unexpected):
            yield (*keys, name), "unexpected", {"name": name}
    elif kind == "Required":
        yield keys, "missing", {"name": error.kind.property}
    elif kind == "Type":
        yield keys, "type", {"expected": ", ".join(sorted(error.kind.types)), **found}
    elif kind == "Enum":
        yield keys, "choice", {"expected": ", ".join(map(shown, error.kind.options)), **found}
    elif kind == "AnyOf" and (names := _alternatives(_node(against, error.schema_path))):
        yield keys, "one-missing", {"names": ", ".join(names)}
    else:
        yield keys, _meant(kind, error, against), found


def _meant(kind: str, error: Any, against: Any) -> str:
    """Return what was expected where the keyword alone does not say it: the schema says it in a comment."""
    comment = _node(against, list(error.schema_path)[:-1]) if kind in {"Pattern", "PropertyNames"} else {}
    if kind == "PropertyNames":
        return "alias-name"
    return str(comment.get("$comment", _COUNTED.get(kind, "shape")))


def _node(schema_: Any, path: Any) -> Any:
    for key in path:
        schema_ = schema_[key]
    return schema_


def _alternatives(branches: Any) -> list[str]:
    """Return the names of which one at least is required, none where it is not about that."""
    if all(isinstance(branch, dict) and list(branch) == ["required"] for branch in branches):
        return [name for branch in branches for name in branch["required"]]
    return []


def shown(value: Any) -> str:
    """Show a value in a message, none of it longer than a line."""
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "array"
    return shortened(json.dumps(value, ensure_ascii=False))


def shortened(text: str) -> str:
    """Return as much of a text as a message has room for."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
