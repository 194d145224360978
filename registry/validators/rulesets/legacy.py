"""What older rulesets say otherwise: rules that have new names, and `except`."""

from collections.abc import Mapping
from typing import Any, Final

from registry.validators.rulesets.ruleset import OFF
from registry.validators.rulesets.severities import severity_of

_RENAMED: Final = {
    "operation-2xx-response": "operation-default-response",
    "oas3-unused-components-schema": "oas3-unused-components",
    "oas2-valid-parameter-example": "oas2-valid-schema-example",
    "oas2-valid-response-schema-example": "oas2-valid-schema-example",
    "oas2-valid-definition-example": "oas2-valid-schema-example",
    "oas2-valid-response-example": "oas2-valid-media-example",
    "oas3-valid-oas-parameter-example": "oas3-valid-media-example",
    "oas3-valid-oas-content-example": "oas3-valid-media-example",
    "oas3-valid-oas-header-example": "oas3-valid-media-example",
    "oas3-valid-header-schema-example": "oas3-valid-schema-example",
    "oas3-valid-parameter-schema-example": "oas3-valid-schema-example",
}


def renamed(rules: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return each rule by its name of today, with the name that it was written under.

    Several old names may have become one: the gravest severity among them counts.
    """
    named: dict[str, tuple[str, Any]] = {}
    for name, value in rules.items():
        today = name if isinstance(value, dict) else _RENAMED.get(name, name)
        if today == name:
            named.setdefault(name, (name, value))
            continue
        other = named.get(today) or ((today, rules[today]) if today in rules else None)
        if other is None:
            named[today] = name, value
        else:
            named[today] = other if isinstance(other[1], dict) else (other[0], _graver(value, other[1]))
    return named


def _graver(older: Any, newer: Any) -> Any:
    if isinstance(older, bool) or isinstance(newer, bool):
        return newer if isinstance(older, bool) else older
    old, new = severity_of(older), severity_of(newer)
    return newer if new != OFF and old > new else older


def overrides_of(exceptions: Mapping[str, list[str]]) -> list[tuple[str, dict[str, Any]]]:
    """Return the overrides that an `except` stands for, each with the pattern that it was written under."""
    return [
        (
            pattern,
            {
                "files": [f"**{pattern}" if pattern.startswith("#") else pattern],
                "rules": dict.fromkeys(names, "off"),
            },
        )
        for pattern, names in exceptions.items()
    ]
