"""Find the searches that ask for nothing but fixed words, which need no engine."""

from collections.abc import Callable
from typing import Final, NamedTuple

from registry.validators.regex.reading import by_points
from registry.validators.regex.syntax import Characters, Choice, Group, Node, Repeat, Sequence, TextEnd, TextStart

_MOST_WORDS: Final = 8
_MOST_WHOLE: Final = 64
_SURROGATES: Final = range(0xD800, 0xE000)
_OTHER_CASE: Final = 0x20
Test = Callable[[str], bool]


class _Word(NamedTuple):
    """A word, and whether the text must start or end with it."""

    text: str = ""
    starts: bool = False
    ends: bool = False


def words_test(node: Node, *, ignoring: bool) -> Test | None:
    """Return the test for the words that are searched for, none where something else is.

    Where case is ignored, it is right for texts of ASCII alone.
    """
    words = _words(node)
    if not words or not all(_is_plain(word.text, ignoring=ignoring) for word in words):
        return None
    if ignoring:
        words = [_Word(word.text.lower(), word.starts, word.ends) for word in words]
    if all(word.starts and word.ends for word in words):
        return frozenset(word.text for word in words).__contains__
    if len(words) > _MOST_WORDS:
        return None
    tests = tuple(map(_test_of, words))
    return tests[0] if len(tests) == 1 else lambda text: any(test(text) for test in tests)


def _is_plain(text: str, *, ignoring: bool) -> bool:
    return text.isascii() if ignoring else not any(ord(letter) in _SURROGATES for letter in text)


def _test_of(word: _Word) -> Test:
    text = word.text
    if word.starts and word.ends:
        return text.__eq__
    if word.starts:
        return lambda given: given.startswith(text)
    if word.ends:
        return lambda given: given.endswith(text)
    return lambda given: text in given


def _words(node: Node) -> list[_Word] | None:  # noqa: PLR0911 one case for each kind of node
    """Return the words of a tree, none where it is not made of a few words."""
    match node:
        case Characters():
            return _letters(node)
        case TextStart():
            return [_Word(starts=True)]
        case TextEnd():
            return [_Word(ends=True)]
        case Group(body):
            return _words(body)
        case Repeat(body, 0, 1):
            return _either([Sequence(()), body])
        case Choice(branches):
            return _either(list(branches))
        case Sequence(items):
            return _joined(items)
        case _:
            return None


def _letters(found: Characters) -> list[_Word] | None:
    if found.negated or found.properties or sum(high - low + 1 for low, high in found.ranges) > _MOST_WORDS:
        return None
    return [_Word(chr(code)) for low, high in found.ranges for code in range(low, high + 1)]


def _either(branches: list[Node]) -> list[_Word] | None:
    found: list[_Word] = []
    for branch in branches:
        words = _words(branch)
        if words is None or len(found) + len(words) > _MOST_WHOLE:
            return None
        found += words
    return found


def _joined(items: tuple[Node, ...]) -> list[_Word] | None:
    found = [_Word()]
    for item in items:
        words = _words(item)
        if words is None or len(found) * len(words) > _MOST_WHOLE:
            return None
        pairs = [_pair(before, behind) for before in found for behind in words]
        found = [pair for pair in pairs if pair]
        if len(found) < len(pairs):
            return None
    return [_Word(by_points(word.text), word.starts, word.ends) for word in found]


def _pair(before: _Word, behind: _Word) -> _Word | None:
    """Join two words, none where the text would start or end between them."""
    if (before.ends and (behind.text or behind.starts)) or (behind.starts and (before.text or before.ends)):
        return None
    return _Word(before.text + behind.text, before.starts or behind.starts, before.ends or behind.ends)
