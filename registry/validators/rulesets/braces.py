"""Write out the braces of a glob pattern: `{a,b}.{1..3}` stands for six patterns."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from registry.frugal.patterns import late

_RANGE: Final = late(r"(-?[0-9]{1,6}|[A-Za-z])\.\.(-?[0-9]{1,6}|[A-Za-z])(?:\.\.(-?[0-9]{1,6}))?")
_MANY: Final = 1_000
_DEEPEST: Final = 20


def written_out(pattern: str, depth: int = 0) -> list[str]:
    """Return every pattern that one with braces stands for, no more than a thousand of them."""
    whole = [""]
    at = 0
    while group := _next_group(pattern, at) if depth < _DEEPEST else None:
        begin, end = group
        choices = _choices(pattern[begin + 1 : end], depth)
        if pattern[:begin].endswith("$"):
            choices = [pattern[begin : end + 1]]
        whole = list(islice((done + pattern[at:begin] + choice for done in whole for choice in choices), _MANY))
        at = end + 1
    return [done + pattern[at:] for done in whole]


def _next_group(pattern: str, at: int) -> tuple[int, int] | None:
    """Find the next braces that belong together."""
    opened: list[int] = []
    groups: dict[int, int] = {}
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "{":
            opened.append(at)
        elif letter == "}" and opened:
            groups[opened.pop()] = at
            if not opened:
                break
        at += 1
    return min(groups.items(), default=None)


def _choices(inside: str, depth: int) -> list[str]:
    parts = list(_split(inside))
    if len(parts) > 1:
        return [choice for part in parts for choice in written_out(part, depth + 1)][:_MANY]
    if found := _RANGE.fullmatch(inside):
        return list(islice(_counted(*found.groups()), _MANY))
    return [f"{{{choice}}}" for choice in written_out(inside, depth + 1)]


def _split(inside: str) -> Iterator[str]:
    """Split at the commas that are in no braces of their own."""
    depth, begin, at = 0, 0, 0
    while at < len(inside):
        letter = inside[at]
        if letter == "\\":
            at += 1
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == "," and depth == 0:
            yield inside[begin:at]
            begin = at + 1
        at += 1
    yield inside[begin:]


def _counted(first: str, last: str, step: str | None) -> Iterator[str]:
    letters = first.isalpha() and last.isalpha()
    begin, end = (ord(first), ord(last)) if letters else (_number(first), _number(last))
    stride = max(abs(int(step or 1)), 1) * (1 if begin <= end else -1)
    width = max(len(first), len(last)) if re.match("-?0[0-9]", first) or re.match("-?0[0-9]", last) else 0
    for number in range(begin, end + (1 if stride > 0 else -1), stride):
        yield chr(number) if letters else f"{number:0{width}d}"


def _number(text: str) -> int:
    return ord(text) if text.isalpha() else int(text)
