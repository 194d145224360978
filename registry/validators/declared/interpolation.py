"""Fill in the templates of messages: `{{property}}`, `#{{print("value")}}`."""

import re
from collections.abc import Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.javascript import print_value, text_of

PLACEHOLDERS: Final = frozenset({"property", "error", "path", "description", "value"})

_PLACEHOLDER: Final = late(r"#?\{\{([^}\n]+)\}\}")
_TERM: Final = late(
    r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<number>\d+(?:\.\d+)?)
    |(?P<function>print|toUpperCase|concat)\((?P<inside>(?:[^()]|\([^()]*\))*)\)
    |(?P<name>[A-Za-z_]\w*))(?P<upper>\.toUpperCase\(\))?\s*""",
    re.VERBOSE,
)


def filled(template: str, values: Mapping[str, Any]) -> str:
    """Return a message with its placeholders replaced; what nobody knows becomes nothing."""
    if "{{" not in template:
        return template
    return _PLACEHOLDER.sub(lambda found: _replaced(found, values), template)


def _replaced(found: re.Match[str], values: Mapping[str, Any]) -> str:
    if found[0].startswith("#"):
        return _evaluated(found[1].strip(), values) or ""
    return text_of(values[found[1]]) if found[1] in values else ""


def _evaluated(expression: str, values: Mapping[str, Any]) -> str | None:
    """Join the terms of an expression; none where one of them cannot be understood."""
    at, texts = 0, list[str]()
    while True:
        found = _TERM.match(expression, at)
        text = _term(found, values) if found else None
        if found is None or text is None:
            return None
        texts.append(text.upper() if found["upper"] else text)
        at = found.end()
        if at == len(expression):
            return "".join(texts)
        if expression[at] not in "+,":
            return None
        at += 1


def _term(found: re.Match[str], values: Mapping[str, Any]) -> str | None:
    if found["double"] is not None:
        return found["double"]
    if found["single"] is not None or found["number"] is not None:
        return found["single"] or found["number"]
    if found["name"] is not None:
        return text_of(values[found["name"]]) if found["name"] in values else None
    inside = _evaluated(found["inside"].strip(), values)
    if inside is None or found["function"] == "concat":
        return inside
    return inside.upper() if found["function"] == "toUpperCase" else _printed(inside, values)


def _printed(what: str, values: Mapping[str, Any]) -> str:
    if what == "property":
        name = values.get("property")
        return "The document " if name is None or name == "" else f'"{text_of(name)}" property '
    if what == "value":
        return print_value(values.get("value"))
    return text_of(values[what]) if values.get(what) is not None else ""
