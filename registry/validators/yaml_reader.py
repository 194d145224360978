"""Read a YAML document into a plain tree, from libyaml's events and an explicit stack.

No loader of PyYAML is used: the composer recurses in C and kills the process on deep nesting.
"""

from collections.abc import Callable
from typing import Any, Final

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from registry.frugal.values import value
from registry.validators import limits
from registry.validators.pointers import below
from registry.validators.scalars import NumberRefused, value_of
from registry.validators.unreadable import Unreadable

Tree = Any

_CORE: Final = "tag:yaml.org,2002:"
_COLLECTION_TAGS: Final = frozenset({None, "!", f"{_CORE}map", f"{_CORE}seq"})
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    f"{_CORE}null": (type(None),),
    f"{_CORE}bool": (bool,),
    f"{_CORE}int": (int,),
    f"{_CORE}float": (float, int),
}
_MERGE: Final = object()
_ABSENT: Final = object()
_ODD_FIRST: Final = frozenset(["", *"0123456789+-.~nNtTfF"])
_PROBLEMS: Final = {"%YAML": "yaml-directive", "incompatible YAML document": "yaml-directive", "tag handle": "yaml-tag"}


class _Open:
    """A collection whose end has not been read."""

    # No record, because a document has thousands of them.
    __slots__ = ("key", "merges", "name", "tree")

    def __init__(self, tree: Tree, name: str | int) -> None:
        self.tree = tree
        self.name = name
        self.key: object = None
        self.merges: list[tuple[Tree, Event]] = []


@value
class Oddity:
    """A key that was given twice, or is no text: its path, what it is, and its lines and columns from nought."""

    path: tuple[str, ...]
    kind: str
    begin: tuple[int, int]
    end: tuple[int, int]


def tree_of(text: str, oddities: list[Oddity] | None = None) -> Tree:
    """Read the one document of a YAML stream; raise `Unreadable`.

    With a list for oddities, a key that is given twice is noted there instead of refused, and its last value counts.
    """
    try:
        return _Reading(text, oddities).tree()
    except YAMLError as problem:
        raise _refusal(problem) from None


def _refusal(problem: YAMLError) -> Unreadable:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    words = str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or "")
    code = next((code for part, code in _PROBLEMS.items() if part in words), "syntax")
    if hasattr(problem, "character"):
        code = "control-char"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Unreadable(code, line, column, problem=words)


