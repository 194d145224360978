"""Resolve the references of a document for declared rules, as Spectral resolves them.

Which references are replaced decides what a rule sees: one into its own ancestors stays, as do those that
close a circle, and what a replaced one stands for is shared, never copied. The order in which references
are taken is that of Spectral's resolver, since it decides which of a circle's references stay.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from registry.frugal.values import field, record, value
from registry.validators.declared.circles import without_circles
from registry.validators.declared.fragments import decoded_path, encoded_pointer, escaped
from registry.validators.declared.stems import Stems
from registry.validators.jsonpath.ways import Crossings

MISSING: Final = object()
"""What stands where nothing does; no JSON value is it."""
Keys = tuple[str | int, ...]


@value
class Unresolved:
    """A reference that leads nowhere: the path of the object that refers, and why, in the resolver's words."""

    path: Keys
    message: str


@value
class Beyond:
    """What a reference out of the document comes to: a place of the same one, a value elsewhere, or a problem.

    With none of them it leads back to a file that is being resolved, and stays as it is.
    """

    local: str | None = None
    landing: str | None = None
    value: Any = MISSING
    problem: str | None = None


Outside = Callable[[str], Beyond]


@record
class Resolution:
    """A document with its references replaced.

    `crossings` tells, by the identity of an object or list, which of its members stand for something else, each
    with the object that refers where that has siblings, since those are looked at first when a place is told.
    `landings` maps the pointer of each replaced reference to the pointer that it stands for, both as URI fragments.
    """

    tree: Any
    crossings: Crossings = field(default_factory=dict)
    landings: Mapping[str, str] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    external: Sequence[tuple[Keys, str]] = ()
    problems: Sequence[Unresolved] = ()


def resolve(tree: Any, outside: Outside | None = None) -> Resolution:
    """Resolve the references that lead to places of the same document, and outside it where that is said how."""
    crawl = _Crawl(outside)
    copied = crawl.below(tree, [])
    if not crawl.references and not crawl.beyond:
        return Resolution(copied, external=crawl.external, problems=crawl.problems)
    replacing = _Replacing(tree, copied, crawl)
    replacing.all()
    return Resolution(
        replacing.tree,
        crossings=without_circles(replacing.tree, replacing.crossings),
        landings=replacing.landings,
        uses={pointer: target for pointer, (_, target) in crawl.references.items()},
        external=crawl.external,
        problems=[*crawl.problems, *replacing.problems],
    )


class _Crawl:
    """Find every reference, and copy what holds one so that it can be replaced."""

    def __init__(self, outside: Outside | None) -> None:
        self.outside = outside
        self.beyond: list[tuple[Keys, Beyond]] = []
        self.references: dict[str, tuple[Keys, str]] = {}
        self.targets: dict[str, None] = {}
        self.order: dict[str, None] = {}
        self.stems = Stems()
        self.external: list[tuple[Keys, str]] = []
        self.problems: list[Unresolved] = []

    def below(self, node: Any, path: list[str | int]) -> Any:
        """Return the node, or a copy where a reference is to be replaced somewhere in it."""
        if not path and _reference_in(node) is not None:
            self._note(path, node["$ref"])
            return dict(node)
        items: Iterator[tuple[Any, Any]] = iter(node.items() if type(node) is dict else enumerate(node))
        copied: Any = None
        for key, child in items:
            kind = type(child)
            if kind is not dict and kind is not list:
                continue
            path.append(key)
            reference = child.get("$ref") if kind is dict else None
            if type(reference) is str:
                new, replaced = child, self._note(path, reference)
            else:
                new = self.below(child, path)
                replaced = new is not child
            path.pop()
            if replaced:
                if copied is None:
                    copied = node.copy()
                copied[key] = new
        return node if copied is None else copied

    def _note(self, path: list[str | int], reference: str) -> bool:
        if reference[:1] != "#":
            beyond = self.outside(reference) if self.outside and reference else None
            if beyond is None:
                self.external.append((tuple(path), reference))
            if beyond is None or beyond.local is None:
                return beyond is not None and self._note_beyond(tuple(path), beyond)
            reference = beyond.local
        target = decoded_path(reference)
        if target is None:
            self.problems.append(Unresolved((), f"'{reference}' JSON pointer is invalid"))
            return False
        if target and list(map(str, path[: len(target)])) == target:
            return False
        pointer = "#" + "".join(f"/{escaped(key)}" for key in path)
        self.stems.note(path, target, pointer, reference)
        self.order.setdefault(pointer)
        self.order.setdefault(reference)
        self.references[pointer] = (tuple(path), reference)
        self.targets.setdefault(reference)
        return True

    def _note_beyond(self, path: Keys, beyond: Beyond) -> bool:
        if beyond.problem is not None:
            self.problems.append(Unresolved(path, beyond.problem))
        if beyond.landing is None:
            return False
        self.beyond.append((path, beyond))
        return True


