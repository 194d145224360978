"""Show the lines of a document round a place in it."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, with its number from one."""

    number: int
    text: str


def excerpt(content: bytes, line: int, around: int = 2) -> list[Line]:
    """Return the lines round one of them, without taking the rest of the document apart."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n", line + around)[: line + around]
    return within([one.decode("utf-8", "replace").removesuffix("\r") for one in lines], line, around)


def within(lines: Sequence[str], line: int, around: int = 2) -> list[Line]:
    """Return the lines round one of them, each cut at a length that a page can bear."""
    first, last = max(1, line - around), min(len(lines), line + around)
    return [Line(number, shortened(lines[number - 1])) for number in range(first, last + 1)]


def shortened(line: str) -> str:
    """Return a line, cut where it is very long."""
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"