class _Reading:
    """One pass over the events of one stream."""

    def __init__(self, text: str, oddities: list[Oddity] | None) -> None:
        self.parser = CParser(text)
        self.oddities = oddities
        self.open: list[_Open] = []
        self.anchors: dict[str, Tree] = {}
        self.documents = 0
        self.nodes = 0
        self.allowance = limits.EXPANSION * len(text)
        self.root: Tree = None
        self.handlers: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._start_mapping,
            SequenceStartEvent: self._start_sequence,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._start_document,
            DocumentEndEvent: lambda _: None,
            StreamStartEvent: lambda _: None,
        }

    def tree(self) -> Tree:
        """Read to the end of the stream."""
        next_event, handlers = self.parser.get_event, self.handlers
        while type(event := next_event()) is not StreamEndEvent:
            handlers[type(event)](event)
        if not self.documents:
            raise Unreadable("empty")
        return self.root

    def _refuse(self, code: str, event: Event, **values: object) -> Unreadable:
        names = [collection.name for collection in self.open[1:]]
        if self.open:
            top = self.open[-1]
            names += [len(top.tree)] if type(top.tree) is list else [top.key] if isinstance(top.key, str) else []
        mark: Any = event.start_mark
        return Unreadable(code, mark.line + 1, mark.column + 1, below("", *names), **values)

    def _start_document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse("yaml-documents", event)

    def _scalar(self, event: ScalarEvent) -> None:
        if not self.open:
            raise self._refuse("not-object" if event.value else "empty", event)
        top = self.open[-1]
        if top.key is None and type(top.tree) is dict:
            self._key(top, event)
            return
        value = self._value(event)
        if event.anchor:
            self.anchors[event.anchor] = value
        self._count(event)
        self._put(top, value, event)

    def _key(self, top: _Open, event: ScalarEvent) -> None:
        key = event.value
        if event.anchor:
            self.anchors[event.anchor] = key
        if key == "<<" and event.implicit[0]:
            if top.merges:
                raise self._refuse("duplicate-key", event, key=key)
            top.key = _MERGE
            return
        if event.tag not in (None, "!") and event.tag not in _TYPES and event.tag != f"{_CORE}str":
            raise self._refuse("yaml-tag", event, tag=event.tag)
        if self.oddities is not None:
            self._note_oddity(top, event, self.oddities)
        elif key in top.tree:
            raise self._refuse("duplicate-key", event, key=key[:100])
        if len(key) > limits.KEY_LENGTH:
            raise self._refuse("key-too-long", event, limit=limits.KEY_LENGTH)
        top.key = key

    def _note_oddity(self, top: _Open, event: ScalarEvent, oddities: list[Oddity]) -> None:
        kind = "duplicate" if top.tree.pop(event.value, _ABSENT) is not _ABSENT else ""
        if not kind and event.implicit[0] and event.value[:1] in _ODD_FIRST:
            kind = _kind_of(event.value)
        if kind:
            names = [str(collection.name) for collection in self.open[1:]]
            begin: Any = event.start_mark
            end: Any = event.end_mark
            oddities.append(Oddity((*names, event.value), kind, (begin.line, begin.column), (end.line, end.column)))

    def _value(self, event: ScalarEvent) -> Tree:
        text, tag = event.value, event.tag
        if len(text) > limits.STRING_LENGTH:
            raise self._refuse("too-long", event, limit=limits.STRING_LENGTH)
        if tag is None and not event.implicit[0]:
            return text
        if tag in ("!", f"{_CORE}str"):
            return text
        try:
            value = value_of(text)
        except NumberRefused as refused:
            raise self._refuse(str(refused), event, number=text[: limits.NUMBER_LENGTH]) from None
        if tag is not None and type(value) not in _TYPES.get(tag, ()):
            raise self._refuse("yaml-tag", event, tag=tag)
        return value

    def _start_mapping(self, event: MappingStartEvent) -> None:
        self._start(event, {})

    def _start_sequence(self, event: SequenceStartEvent) -> None:
        self._start(event, [])

    def _start(self, event: MappingStartEvent | SequenceStartEvent, tree: Tree) -> None:
        if event.tag not in _COLLECTION_TAGS:
            raise self._refuse("yaml-tag", event, tag=event.tag)
        if len(self.open) >= limits.DEPTH:
            raise self._refuse("too-deep", event, limit=limits.DEPTH)
        self._count(event)
        if event.anchor:
            self.anchors[event.anchor] = tree
        self._hang(tree, event)

    def _hang(self, tree: Tree, event: Event) -> None:
        name: str | int = ""
        if self.open:
            top = self.open[-1]
            if type(top.tree) is dict and top.key is None:
                raise self._refuse("yaml-key", event)
            name = len(top.tree) if type(top.tree) is list else top.key if isinstance(top.key, str) else "<<"
            self._put(top, tree, event)
        elif type(tree) is list:
            raise self._refuse("not-object", event)
        else:
            self.root = tree
        self.open.append(_Open(tree, name))

    def _put(self, top: _Open, value: Tree, event: Event) -> None:
        if type(top.tree) is list:
            top.tree.append(value)
            return
        if top.key is _MERGE:
            top.merges.append((value, event))
        else:
            top.tree[top.key] = value
        top.key = None

    def _end(self, _: Event) -> None:
        top = self.open.pop()
        if top.merges:
            self._merge(top)

    def _merge(self, top: _Open) -> None:
        own = dict(top.tree)
        top.tree.clear()
        for given, event in top.merges:
            for merged in reversed(given if type(given) is list else [given]):
                if type(merged) is not dict:
                    raise self._refuse("yaml-merge", event)
                top.tree.update(merged)
        top.tree.update(own)

    def _alias(self, event: AliasEvent) -> None:
        top = self.open[-1] if self.open else None
        if top is None or event.anchor not in self.anchors:
            raise self._refuse("yaml-alias-unknown", event, name=event.anchor)
        if type(top.tree) is dict and top.key is None:
            raise self._refuse("yaml-key", event)
        value = self.anchors[event.anchor]
        if any(value is collection.tree for collection in self.open):
            raise self._refuse("yaml-aliases", event, limit=limits.EXPANSION)
        self._put(top, self._copy(value, event, len(self.open)), event)

    def _copy(self, value: Tree, event: Event, depth: int) -> Tree:
        self._count(event)
        self._spend(len(value) if isinstance(value, str) else 1, event)
        if type(value) not in (dict, list):
            return value
        if depth >= limits.DEPTH:
            raise self._refuse("too-deep", event, limit=limits.DEPTH)
        if type(value) is list:
            return [self._copy(item, event, depth + 1) for item in value]
        self._spend(sum(map(len, value)), event)
        return {key: self._copy(member, event, depth + 1) for key, member in value.items()}

    def _spend(self, size: int, event: Event) -> None:
        self.allowance -= size
        if self.allowance < 0:
            raise self._refuse("yaml-aliases", event, limit=limits.EXPANSION)

    def _count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > limits.NODES:
            raise self._refuse("too-many-nodes", event, limit=limits.NODES)


def _kind_of(text: str) -> str:
    """Return the kind of a key that is no text, as JavaScript calls it; nothing where it is text."""
    try:
        value = value_of(text)
    except NumberRefused:
        return "number"
    if value is None:
        return "null"
    return "boolean" if isinstance(value, bool) else "" if isinstance(value, str) else "number"
