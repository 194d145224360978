"""The steps of a text: where its collections begin and end, and its scalars, with their places.

A step is a kind and what the reader of the form knows of it, of which only what is asked for is worked out.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, Protocol

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.lines import Lines

Step = tuple[str, Any]
"""`{`, `[`, `}`, `]`, `scalar` or `alias`, and the step itself."""

_TOKEN: Final = late(r'[ \t\n\r,:]*(?:([{}\[\]])|("[^"\\]*(?:\\.[^"\\]*)*")|([^ \t\n\r{}\[\],:"]+))', re.DOTALL)
_BRACKET: Final = 1
_BLOCKS: Final = ("|", ">")


class Steps(Protocol):
    """What reads the steps of a text, and tells of each what it is asked for."""

    def steps(self) -> Iterator[Step]:
        """Yield the steps up to the first that is none."""

    def name(self, step: Any) -> str:
        """Return the characters that a scalar stands for."""

    def begin(self, step: Any) -> Any:
        """Return where a step begins."""

    def end(self, step: Any) -> Any:
        """Return where a step ends."""

    def is_nothing(self, step: Any) -> bool:
        """Say whether a scalar was left out: it has no text, and not even quotes."""

    def place(self, mark: Any) -> tuple[int, int]:
        """Return the line and the column, from one, of where something begins or ends."""

    def offset(self, mark: Any) -> int | None:
        """Return how far into the text that is, none where it has neither anchors nor tags."""


class JsonSteps:
    """The steps of a JSON text: its tokens."""

    def __init__(self, text: str) -> None:
        self._text = text

    def steps(self) -> Iterator[Step]:
        """Yield the steps up to the first that is none."""
        behind = 0
        for match in _TOKEN.finditer(self._text):
            if match.start() != behind:
                return
            behind = match.end()
            yield match[_BRACKET] or "scalar", match

    def name(self, step: re.Match[str]) -> str:
        """Return the characters that a scalar stands for."""
        text = step[step.lastindex or 0]
        if not text.startswith('"'):
            return text
        return str(json.loads(text, strict=False)) if "\\" in text else text[1:-1]

    def begin(self, step: re.Match[str]) -> int:
        """Return where a step begins."""
        return step.start(step.lastindex or 0)

    def end(self, step: re.Match[str]) -> int:
        """Return where a step ends."""
        return step.end()

    def is_nothing(self, _: re.Match[str]) -> bool:
        """Say that nothing can be left out."""
        return False

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def place(self, mark: int) -> tuple[int, int]:
        """Return the line and the column, from one, of where something begins or ends."""
        return self._lines.place(mark)

    def offset(self, _: int) -> None:
        """Return nothing: JSON has neither anchors nor tags."""


@value
class _Point:
    """A place in a text that libyaml gives no mark for."""

    line: int
    column: int
    index: int


class YamlSteps:
    """The steps of a YAML text: the events of libyaml."""

    def __init__(self, text: str) -> None:
        self._text = text

    def steps(self) -> Iterator[Step]:
        """Yield the steps up to the end of the text."""
        from yaml import _yaml, events  # noqa: PLC0415 - whoever has only JSON to read does not wait for it

        kinds = {
            events.MappingStartEvent: "{",
            events.SequenceStartEvent: "[",
            events.MappingEndEvent: "}",
            events.SequenceEndEvent: "]",
            events.ScalarEvent: "scalar",
            events.AliasEvent: "alias",
        }
        following = _yaml.CParser(self._text).get_event
        while (event := following()) is not None:
            kind = kinds.get(type(event))
            if kind is not None:
                yield kind, event

    def name(self, step: Any) -> str:
        """Return the characters that a scalar stands for."""
        return str(step.value)

    def begin(self, step: Any) -> Any:
        """Return where a step begins."""
        return step.start_mark

    def end(self, step: Any) -> Any:
        """Return where a step ends: a text in lines of its own before its last line break."""
        end = step.end_mark
        if getattr(step, "style", None) not in _BLOCKS or end.column:
            return end
        index = end.index - 1
        return _Point(end.line - 1, index - self._text.rfind("\n", 0, index) - 1, index)

    def is_nothing(self, step: Any) -> bool:
        """Say whether a scalar was left out: it has no text, and not even quotes."""
        return getattr(step, "value", None) == "" and bool(step.start_mark.index == self.end(step).index)

    def place(self, mark: Any) -> tuple[int, int]:
        """Return the line and the column, from one, of where something begins or ends."""
        return mark.line + 1, mark.column + 1

    def offset(self, mark: Any) -> int:
        """Return how far into the text that is."""
        return int(mark.index)


def steps_of(text: str, syntax: str) -> Steps:
    """Return what reads a text of a form."""
    return JsonSteps(text) if syntax == "json" else YamlSteps(text)
