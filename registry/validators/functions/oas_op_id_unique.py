"""No two operations may have the same `operationId`."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.operations import operations_of

_MESSAGE: Final = "operationId must be unique."


@function("oasOpIdUnique")
def oas_op_id_unique(_options: Any) -> Check:
    """Make a check that finds fault with each `operationId` that was met before."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return _repeated(target)

    return check


def _repeated(paths: Any) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for path, method, operation in operations_of(paths):
        if "operationId" not in operation:
            continue
        identity = _identity(operation["operationId"])
        if identity in seen:
            yield Fault(_MESSAGE, ("paths", path, method, "operationId"))
        seen.add(identity)


def _identity(value: Any) -> Hashable:
    """Tell values apart as JavaScript does: objects and lists by being the same one, `true` from 1."""
    return (dict, id(value)) if isinstance(value, dict | list) else (type(value) is bool, value)
