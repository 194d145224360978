r"""Take a search apart into searches that need no looking around, where it can be.

`^(?!x).*$` is found in a text where `^.*$` is found and `^x` is not. This asks only whether there is a
match, so groups capture nothing here, and what may be empty at an open end is left out.
"""

from typing import Final, NamedTuple

from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Group,
    Look,
    Node,
    Repeat,
    Sequence,
    TextEnd,
    TextStart,
)
from registry.validators.regex.walking import has_looks, has_references, least, length

_MOST_BRANCHES: Final = 16


class Search(NamedTuple):
    """Something is found, and nothing in it looks around."""

    node: Node


class Every(NamedTuple):
    """All of the conditions hold."""

    conditions: tuple["Condition", ...]


class Either(NamedTuple):
    """One of the conditions holds."""

    conditions: tuple["Condition", ...]


class Neither(NamedTuple):
    """The condition does not hold."""

    condition: "Condition"


Condition = Search | Every | Either | Neither
Items = tuple[Node, ...]


class Inseparable(Exception):
    """A search cannot be taken apart."""


def condition_of(node: Node) -> Condition:
    """Return the condition under which something is found in a text."""
    if has_references(node):
        raise Inseparable
    return _search(node)


def trimmed(node: Node) -> Node:
    """Leave out what may be empty where a search begins or ends anyhow."""
    if isinstance(node, Group):
        return trimmed(node.body)
    if isinstance(node, Choice):
        return Choice(tuple(map(trimmed, node.branches)))
    items = _flat(node)
    while items and isinstance(items[0], Repeat) and not items[0].low:
        items = items[1:]
    while items and isinstance(items[-1], Repeat) and not items[-1].low:
        items = items[:-1]
    if items and isinstance(last := items[-1], Repeat):
        items = (*items[:-1], _fewest(last))
    if items and isinstance(first := items[0], Repeat):
        items = (_fewest(first), *items[1:])
    return items[0] if len(items) == 1 else Sequence(items)


def _fewest(loop: Repeat) -> Node:
    return Repeat(loop.body, loop.low, loop.low) if loop.low > 1 else loop.body


def _search(node: Node) -> Condition:
    node = trimmed(node)
    if not has_looks(node):
        return Search(node)
    found = tuple(_sequence(_without_ends(items)) for items in _branches(node))
    return found[0] if len(found) == 1 else Either(found)


def _flat(node: Node) -> Items:
    """Return the items of a sequence, those of the groups in it among them."""
    match node:
        case Sequence(items):
            return tuple(it for item in items for it in _flat(item))
        case Group(body):
            return _flat(body)
        case _:
            return (node,)


def _branches(node: Node) -> list[Items]:
    """Return every way through the choices that look around."""
    if isinstance(node, Choice) and has_looks(node):
        found = [items for branch in node.branches for items in _branches(branch)]
    elif isinstance(node, Sequence | Group):
        found = [()]
        for item in _flat(node):
            found = [(*before, *behind) for before in found for behind in _branches(item)]
            _limit(found)
    else:
        return [(node,)]
    _limit(found)
    return found


def _limit(found: list[Items]) -> None:
    if len(found) > _MOST_BRANCHES:
        raise Inseparable


def _without_ends(items: Items) -> Items:
    """Write what must stand before the first item, or behind the last, as a part of the match."""
    if not items:
        return items
    if isinstance(first := items[0], Look) and first.behind and (outside := _outside(first, TextStart())):
        items = (*outside, *items[1:])
    if isinstance(last := items[-1], Look) and not last.behind and (outside := _outside(last, TextEnd())):
        items = (*items[:-1], *outside)
    return items


def _outside(look: Look, end: TextStart | TextEnd) -> Items:
    if not look.negated:
        return _flat(look.body)
    body = _flat(look.body)
    if len(body) == 1 and isinstance(found := body[0], Characters):
        return (Choice((end, Characters(found.ranges, found.properties, negated=not found.negated))),)
    return ()


def _sequence(items: Items) -> Condition:
    place = next((index for index, item in enumerate(items) if has_looks(item)), None)
    if place is None:
        return Search(Sequence(items))
    look, before, behind = items[place], items[:place], items[place + 1 :]
    if not isinstance(look, Look):
        return _tempered(look, before, behind)
    if look.behind:
        around = (look.body, *(it for it in behind if not isinstance(it, Look)))
        if not behind or not isinstance(behind[-1], TextEnd):
            raise Inseparable
    else:
        around = (*before, look.body)
        if not before or not isinstance(before[0], TextStart):
            raise Inseparable
    if length(Sequence(behind if look.behind else before)) is None:
        raise Inseparable
    found = _search(Sequence(around))
    return Every((Neither(found) if look.negated else found, _sequence((*before, *behind))))


def _tempered(loop: Node, before: Items, behind: Items) -> Condition:
    """Take apart `(?:(?!x).)*$`: from here on there is nothing but what the dot takes, and no x."""
    if not isinstance(loop, Repeat) or loop.high is not None or behind != (TextEnd(),):
        raise Inseparable
    look, *steps = _flat(loop.body)
    if not isinstance(look, Look) or look.behind or not look.negated or not least(look.body):
        raise Inseparable
    step = Sequence(tuple(steps))
    if before[:1] != (TextStart(),) or length(Sequence(before)) is None or length(step) != 1 or has_looks(step):
        raise Inseparable
    found = _search(Sequence((*before, Repeat(step, 0, None), look.body)))
    return Every((Neither(found), Search(Sequence((*before, Repeat(step, loop.low, None), *behind)))))
