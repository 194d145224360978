"""What the references of a document point at; nothing is ever fetched.

Every `$ref` of an object that the specification knows is followed inside the document itself,
step by step and never by recursion. What leads outside, nowhere or round in a circle is a problem.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin

from registry.validators import limits
from registry.validators.anatomy import Node
from registry.validators.pointers import below, keys_of

Trouble = Literal["external", "unresolvable", "malformed", "not-an-object", "cycle"]

KNOWN_RESOURCES: Final = frozenset(
    {
        "http://json-schema.org/draft-04/schema",
        "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    }
)
_MISSING: Final = object()


class Problem(NamedTuple):
    """A reference that cannot be used, and why."""

    trouble: Trouble
    pointer: str
    reference: str


class References:
    """The references of one document and where they land."""

    def __init__(self, tree: dict[str, Any], nodes: Sequence[Node]) -> None:
        self._tree = tree
        self._nodes = nodes
        self._resources = {"": ""}
        self._anchors: dict[tuple[str, str], str] = {}
        self._bases = {"": ""}
        self._name = _naming_keyword(tree)
        for node in nodes:
            if node.kind == "schema" and self._name:
                self._note_names(node)
        self.count = 0
        self.problems: list[Problem] = []
        self.targets: dict[str, str] = {}
        self._ends: dict[str, str] = {}
        for node in nodes:
            if "$ref" in node.tree:
                self._follow(node)
            if node.kind == "schema":
                self._look_at_dynamic(node)
        self._find_cycles()

    def landed(self, pointer: str, tree: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Follow a reference object to the end of its chain, or stay where that is no object."""
        end = self._landing(pointer)
        value = self.value_at(end) if end != pointer else tree
        return (end, value) if isinstance(value, dict) else (pointer, tree)

    def exists(self, pointer: str) -> bool:
        """Say whether anything stands at a pointer."""
        return self.value_at(pointer) is not _MISSING

    def value_at(self, pointer: str) -> Any:
        """Return what stands at a pointer; a sentinel that is no JSON value where nothing does."""
        value: Any = self._tree
        for key in keys_of(pointer):
            value = _member(value, key)
            if value is _MISSING:
                break
        return value

    def _note_names(self, node: Node) -> None:
        base = self._base_of(node.pointer)
        name = node.tree.get(self._name)
        if isinstance(name, str) and not isinstance(node.tree.get("$ref"), str):
            address, fragment = urldefrag(_joined(base, name))
            if fragment and name.startswith("#"):
                self._anchors[base, fragment] = node.pointer
            else:
                base = address
                self._resources.setdefault(address, node.pointer)
                self._bases[node.pointer] = address
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(anchor := node.tree.get(keyword), str):
                self._anchors[base, anchor] = node.pointer

    def _base_of(self, pointer: str) -> str:
        while pointer not in self._bases:
            pointer = pointer.rpartition("/")[0]
        return self._bases[pointer]

    def _target(self, pointer: str, reference: str) -> str | None:
        base = self._base_of(pointer)
        address, fragment = _split(reference)
        address = urldefrag(_joined(base, address))[0] if address else base
        if address not in self._resources:
            return None
        resource = self._resources[address]
        fragment = unquote(fragment)
        if not fragment or fragment.startswith("/"):
            return resource + fragment
        return self._anchors.get((address, fragment), f"{resource}/{fragment}")

    def _follow(self, node: Node) -> None:
        self.count += 1
        reference, at = node.tree["$ref"], below(node.pointer, "$ref")
        if not isinstance(reference, str):
            self.problems.append(Problem("malformed", at, type(reference).__name__))
            return
        target = self._target(node.pointer, reference)
        if target is None:
            if _split(reference)[0] not in KNOWN_RESOURCES:
                self.problems.append(Problem("external", at, reference))
            return
        value = self.value_at(target)
        if value is _MISSING:
            self.problems.append(Problem("unresolvable", at, reference))
        elif not isinstance(value, dict) and not (node.kind == "schema" and isinstance(value, bool)):
            self.problems.append(Problem("not-an-object", at, reference))
        else:
            self.targets[node.pointer] = target

    def _look_at_dynamic(self, node: Node) -> None:
        """Note a dynamic reference that leads outside; where it leads inside is known only in use."""
        for keyword in ("$dynamicRef", "$recursiveRef"):
            reference = node.tree.get(keyword)
            if isinstance(reference, str) and _split(reference)[0] not in KNOWN_RESOURCES:
                self.count += 1
                if self._target(node.pointer, reference) is None:
                    self.problems.append(Problem("external", below(node.pointer, keyword), reference))

    @cached_property
    def _sources(self) -> list[str]:
        return sorted(self.targets)

    def below(self, pointer: str) -> Iterator[str]:
        """Yield the pointers of the reference objects at and below a pointer."""
        if pointer in self.targets:
            yield pointer
        begin = bisect_right(self._sources, f"{pointer}/")
        end = bisect_left(self._sources, f"{pointer}0")
        yield from self._sources[begin:end]

    def _find_cycles(self) -> None:
        """Find the chains that never land: a reference to a reference …, also through `allOf`, back to itself."""
        for ring in _rings(dict(self._edges())):
            pointer = min(ring)
            self.problems.append(Problem("cycle", pointer, f"#{self.targets.get(pointer, pointer)}"))
        if not any(problem.trouble == "cycle" for problem in self.problems):
            for pointer, target in self.targets.items():
                if self._landing(pointer) in self.targets:
                    self.problems.append(Problem("cycle", pointer, f"#{target}"))

    def _edges(self) -> Iterator[tuple[str, list[str]]]:
        for node in self._nodes:
            steps = [self.targets[node.pointer]] if node.pointer in self.targets else []
            branches = node.tree.get("allOf")
            if node.kind == "schema" and isinstance(branches, list):
                steps += [below(node.pointer, "allOf", index) for index in range(len(branches))]
            if steps:
                yield node.pointer, steps

    @cached_property
    def loops(self) -> frozenset[str]:
        """Hold the reference objects that close a loop: cut there, everything can be walked to its end."""
        found: set[str] = set()
        done: set[str] = set()
        for start in sorted(set(self.targets.values())):
            path: dict[str, Iterator[str]] = {} if start in done else {start: self.below(start)}
            while path:
                at = next(reversed(path))
                source = next(path[at], None)
                step = None if source is None else self.targets[source]
                if source is None or step is None:
                    done.add(at)
                    del path[at]
                elif step in path:
                    found.add(source)
                elif step not in done:
                    path[step] = self.below(step)
        return frozenset(found)

    def canonical(self, pointer: str) -> str:
        """Return where something really stands whose pointer walks through references."""
        at = ""
        for key in keys_of(pointer):
            at = below(self._landing(at), key)
        return at

    def _landing(self, pointer: str) -> str:
        trail: list[str] = []
        while pointer in self.targets and pointer not in self._ends and len(trail) <= limits.REFERENCE_CHAIN:
            trail.append(pointer)
            pointer = self.targets[pointer]
        end = self._ends.get(pointer, pointer)
        self._ends.update(dict.fromkeys(trail, end))
        return end

    @cached_property
    def expanded_sizes(self) -> Mapping[str, int]:
        """Hold, for each target, the number of references met when everything below it is written out; loops cut."""
        sizes: dict[str, int] = {}
        for target in sorted(set(self.targets.values())):
            self._measure(target, sizes)
        return sizes

    def expanded_size(self, pointer: str) -> int:
        """Return the number of references met when everything below a pointer is written out."""
        return sum(1 + self.expanded_sizes[self.targets[at]] for at in self.below(pointer))

    def _measure(self, target: str, sizes: dict[str, int]) -> None:
        waiting, opened = [target], set[str]()
        while waiting:
            at = waiting[-1]
            steps = [self.targets[source] for source in self.below(at)]
            if at not in opened:
                opened.add(at)
                waiting += [step for step in steps if step not in sizes and step not in opened]
                continue
            waiting.pop()
            sizes.setdefault(at, sum(1 + sizes.get(step, 0) for step in steps))


def _rings(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    done: set[str] = set()
    for start in edges:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(edges[start])
        while path:
            at = next(reversed(path))
            step = next(path[at], None)
            if step is None:
                done.add(at)
                del path[at]
            elif step in path:
                yield list(path)[list(path).index(step) :]
            elif step in edges and step not in done:
                path[step] = iter(edges[step])


def _naming_keyword(tree: Mapping[str, Any]) -> str:
    """Return the keyword that names a schema: there is none before OpenAPI 3.1, and it was `id` in draft-04."""
    if "swagger" in tree or str(tree.get("openapi", "")).startswith("3.0"):
        return ""
    return "id" if "draft-04" in str(tree.get("$schema", "")) else "$id"


def _split(reference: str) -> tuple[str, str]:
    address, _, fragment = reference.partition("#")
    return address, fragment


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _member(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return value.get(key, _MISSING)
    if isinstance(value, list) and key.isascii() and key.isdigit() and (key == "0" or key[0] != "0"):
        index = int(key) if len(key) < limits.NUMBER_LENGTH else len(value)
        return value[index] if index < len(value) else _MISSING
    return _MISSING
