"""The two engines that search: RE2, which takes linear time, and `regex`, which is stopped when it takes too long."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, Protocol

from registry.validators.regex.backtracking import backtracking
from registry.validators.regex.ranges import LAST, LAST_ASCII
from registry.validators.regex.reading import by_points, by_units
from registry.validators.regex.syntax import Expression, Node
from registry.validators.regex.translation import Untranslatable, linear
from registry.validators.regex.walking import goes_by_lines
from registry.validators.rule import NotChecked

Span = tuple[int, int]

MEMORY: Final = 2 << 20
STEPS: Final = 400_000_000
LONGEST_TEXT: Final = 200_000
SECONDS: Final = 0.25
_STRIKES: Final = 8
_TOO_LONG: Final = "pattern-timeout"
_OTHER_LINE_ENDS: Final = ("\r", "\u2028", "\u2029")


class Engine(Protocol):
    """What searches one tree of an expression."""

    def test(self, text: str) -> bool:
        """Say whether something is found."""

    def find(self, text: str, start: int = 0) -> "Found | None":
        """Return what is found from a place on."""


class Found:
    """A match: the text as the engine read it, where the whole is and where the groups are."""

    __slots__ = ("spans", "text")

    def __init__(self, text: str | bytes, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans

    def group(self, number: int) -> str | None:
        """Return the text of a group, none where it captured nothing; the whole is 0."""
        start, end = self.spans[number]
        part = self.text[start:end]
        if start < 0:
            return None
        return by_points(part.decode("utf-8", "surrogatepass") if isinstance(part, bytes) else part)


class Backtracking:
    """A search that goes back and forth; every time that it is stopped, it gets half the time."""

    def __init__(self, expression: Expression, node: Node, *, captures: bool = False) -> None:
        self._expression = expression
        self._node = node
        self._captures = captures
        self._pattern: Any = None
        self._strikes = 0

    def test(self, text: str) -> bool:
        """Say whether something is found."""
        return self._search(self._read(text), 0) is not None

    def find(self, text: str, start: int = 0) -> Found | None:
        """Return what is found from a place on."""
        read = self._read(text)
        match = self._search(read, start)
        if match is None:
            return None
        names = match.re.groupindex
        groups = (
            match.span(f"g{it}") if f"g{it}" in names else (-1, -1) for it in range(1, self._expression.groups + 1)
        )
        return Found(read, [match.span(), *groups])

    def _read(self, text: str) -> str:
        return by_points(text) if self._expression.is_unicode else by_units(text)

    def _search(self, text: str, start: int) -> Any:
        if len(text) > LONGEST_TEXT:
            raise NotChecked(_TOO_LONG)
        if self._pattern is None:
            self._pattern = _backtracker(backtracking(self._expression, self._node, captures=self._captures))
        try:
            return self._pattern.search(text, start, timeout=SECONDS / 2**self._strikes)
        except TimeoutError as stopped:
            self._strikes = min(self._strikes + 1, _STRIKES)
            raise NotChecked(_TOO_LONG) from stopped


class Linear:
    """A search in linear time: one program for texts of ASCII, which is small, and one for all others."""

    def __init__(self, expression: Expression, node: Node, *, captures: bool = False) -> None:
        self._expression = expression
        self._node = node
        self._captures = captures
        self._by_lines = goes_by_lines(node)
        self._ascii: _Program | None = None
        self._full: _Program | None = None
        self._other: Backtracking | None = None

    def test(self, text: str) -> bool:
        """Say whether something is found."""
        program = self._ascii
        if program is not None and text.isascii() and len(text) <= program.longest and not self._by_lines:
            return program.search(program.anchor, text.encode(), 0, len(text))[0][0] >= 0
        try:
            program, read = self._prepared(text)
        except Untranslatable:
            return self._otherwise().test(text)
        return program.search(program.anchor, read, 0, len(read))[0][0] >= 0

    def find(self, text: str, start: int = 0) -> Found | None:
        """Return what is found from a place on, which is counted as the match before it was."""
        try:
            program, read = self._prepared(text)
        except Untranslatable:
            return self._otherwise().find(text, start)
        spans = program.search(program.anchor, read, start, len(read))
        return Found(read, spans) if spans[0][0] >= 0 else None

    def _prepared(self, text: str) -> "tuple[_Program, bytes]":
        """Return the program for a text and the text as it reads it."""
        if self._by_lines and any(end in text for end in _OTHER_LINE_ENDS):
            raise Untranslatable
        if text.isascii():
            program = self._ascii = self._ascii or self._program(LAST_ASCII)
            read = text.encode()
        else:
            program = self._full = self._full or self._program(LAST)
            units = by_points(text) if self._expression.is_unicode else by_units(text)
            read = units.encode("utf-8", "surrogatepass")
        if len(read) > program.longest:
            raise Untranslatable
        return program, read

    def _program(self, last: int) -> "_Program":
        written = linear(self._expression, self._node, last=last, captures=self._captures)
        return _Program(written, is_ascii=last == LAST_ASCII, captures=self._captures)

    def _otherwise(self) -> Backtracking:
        if self._other is None:
            self._other = Backtracking(self._expression, self._node, captures=self._captures)
        return self._other


class _Program:
    """A program of RE2, with the longest text that it may be run on."""

    __slots__ = ("anchor", "longest", "search")

    def __init__(self, written: str, *, is_ascii: bool, captures: bool) -> None:
        module = _re2()
        options = module.RE2.Options()
        options.log_errors = False
        options.max_mem = MEMORY
        options.never_capture = not captures
        if is_ascii:
            options.encoding = module.RE2.Options.Encoding.LATIN1
        program = module.RE2(written.encode(), options)
        if not program.ok():
            raise Untranslatable
        self.longest = STEPS // program.ProgramSize()
        self.anchor = module.RE2.Anchor.UNANCHORED
        # It returns where the whole and the groups are; they start at -1 where nothing is found.
        self.search: Callable[[Any, bytes, int, int], Sequence[Span]] = program.Match


@cache
def _re2() -> Any:
    """Return the binding itself: what the package wraps round it costs three times as much as a search."""
    from re2 import _re2 as binding  # noqa: PLC0415 most runs never need it

    return binding


def _backtracker(written: str) -> Any:
    import regex  # noqa: PLC0415 most runs never need it

    try:
        return regex.compile(written, regex.V0)
    except (regex.error, RecursionError, MemoryError, OverflowError) as problem:
        raise NotChecked(_TOO_LONG) from problem
