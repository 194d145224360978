"""Calling the functions that declared rules may name, as a rule would."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema_rs

from registry.validators.function import Context, Path
from registry.validators.functions import available
from registry.validators.view import View


def faults(
    name: str,
    target: Any,
    options: Any = None,
    *,
    path: Path = (),
    source: Any = None,
    formats: Iterable[str] = (),
    references: Mapping[str, str] | None = None,
    whole: Any = None,
) -> list[tuple[str, Path | None]]:
    found = available(name)
    assert found is not None
    jsonschema_rs.validate(dict(found.options), options)
    view = View(source, target if whole is None else whole, frozenset(formats), references or {})
    return [(fault.message, fault.path) for fault in found.make(options)(target, Context(path, view))]


def messages(name: str, target: Any, options: Any = None, **where: Any) -> list[str]:
    return [message for message, _ in faults(name, target, options, **where)]


def refuses(name: str, options: Any) -> bool:
    found = available(name)
    assert found is not None
    return not jsonschema_rs.is_valid(dict(found.options), options)
