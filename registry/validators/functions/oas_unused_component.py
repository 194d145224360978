"""Every reusable object of an OpenAPI 3 document must be referred to."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.reusable_objects import orphans, referred_to

_GROUPS: Final = (
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
)


@function("oasUnusedComponent")
def oas_unused_component(_options: Any) -> Check:
    """Make a check that finds fault with the components that no reference leads to."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        components = target.get("components") if isinstance(target, dict) else None
        return _unused(components, context) if isinstance(components, dict) else ()

    return check


def _unused(components: dict[str, Any], context: Context) -> Iterator[Fault]:
    used = referred_to(context.view)
    for group in _GROUPS:
        named = components.get(group)
        if isinstance(named, dict):
            yield from orphans(named, f"#/components/{group}", used)
