r"""What stands behind a backslash, outside brackets and in them."""

from typing import Final

from registry.validators.regex.folding import closed
from registry.validators.regex.properties import property_of
from registry.validators.regex.ranges import DIGITS, LAST, SPACES, WORDS
from registry.validators.regex.reading import Reader, joined
from registry.validators.regex.syntax import Characters, Node, Reference, WordEdge, character

_SETS: Final = {"d": DIGITS, "s": SPACES, "w": WORDS}
_CONTROLS: Final = {"f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09, "v": 0x0B}
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/")
_OCTAL: Final = frozenset("01234567")
_LAST_BEFORE_OCTET: Final = 0o37
_NO_NAME: Final = "Invalid capture group name"


def escaped(reader: Reader) -> Node:
    """Read what stands behind a backslash outside brackets."""
    letter = reader.peek()
    if letter == "":
        reader.refuse("\\ at end of pattern")
    if letter in "bB":
        reader.take()
        return WordEdge(negated=letter == "B")
    if letter in "123456789":
        return _numbered(reader)
    if letter == "k" and (reader.is_unicode or reader.numbers):
        return _named(reader)
    return escaped_set(reader) or character(_escaped_character(reader, inside=False))


def escaped_inside(reader: Reader) -> Characters:
    """Read what stands behind a backslash in brackets."""
    letter = reader.peek()
    if letter == "":
        reader.refuse("\\ at end of pattern")
    if letter == "b":
        reader.take()
        return character(0x08)
    if letter == "-" and reader.is_unicode:
        reader.take()
        return character(ord("-"))
    return escaped_set(reader, " in character class") or character(_escaped_character(reader, inside=True))


def escaped_set(reader: Reader, where: str = "") -> Characters | None:
    r"""Read `\d`, `\p{…}` and their like, none where something else stands here."""
    letter = reader.peek()
    if letter in ("p", "P") and reader.is_unicode:
        reader.take()
        return _property(reader, letter == "P", where)
    if letter.lower() not in _SETS or letter == "":
        return None
    reader.take()
    found = _SETS[letter.lower()]
    if found is WORDS and reader.is_unicode and "i" in reader.flags:
        found = closed(WORDS, by_points=True)
    return Characters(found, negated=letter.isupper())


def _property(reader: Reader, negated: bool, where: str) -> Characters:  # noqa: FBT001 which of the two letters it was
    end = reader.text.find("}", reader.at)
    found = property_of(reader.text[reader.at + 1 : end]) if reader.peek() == "{" and end > 0 else None
    if found is None:
        reader.refuse(f"Invalid property name{where}")
    reader.at = end + 1
    if not negated:
        return found
    return Characters(found.ranges, found.properties, negated=True)


def _numbered(reader: Reader) -> Node:
    r"""Read `\1`: a reference where there are so many groups, else an octal number or a digit."""
    start = reader.at
    written = reader.digits().lstrip("0")
    if len(written) < len("100000") and int(written) <= reader.groups:
        return Reference(int(written))
    reader.at = start
    if reader.is_unicode:
        reader.refuse("Invalid escape")
    if reader.peek() in "89":
        return character(ord(reader.take()))
    return character(_octal(reader))


def _named(reader: Reader) -> Node:
    reader.take()
    if not reader.eat("<"):
        reader.refuse("Invalid named reference")
    name = group_name(reader)
    if name not in reader.numbers:
        reader.late = reader.late or "Invalid named capture referenced"
    return Reference(reader.numbers.get(name, 0))


def _escaped_character(reader: Reader, *, inside: bool) -> int:
    letter = reader.take()
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    if letter in "cxu":
        return _coded(reader, letter, inside=inside)
    if letter.isdecimal() and letter.isascii():
        return _digit(reader, letter, inside=inside)
    if reader.is_unicode and letter not in _SYNTAX and not (inside and "v" in reader.flags and letter in _V_MARKS):
        reader.at -= 1
        reader.refuse("Invalid escape")
    if letter == "k" and reader.numbers:
        reader.refuse("Invalid escape")
    return ord(letter)


_V_MARKS: Final = frozenset("&-!#%,:;<=>@`~")


def _digit(reader: Reader, letter: str, *, inside: bool) -> int:
    follower = reader.peek()
    if letter == "0" and not (follower.isascii() and follower.isdecimal()):
        return 0
    reader.at -= 1
    if reader.is_unicode:
        if letter in "89":
            reader.refuse("Invalid escape")
        reader.refuse("Invalid class escape" if inside else "Invalid decimal escape")
    return ord(reader.take()) if letter in "89" else _octal(reader)


def _octal(reader: Reader) -> int:
    value = int(reader.take())
    while reader.peek() in _OCTAL and value <= _LAST_BEFORE_OCTET:
        value = value * 8 + int(reader.take())
    return value


def _coded(reader: Reader, letter: str, *, inside: bool) -> int:
    if letter == "c":
        return _control(reader, inside=inside)
    if letter == "x":
        value = reader.hexadecimal(2)
        if value is None and reader.is_unicode:
            reader.refuse("Invalid escape")
        return ord("x") if value is None else value
    code = unicode_escape(reader, by_points=reader.is_unicode)
    if code is None and reader.is_unicode:
        reader.refuse("Invalid Unicode escape")
    return ord("u") if code is None else code


def _control(reader: Reader, *, inside: bool) -> int:
    r"""Read `\cJ`; what is none is a backslash, and the `c` is read anew."""
    letter = reader.peek()
    is_control = letter.isascii() and letter.isalpha()
    if is_control or (inside and not reader.is_unicode and letter.isascii() and (letter.isdecimal() or letter == "_")):
        return ord(reader.take()) % 32
    if reader.is_unicode:
        reader.refuse("Invalid Unicode escape")
    reader.at -= 1
    return ord("\\")


def unicode_escape(reader: Reader, *, by_points: bool) -> int | None:
    r"""Read what stands behind `\u`, none where it is no number."""
    if by_points and reader.eat("{"):
        end = reader.text.find("}", reader.at)
        written = reader.text[reader.at : end] if end > 0 else ""
        code = _code_point(written)
        reader.at += 0 if code is None else len(written) + 1
        return code
    lead = reader.hexadecimal(4)
    before = reader.at
    if lead is not None and by_points and reader.eat("\\u"):
        trail = reader.hexadecimal(4)
        both = None if trail is None else joined(lead, trail)
        if both is not None:
            return both
        reader.at = before
    return lead


def _code_point(written: str) -> int | None:
    if not written or not set(written) <= set("0123456789abcdefABCDEF"):
        return None
    digits = written.lstrip("0") or "0"
    return int(digits, 16) if len(digits) <= len("10FFFF") and int(digits, 16) <= LAST else None


def group_name(reader: Reader) -> str:
    """Read the name of a group up to its `>`."""
    name = ""
    while (letter := reader.take()) != ">":
        if letter == "\\" and reader.eat("u"):
            code = unicode_escape(reader, by_points=True)
            if code is None:
                reader.refuse("Invalid Unicode escape")
            letter = chr(code)
        elif letter and (both := joined(ord(letter), ord(reader.peek() or "\0"))):
            reader.take()
            letter = chr(both)
        if not _is_name_part(letter, first=not name):
            reader.refuse(_NO_NAME)
        name += letter
    if not name:
        reader.refuse(_NO_NAME)
    return name


def _is_name_part(letter: str, *, first: bool) -> bool:
    if letter in ("$", "_"):
        return True
    if letter in ("\u200c", "\u200d"):
        return not first
    return (letter if first else f"a{letter}").isidentifier() and letter != ""
