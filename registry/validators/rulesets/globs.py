"""Match paths with glob patterns as minimatch 3 does with `matchBase`, in time that no pattern can blow up."""

import re
from functools import lru_cache
from typing import Final

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.rulesets.braces import written_out

_SLASHES: Final = late("/+")
_LONGEST: Final = 1_024


@value
class Letter:
    """One letter: this one, or any."""

    letter: str | None


@value
class Several:
    """Any letters, or none: `*`."""


@value
class Class:
    """One letter of these ranges, or of no other."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool


@value
class Group:
    """One of several ways on, so many times as the sign before the brackets says; `!` means none of them."""

    sign: str
    ways: "tuple[Tokens, ...]"


Token = Letter | Several | Class | Group
Tokens = tuple[Token, ...]


@value
class Segment:
    """What one name between slashes may be; without tokens it is exactly the text."""

    text: str
    tokens: Tokens | None

    def matches(self, name: str) -> bool:
        """Say whether a name is meant; wildcards mean no name that begins with a dot."""
        if self.tokens is None:
            return name == self.text
        first = self.tokens[0]
        if not name or (name.startswith(".") and not (isinstance(first, Letter) and first.letter)):
            return False
        return len(name) in _ends(self.tokens, name, frozenset({0}))


_STARS: Final = Segment("**", None)


def matches(path: str, pattern: str) -> bool:
    """Say whether a path is one that a pattern means; a pattern without a slash looks at the last name only."""
    pattern = pattern.strip()
    if pattern.startswith("#") or len(pattern) > _LONGEST or len(path) > _LONGEST:
        return False
    if not pattern:
        return path == ""
    bare = pattern.lstrip("!")
    negated = (len(pattern) - len(bare)) % 2 == 1
    names = _SLASHES.split(path)
    last = next((name for name in reversed(names) if name), "")
    for segments in _compiled(bare):
        if _leads(segments, names if len(segments) > 1 else [last]):
            return not negated
    return negated


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> list[tuple[Segment, ...]]:
    return [tuple(map(_segment, _SLASHES.split(one))) for one in written_out(pattern)]


def _leads(segments: tuple[Segment, ...], names: list[str]) -> bool:
    """Walk all ways through the names at once; `**` takes names that do not begin with a dot, the last at least one."""
    reached = {0}
    for number, segment in enumerate(segments):
        if segment is not _STARS:
            reached = {at + 1 for at in reached if at < len(names) and segment.matches(names[at])}
            continue
        after = set() if number == len(segments) - 1 else set(reached)
        for at in sorted(reached):
            while at < len(names) and not names[at].startswith("."):
                at += 1  # noqa: PLW2901 - it walks on from there
                if at in after:
                    break
                after.add(at)
        reached = after
    return len(names) in reached


def _ends(tokens: Tokens, name: str, starts: frozenset[int]) -> frozenset[int]:
    """Return where tokens can end in a name that begin at one of these places."""
    for number, token in enumerate(tokens):
        if not starts:
            break
        if isinstance(token, Several):
            starts = frozenset(range(min(starts), len(name) + 1))
        elif isinstance(token, Group):
            starts = _ends_of_group(token, tokens[number + 1 :], name, starts)
        else:
            starts = frozenset(at + 1 for at in starts if at < len(name) and _is(token, name[at]))
    return starts


def _is(token: Letter | Class, letter: str) -> bool:
    if isinstance(token, Letter):
        return token.letter is None or token.letter == letter
    return any(first <= letter <= last for first, last in token.ranges) != token.negated


def _ends_of_group(group: Group, rest: Tokens, name: str, starts: frozenset[int]) -> frozenset[int]:
    if group.sign == "!":
        return frozenset(
            end for start in starts if not _is_one_of(group, rest, name, start) for end in range(start, len(name) + 1)
        )
    once = _once(group, name, starts)
    if group.sign in "@?":
        return once | (starts if group.sign == "?" else frozenset())
    reached, fresh = once, once
    while fresh:
        fresh = _once(group, name, fresh) - reached
        reached |= fresh
    return reached | (starts if group.sign == "*" else frozenset())


def _once(group: Group, name: str, starts: frozenset[int]) -> frozenset[int]:
    return frozenset(end for way in group.ways for end in _ends(way, name, starts))


def _is_one_of(group: Group, rest: Tokens, name: str, start: int) -> bool:
    """Say whether what a negation excludes stands here, followed by what follows the negation."""
    ends = _once(group, name, frozenset({start}))
    return bool(_ends(rest, name, ends)) if rest else len(name) in ends


def _segment(text: str) -> Segment:
    if text == "**":
        return _STARS
    tokens, _ = _Reading(text).tokens(inside=False)
    if all(isinstance(token, Letter) and token.letter is not None for token in tokens):
        return Segment("".join(token.letter or "" for token in tokens if isinstance(token, Letter)), None)
    return Segment(text, tokens)


class _Reading:
    """One segment of a pattern being read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def tokens(self, at: int = 0, *, inside: bool) -> tuple[Tokens, int]:
        """Read up to the end, or up to what ends a way of a group."""
        tokens: list[Token] = []
        while at < len(self.text) and not (inside and self.text[at] in "|)"):
            token, at = self._token(at)
            if not (isinstance(token, Several) and tokens and isinstance(tokens[-1], Several)):
                tokens.append(token)
        return tuple(tokens), at

    def _token(self, at: int) -> tuple[Token, int]:
        letter = self.text[at]
        if letter in "?*+@!" and self.text.startswith("(", at + 1) and (group := self._group(at)):
            return group
        if letter == "[" and (found := self._class(at)):
            return found
        if letter == "\\" and at + 1 < len(self.text):
            return Letter(self.text[at + 1]), at + 2
        token = Several() if letter == "*" else Letter(None if letter == "?" else letter)
        return token, at + 1

    def _group(self, at: int) -> tuple[Group, int] | None:
        """Read a group, none where its brackets are not closed."""
        sign, ways = self.text[at], list[Tokens]()
        at += 1
        while at < len(self.text) and self.text[at] in "(|":
            way, at = self.tokens(at + 1, inside=True)
            ways.append(way)
        return (Group(sign, tuple(ways)), at + 1) if self.text.startswith(")", at) else None

    def _class(self, at: int) -> tuple[Class, int] | None:
        """Read a class of letters, none where it is not closed or a range of it runs backwards."""
        end = self.text.find("]", at + 2)
        if end < 0:
            return None
        inside = self.text[at + 1 : end]
        negated = inside[:1] in ("!", "^")
        ranges = []
        for found in re.finditer(r"(\\.|[^\\])(?:-(\\.|[^\\]))?", inside[negated:], re.DOTALL):
            first, last = found[1][-1], (found[2] or found[1])[-1]
            if first > last:
                return None
            ranges.append((first, last))
        return Class(tuple(ranges), negated), end + 1
