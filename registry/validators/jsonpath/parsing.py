"""Read JSONPath expressions, with the liberties that Spectral's two engines allow."""

import re
from functools import lru_cache
from typing import Final

from registry.frugal.patterns import late
from registry.validators.jsonpath.dialects import as_spectral_reads
from registry.validators.jsonpath.expression import (
    Computed,
    Containers,
    Every,
    Expression,
    Matching,
    Names,
    OfKind,
    Parents,
    Selector,
    Slice,
    Step,
)
from registry.validators.jsonpath.refusal import PathRefused
from registry.validators.jsonpath.script import read_script

_LONGEST: Final = 4_000
_NAME: Final = late(r"[^.\[\]~^]+")
_QUOTED: Final = late(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*""", re.DOTALL)
_SLICE: Final = late(r"\s*(-?\d*)\s*:\s*(-?\d*)\s*(?::\s*(-?\d*)\s*)?")
_KIND: Final = late(r"@(\w+)\(\)")
_KINDS: Final = frozenset(
    {
        "string",
        "number",
        "integer",
        "boolean",
        "null",
        "array",
        "object",
        "scalar",
        "undefined",
        "function",
        "nonFinite",
    }
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read one expression; raise `PathRefused`."""
    if len(text) > _LONGEST:
        raise PathRefused("too-long", _LONGEST)
    return _Reading(text).whole()


class _Reading:
    """One expression being read from the left."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.steps: list[Step | Parents | Containers] = []
        self.unions: dict[int, str] = {}

    def refused(self, problem: str, at: int | None = None) -> PathRefused:
        at = self.at if at is None else at
        return PathRefused(problem, at, self.text[at : at + 20])

    def whole(self) -> Expression:
        if not self.text.startswith("$"):
            raise self.refused("no-root")
        self.at = 1
        keys = False
        while self.at < len(self.text):
            if keys:
                raise self.refused("after-keys")
            letter = self.text[self.at]
            if letter == "^":
                self.up()
            elif letter == "~":
                self.at += 1
                keys = True
            elif letter in ".[":
                self.down()
            elif self.text[self.at :].isspace():
                break
            else:
                raise self.refused("unexpected")
        return as_spectral_reads(Expression(self.text, tuple(self.steps), keys), self.unions)

    def up(self) -> None:
        begin = self.at
        while self.text.startswith("^", self.at):
            self.at += 1
        self.steps.append(Parents(self.at - begin))

    def down(self) -> None:
        dots = 0
        while self.text.startswith(".", self.at):
            self.at, dots = self.at + 1, dots + 1
        rest = self.text[self.at :]
        if dots > len(".."):
            raise self.refused("unexpected")
        if rest.startswith("["):
            # A dot before a bracket means any depth, whatever its author thought.
            self.steps.append(Step(self.brackets(), deep=dots > 0))
        elif dots == len("..") and (not rest or rest[0] in "~^"):
            self.steps.append(Containers())
        else:
            self.steps.append(Step(self.name(), deep=dots == len("..")))

    def name(self) -> Selector:
        found = _NAME.match(self.text, self.at)
        if not found:
            raise self.refused("unexpected" if self.at < len(self.text) else "unfinished")
        if kind := _KIND.match(self.text, self.at):
            self.at = kind.end()
            return self.kind(kind[1])
        self.at = found.end()
        name = found[0].strip()
        return Every() if name == "*" else Names(frozenset({name}))

    def kind(self, name: str) -> Selector:
        if name not in _KINDS:
            raise self.refused("unknown-kind")
        return OfKind(name)

    def brackets(self) -> Selector:
        begin = self.at
        inside = self.at + 1
        stripped = self.text[inside:].lstrip()
        if stripped.startswith(("?", "(")):
            return self.script(inside, filters=stripped.startswith("?"))
        if stripped.startswith(("'", '"')):
            return self.quoted(inside)
        end = self.text.find("]", inside)
        if end < 0:
            raise self.refused("unclosed", begin)
        self.at = end + 1
        return self.unquoted(self.text[inside:end], inside)

    def unquoted(self, text: str, at: int) -> Selector:
        if text.strip() == "*":
            return Every()
        if kind := _KIND.fullmatch(text.strip()):
            return self.kind(kind[1])
        if found := _SLICE.fullmatch(text):
            return self.slice(found, at)
        names = [name.strip().strip("'\"") for name in text.split(",")]
        if len(names) > 1:
            self.unions[len(self.steps)] = text
        if not all(names):
            raise self.refused("unexpected", at)
        return Names(frozenset(names))

    def slice(self, found: re.Match[str], at: int) -> Selector:
        start, stop, step = (int(part) if part and part != "-" else None for part in found.groups())
        if step == 0:
            raise self.refused("no-step", at)
        return Slice(start, stop, step or 1)

    def quoted(self, at: int) -> Selector:
        names: list[str] = []
        begin = at
        while found := _QUOTED.match(self.text, at):
            names.append(re.sub(r"\\(.)", r"\1", found[1] if found[1] is not None else found[2]))
            at = found.end()
            if self.text.startswith("]", at):
                if len(names) > 1:
                    self.unions[len(self.steps)] = self.text[begin:at]
                self.at = at + 1
                return Names(frozenset(names))
            if not self.text.startswith(",", at):
                break
            at += 1
        raise self.refused("unclosed" if at >= len(self.text) else "unexpected", min(at, len(self.text)))

    def script(self, inside: int, *, filters: bool) -> Selector:
        opening = self.text.index("?", inside) + 1 if filters else inside
        end = self.closing(opening)
        source = self.text[opening:end]
        node = read_script(source, opening)
        self.at = end + 1
        return Matching(node) if filters else Computed(node)

    def closing(self, at: int) -> int:
        """Find the bracket that closes a script: not one in a string, in a regular expression or in brackets."""
        depth = 0
        begin = at
        while at < len(self.text):
            letter = self.text[at]
            if letter in "'\"`":
                at = self.past(letter, at)
            elif letter == "/" and self._begins_pattern(begin, at):
                at = self.past("/", at)
            elif letter in "([":
                depth += 1
            elif letter in ")]":
                if depth == 0 and letter == "]":
                    return at
                depth -= 1
            at += 1
        raise self.refused("unclosed", begin)

    def past(self, quote: str, at: int) -> int:
        """Return the place of the quote that ends what begins at a place."""
        opened, in_class = at, False
        at += 1
        while at < len(self.text):
            letter = self.text[at]
            if letter == "\\":
                at += 1
            elif quote == "/" and letter in "[]":
                in_class = letter == "["
            elif letter == quote and not in_class:
                return at
            at += 1
        raise self.refused("unclosed", opened)

    def _begins_pattern(self, begin: int, at: int) -> bool:
        before = self.text[begin:at].rstrip()
        return not before or before[-1] in "(,=:[!&|?{};<>+-*%~^"
