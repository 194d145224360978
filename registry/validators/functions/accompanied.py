"""Where a document uses an extension anywhere, the target must have one of some properties."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_OPTIONS: Final = {
    "type": "object",
    "required": ["anywhere", "properties"],
    "properties": {
        "anywhere": {"type": "string"},
        "properties": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
_TALK: Final = frozenset({"example", "examples", "default", "enum", "const"})
"""Keywords below which values stand, not descriptions of values."""


@function("accompanied", _OPTIONS)
def accompanied(options: Any) -> Check:
    """Make a check that finds fault with a target that lacks what the extension asks for."""
    extension, wanted = options["anywhere"], options["properties"]
    faults = (Fault(f"`{extension}` asks for one of {', '.join(wanted)}"),)

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict) or any(target.get(name) for name in wanted):
            return ()
        return faults if _uses(context.view.source, extension) else ()

    return check


def _uses(tree: Any, extension: str) -> bool:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get(extension):
                return True
            waiting += [member for name, member in node.items() if name not in _TALK]
    return False