class _Replacing:
    """Put in the place of each reference what it refers to, those first that others wait for."""

    def __init__(self, source: Any, tree: Any, crawl: _Crawl) -> None:
        self.source = source
        self.tree = tree
        self.crawl = crawl
        self.crossings: dict[int, dict[str | int, Any]] = {}
        self.landings: dict[str, str] = {}
        self.problems: list[Unresolved] = []
        self._circular = crawl.stems.circular()
        self._waiting: dict[str, list[str]] = defaultdict(list)
        for pointer, (_, target) in crawl.references.items():
            self._waiting[target].append(pointer)

    def all(self) -> None:
        """Replace what leads outside first, then the rest."""
        for where, beyond in self.crawl.beyond:
            self.landings[encoded_pointer(where)] = str(beyond.landing)
            self._replace(where, beyond.value)
        for target in self._in_order():
            dependants = list(self._dependants_of(target))
            if not dependants:
                continue
            path = decoded_path(target) or []
            # The whole document stands where it is referred to as it was written, its own references unresolved.
            value = value_at(self.tree, path) if path else self.source
            landing = encoded_pointer(path)
            for pointer in dependants:
                where = self.crawl.references[pointer][0]
                if self._circular(target, where):
                    continue
                self.landings[encoded_pointer(where)] = landing
                if value is MISSING:
                    self.problems.append(Unresolved(where, f"'{target}' does not exist"))
                else:
                    self._replace(where, value)

    def _replace(self, path: Keys, value: Any) -> None:
        if not path:
            self.tree = value
            return
        holder = value_at(self.tree, path[:-1])
        if type(holder) not in (dict, list):
            return
        key = path[-1]
        old = holder[key]
        ways = self.crossings.setdefault(id(holder), {})
        ways.setdefault(key, old if type(old) is dict and len(old) > 1 else None)
        holder[key] = value

    def _in_order(self) -> Iterator[str]:
        """Yield the pointers so that what one refers to comes before it."""
        done: set[str] = set()
        references = self.crawl.references
        starts = [pointer for pointer in self.crawl.order if not self._waiting.get(pointer)]
        for start in [*starts, *self.crawl.order]:
            chain: list[str] = []
            at: str | None = start
            while at is not None and at not in done:
                done.add(at)
                chain.append(at)
                at = references[at][1] if at in references else None
            yield from reversed(chain)

    def _dependants_of(self, target: str) -> Iterator[str]:
        """Yield the references to a pointer, before each the references to it."""
        entered, left = {target}, {target}
        stack = list(reversed(self._waiting.get(target, ())))
        while stack:
            pointer = stack[-1]
            if pointer not in entered:
                entered.add(pointer)
                stack += reversed(self._waiting.get(pointer, ()))
                continue
            stack.pop()
            if pointer not in left:
                left.add(pointer)
                yield pointer


def _reference_in(node: Any) -> str | None:
    reference = node.get("$ref") if type(node) is dict else None
    return reference if type(reference) is str else None


def value_at(tree: Any, path: Sequence[str | int]) -> Any:
    """Return what stands at a path, `MISSING` where nothing does."""
    for key in path:
        if type(tree) is dict:
            tree = tree.get(str(key), MISSING)
        elif type(tree) is list:
            index = int(key) if str(key).isdecimal() else len(tree)
            tree = tree[index] if index < len(tree) else MISSING
        else:
            return MISSING
    return tree
