"""The tags of an operation must be among those of the document."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.operations import operations_of

_MESSAGE: Final = "Operation tags must be defined in global tags."


@function("oasTagDefined")
def oas_tag_defined(_options: Any) -> Check:
    """Make a check that finds fault with each tag of an operation that the document does not define."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return _undefined(target) if isinstance(target, dict) else ()

    return check


def _undefined(document: dict[str, Any]) -> Iterator[Fault]:
    tags = document.get("tags")
    listed = tags if isinstance(tags, list) else ()
    names = [tag.get("name") for tag in listed if isinstance(tag, dict)]
    defined = frozenset(name for name in names if isinstance(name, str))
    for path, method, operation in operations_of(document.get("paths")):
        used = operation.get("tags")
        if not isinstance(used, list):
            continue
        for index, tag in enumerate(used):
            if not isinstance(tag, str) or tag not in defined:
                yield Fault(_MESSAGE, ("paths", path, method, "tags", index))
