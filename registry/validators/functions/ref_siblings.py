"""Nothing may stand beside `$ref`."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, Path, function

_MESSAGE: Final = "$ref must not be placed next to any other properties"


@function("refSiblings")
def ref_siblings(_options: Any) -> Check:
    """Make a check that finds fault with each property beside the `$ref` that is the target."""

    def check(_target: Any, context: Context) -> Iterable[Fault]:
        *above, _ = context.path or ("",)
        siblings = _at(context.view.source, tuple(above)) if context.path else None
        if not isinstance(siblings, dict) or len(siblings) == 1:
            return ()
        return [Fault(_MESSAGE, (*above, name)) for name in siblings if name != "$ref"]

    return check


def _at(tree: Any, path: Path) -> Any:
    for key in path:
        if isinstance(tree, dict):
            tree = tree.get(key)
        elif isinstance(tree, list) and isinstance(key, int) and key < len(tree):
            tree = tree[key]
        else:
            return None
    return tree
