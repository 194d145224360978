"""Names of one kind must be written in one way throughout a document."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.function import Check, Context, Fault, Path, function

_WAYS: Final = {
    "snake_case": late(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+"),
    "kebab-case": late(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+"),
    "camelCase": late(r"[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+"),
    "PascalCase": late(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*"),
}
_TALK: Final = frozenset({"example", "examples", "default", "enum", "const"})
_SHOWN: Final = 20

Named = Iterator[tuple[Path, str]]


@function(
    "oneLettering",
    {
        "type": "object",
        "required": ["of"],
        "properties": {"of": {"enum": ["queryParameters", "properties"]}},
        "additionalProperties": False,
    },
)
def one_lettering(options: Any) -> Check:
    """Make a check that finds fault with each name that is written unlike most others."""
    gather = _GATHERERS[options["of"]]

    def check(target: Any, context: Context) -> Iterable[Fault]:
        written = [(path, name, way) for path, name in _walked(target, gather) if (way := _way_of(name))]
        counts = Counter(way for _, _, way in written)
        usual = max(counts, key=counts.__getitem__, default="")
        odd = [(path, name) for path, name, way in written if way != usual]
        return [Fault(f"`{name}` is not {usual} as others are", (*context.path, *path)) for path, name in odd[:_SHOWN]]

    return check


def _way_of(name: str) -> str | None:
    """Return how a name is written, none where one word is written as in any way or as in none."""
    return next((way for way, pattern in _WAYS.items() if pattern.fullmatch(name)), None)


def _walked(tree: Any, gather: Callable[[Path, dict[str, Any]], Named]) -> Named:
    """Yield the names in every object of a tree, each object once."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    met: set[int] = set()
    while waiting:
        path, node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if isinstance(node, list):
            waiting += [((*path, index), item) for index, item in enumerate(node)]
        elif isinstance(node, dict):
            yield from gather(path, node)
            waiting += [((*path, name), member) for name, member in node.items() if name not in _TALK]


def _query_parameters(path: Path, node: dict[str, Any]) -> Named:
    if node.get("in") == "query" and isinstance(node.get("name"), str):
        yield (*path, "name"), node["name"]


def _properties(path: Path, node: dict[str, Any]) -> Named:
    properties = node.get("properties")
    if isinstance(properties, dict) and (path[-1:] != ("properties",) or "type" in node):
        yield from (((*path, "properties", name), name) for name in properties)


_GATHERERS: Final = {"queryParameters": _query_parameters, "properties": _properties}
