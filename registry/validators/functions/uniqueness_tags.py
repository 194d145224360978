"""No two tags may have the same name."""

from collections.abc import Iterable, Iterator
from typing import Any

from registry.validators.function import Check, Context, Fault, function


@function("uniquenessTags")
def uniqueness_tags(_options: Any) -> Check:
    """Make a check that finds fault with each tag whose name was met before."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        tags = isinstance(target, list) and all(_is_tag(item) for item in target)
        return _repeated(target, context) if tags else ()

    return check


def _is_tag(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("name"), str)


def _repeated(tags: list[dict[str, Any]], context: Context) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, tag in enumerate(tags):
        name = tag["name"]
        if name in seen:
            message = f'"tags" object contains duplicate tag name "{name}".'
            yield Fault(message, (*context.path, index, "name"))
        seen.add(name)
