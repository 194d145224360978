"""Read a JSON document into a plain tree, strictly as RFC 8259 has it, with no key given twice.

The decoder of the standard library decides; only when something is refused does a slower walk
over the tokens find the place.
"""

import json
import re
from itertools import accumulate
from typing import Any, Final, NoReturn

from registry.frugal.patterns import late
from registry.validators import limits
from registry.validators.json_tokens import Token, tokens_of
from registry.validators.lines import Lines
from registry.validators.pointers import below
from registry.validators.scalars import NumberRefused, float_of, integer_of
from registry.validators.unreadable import Unreadable

Tree = Any

_STRING: Final = late(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_STEPS: Final = bytes.maketrans(b"{[}]", b"\x02\x02\x00\x00")
_OTHERS: Final = bytes(set(range(256)) - set(b"{[}]"))


class _Refused(ValueError):
    """Something that the decoder was told not to take; the token walk finds where."""


def tree_of(text: str) -> Tree:
    """Read one JSON value; raise `Unreadable`."""
    try:
        _measure(text.encode())
        return _DECODER.decode(text)
    except json.JSONDecodeError as problem:
        raise Unreadable("syntax", problem.lineno, problem.colno, problem=problem.msg) from None
    except (_Refused, NumberRefused, RecursionError):
        _explain(text)


def _measure(content: bytes) -> None:
    structure = _STRING.sub(b"", content)
    steps = structure.translate(_STEPS, _OTHERS)
    if structure.count(b",") + steps.count(b"\x02") + 1 > limits.NODES:
        raise Unreadable("too-many-nodes", limit=limits.NODES)
    if max(accumulate(steps, lambda depth, step: depth + step - 1, initial=0)) > limits.DEPTH:
        raise _Refused
    if max(map(len, _STRING.findall(content)), default=0) > limits.STRING_LENGTH:
        raise _Refused


def _object_of(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    members = dict(pairs)
    if len(members) != len(pairs) or max(map(len, members), default=0) > limits.KEY_LENGTH:
        raise _Refused
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise _Refused(name)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object_of,
    parse_int=integer_of,
    parse_float=float_of,
    parse_constant=_refuse_constant,
)


def _explain(text: str) -> NoReturn:
    lines = Lines(text)
    walk = _Walk()
    for token in tokens_of(text):
        if found := walk.step(token):
            code, values = found
            line, column = lines.place(token.begin)
            raise Unreadable(code, line, column, walk.pointer(), **values)
    raise Unreadable("syntax", problem="")


class _Walk:
    """Where a walk over the tokens of a document stands, and what it must not meet."""

    def __init__(self) -> None:
        self.names: list[str | int | None] = []
        self.keys: list[set[str] | None] = []

    def pointer(self) -> str:
        """Return the pointer of the value that is being read."""
        return below("", *[name for name in self.names if name is not None])

    def step(self, token: Token) -> tuple[str, dict[str, object]] | None:
        """Take one token; return the code and values of what is wrong with it."""
        if token.kind in "{[":
            self.names.append(None if token.kind == "{" else 0)
            self.keys.append(set() if token.kind == "{" else None)
            return ("too-deep", {"limit": limits.DEPTH}) if len(self.names) > limits.DEPTH else None
        if token.kind in "}]":
            del self.names[-1:], self.keys[-1:]
        elif token.kind == ",":
            self._advance()
        elif token.kind == "scalar":
            return self._scalar(token)
        return None

    def _advance(self) -> None:
        if self.names:
            name = self.names[-1]
            self.names[-1] = name + 1 if isinstance(name, int) else None

    def _scalar(self, token: Token) -> tuple[str, dict[str, object]] | None:
        if self.keys and (keys := self.keys[-1]) is not None and self.names[-1] is None:
            return self._key(token.value, keys)
        if token.text.startswith('"'):
            too_long = len(token.text) > limits.STRING_LENGTH
            return ("too-long", {"limit": limits.STRING_LENGTH}) if too_long else None
        return _literal(token.text)

    def _key(self, key: str, keys: set[str]) -> tuple[str, dict[str, object]] | None:
        if key in keys:
            return "duplicate-key", {"key": key[:100]}
        if len(key) > limits.KEY_LENGTH:
            return "key-too-long", {"limit": limits.KEY_LENGTH}
        keys.add(key)
        self.names[-1] = key
        return None


def _literal(text: str) -> tuple[str, dict[str, object]] | None:
    if text in ("true", "false", "null"):
        return None
    if text.strip("-").isalpha():
        return "syntax", {"problem": text[: limits.NUMBER_LENGTH]}
    try:
        (integer_of if text.lstrip("-").isdecimal() else float_of)(text)
    except NumberRefused as refused:
        return str(refused), {"number": text[: limits.NUMBER_LENGTH]}
    except ValueError:
        return "syntax", {"problem": text[: limits.NUMBER_LENGTH]}
    return None
