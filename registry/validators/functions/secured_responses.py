"""An operation that asks for a credential must say what it answers to those who bring none, or a wrong one."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_OPTIONS: Final = {
    "type": "object",
    "required": ["anyOf"],
    "properties": {"anyOf": {"type": "array", "minItems": 1, "items": {"type": "string"}}},
    "additionalProperties": False,
}


@function("securedResponses", _OPTIONS)
def secured_responses(options: Any) -> Check:
    """Make a check that finds fault with a secured operation that has none of the responses."""
    wanted = frozenset(options["anyOf"])
    faults = (Fault(f"A secured operation must have one of the responses {', '.join(options['anyOf'])}"),)

    def check(target: Any, context: Context) -> Iterable[Fault]:
        responses = target.get("responses") if isinstance(target, dict) else None
        if not isinstance(responses, dict) or not _is_secured(target, context.view.resolved):
            return ()
        return faults if wanted.isdisjoint(responses) else ()

    return check


def _is_secured(operation: dict[str, Any], whole: Any) -> bool:
    """Say whether every way to call the operation asks for a credential; its own word counts before the document's."""
    demands = operation.get("security", whole.get("security") if isinstance(whole, dict) else None)
    return isinstance(demands, list) and bool(demands) and all(demands)
