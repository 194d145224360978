"""Questions about a syntax tree: what is in it, and how long a text it matches."""

from collections.abc import Iterator

from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Expression,
    Group,
    LineEnd,
    LineStart,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    parts,
)


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all that are below it."""
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending += parts(found)


def has_looks(node: Node) -> bool:
    """Say whether anything in a tree looks before or behind."""
    return any(isinstance(it, Look) for it in nodes(node))


def has_references(node: Node) -> bool:
    """Say whether anything in a tree asks for the text of a group again."""
    return any(isinstance(it, Reference) for it in nodes(node))


def goes_by_lines(node: Node) -> bool:
    """Say whether anything in a tree asks where lines start or end."""
    return any(isinstance(it, LineStart | LineEnd) for it in nodes(node))


def groups_in(node: Node) -> list[int]:
    """Return the numbers of the groups that capture in a tree."""
    return sorted(it.number for it in nodes(node) if isinstance(it, Group) and it.number)


def forgets(expression: Expression) -> bool:
    """Say whether a group can be left out in a later round of a repetition, which then forgets what it captured."""
    return any(_is_skippable(it.body) for it in nodes(expression.body) if isinstance(it, Repeat) and it.high != 1)


def length(node: Node) -> int | None:  # noqa: PLR0911 one case for each kind of node
    """Return how many characters a tree always matches, none where that depends."""
    match node:
        case Characters():
            return 1
        case Group(body):
            return length(body)
        case Reference():
            return None
        case Repeat(body, low, high):
            one = length(body)
            return one * low if one is not None and low == high else None
        case Sequence(items):
            lengths = [length(it) for it in items]
            return None if None in lengths else sum(it or 0 for it in lengths)
        case Choice(branches):
            different = {length(it) for it in branches}
            return different.pop() if len(different) == 1 else None
        case _:
            return 0


def least(node: Node) -> int:
    """Return how many characters a tree matches at the least."""
    match node:
        case Characters():
            return 1
        case Group(body):
            return least(body)
        case Repeat(body, low):
            return low and low * least(body)
        case Sequence(items):
            return sum(map(least, items))
        case Choice(branches):
            return min(map(least, branches))
        case _:
            return 0


def weight(node: Node) -> int:
    """Return how many nodes there are once every part is written as often as it must be matched."""
    match node:
        case Repeat(body, low):
            return 1 + weight(body) * max(low, 1)
        case _:
            return 1 + sum(map(weight, parts(node)))


def _is_skippable(node: Node) -> bool:
    return any(
        groups_in(it) for it in nodes(node) if isinstance(it, Choice | Look) or (isinstance(it, Repeat) and it.low == 0)
    )
