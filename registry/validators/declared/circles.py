"""Make sure that a resolved document has no circle."""

from collections.abc import Iterator
from typing import Any

from registry.validators.jsonpath.ways import Crossings


def without_circles(tree: Any, crossings: dict[int, dict[str | int, Any]]) -> Crossings:
    """Take out what would close a circle, so that whoever walks the document comes to an end.

    The resolver's judgement lets a few circles through; such a place becomes an empty object.
    """
    done: set[int] = set()
    path: dict[int, Iterator[tuple[Any, Any]]] = {}
    nodes = [tree]
    path[id(tree)] = _children(tree)
    while nodes:
        node = nodes[-1]
        step = next(path[id(node)], None)
        if step is None:
            done.add(id(node))
            del path[id(node)]
            nodes.pop()
            continue
        key, child = step
        if id(child) in path:
            node[key] = {}
            crossings.get(id(node), {}).pop(key, None)
        elif id(child) not in done:
            nodes.append(child)
            path[id(child)] = _children(child)
    return crossings


def _children(node: Any) -> Iterator[tuple[Any, Any]]:
    items = list(node.items()) if type(node) is dict else list(enumerate(node))
    return iter([(key, child) for key, child in items if type(child) in (dict, list)])
