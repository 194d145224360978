r"""What stands in square brackets as `v` reads it: classes in classes, `--`, `&&` and `\q{}`."""

from typing import Final, NamedTuple

from registry.validators.regex.classes import range_of, united
from registry.validators.regex.escapes import escaped_inside
from registry.validators.regex.reading import Reader
from registry.validators.regex.syntax import Characters, Choice, Look, Node, Sequence, character

_RESERVED: Final = frozenset("()[]{}/-|")
_DOUBLED: Final = frozenset("&!#$%*+,.:;<=>?@^`~")
_OPERATORS: Final = ("--", "&&")


class _Operand(NamedTuple):
    """One side of an operation: characters one by one, and the strings that a class may hold."""

    singles: Node
    strings: tuple[str, ...] = ()
    is_class: bool = False


def bracketed_set(reader: Reader) -> Node:
    """Read a class from behind its bracket to its end."""
    found = _class(reader)
    if not found.strings:
        return found.singles
    longest_first = sorted(found.strings, key=len, reverse=True)
    return Choice((*map(_spelled, longest_first), found.singles))


def _class(reader: Reader) -> _Operand:
    negated = reader.eat("^")
    if reader.eat("]"):
        return _Operand(Characters((), negated=negated))
    reader.depth += 1
    reader.limit_depth()
    found = _contents(reader)
    reader.depth -= 1
    if not negated:
        return found
    if found.strings:
        reader.refuse("Negated character class may contain strings")
    return _Operand(_negation(found.singles))


def _contents(reader: Reader) -> _Operand:
    found = _operand(reader)
    operator = next((it for it in _OPERATORS if reader.starts(it)), None)
    if operator is None:
        return _union(reader, _ranged(reader, found))
    while not reader.eat("]"):
        if not reader.eat(operator):
            at_end = reader.peek() == ""
            reader.refuse("Unterminated character class" if at_end else "Invalid set operation in character class")
        if reader.peek() == "&":
            reader.refuse("Invalid character in character class")
        found = _operated(operator, found, _operand(reader))
    return found


def _operated(operator: str, left: _Operand, right: _Operand) -> _Operand:
    subtracted = operator == "--"
    strings = tuple(it for it in left.strings if (it in right.strings) != subtracted)
    return _Operand(Sequence((Look(right.singles, behind=False, negated=subtracted), left.singles)), strings)


def _union(reader: Reader, first: _Operand) -> _Operand:
    found = [first]
    while not reader.eat("]"):
        if any(map(reader.starts, _OPERATORS)):
            reader.refuse("Invalid set operation in character class")
        found.append(_ranged(reader, _operand(reader)))
    plain = [it.singles for it in found if isinstance(it.singles, Characters) and not _is_negated_property(it.singles)]
    others = [it.singles for it in found if it.singles not in plain]
    singles = united(plain, reader.last)
    strings = tuple(dict.fromkeys(string for it in found for string in it.strings))
    return _Operand(Choice((*others, singles)) if others else singles, strings)


def _is_negated_property(found: Characters) -> bool:
    return found.negated and len(found.properties) + len(found.ranges) > 1 and bool(found.properties)


def _operand(reader: Reader) -> _Operand:
    if reader.eat("["):
        return _class(reader)._replace(is_class=True)
    if reader.eat("\\q{"):
        return _quoted(reader)
    return _Operand(_member(reader))


def _ranged(reader: Reader, first: _Operand) -> _Operand:
    """Read on where what was read is the beginning of a range."""
    if reader.peek() != "-" or reader.peek(1) == "-":
        return first
    reader.take()
    is_class = first.is_class or reader.starts("[") or reader.starts("\\q{")
    if is_class or not isinstance(first.singles, Characters) or first.singles.only is None:
        reader.refuse("Invalid character class")
    found = _Operand(range_of(reader, first.singles, _member(reader))[0])
    if any(map(reader.starts, _OPERATORS)):
        reader.refuse("Invalid set operation in character class")
    if reader.peek() == "-":
        reader.refuse("Invalid character class")
    return found


def _member(reader: Reader) -> Characters:
    letter = reader.peek()
    if letter == "":
        reader.refuse("Unterminated character class")
    if letter in _DOUBLED and reader.peek(1) == letter:
        reader.refuse("Invalid set operation in character class")
    if letter in _RESERVED:
        reader.refuse("Invalid character in character class")
    reader.take()
    return escaped_inside(reader) if letter == "\\" else character(ord(letter))


def _quoted(reader: Reader) -> _Operand:
    words = [""]
    while not reader.eat("}"):
        if reader.eat("|"):
            words.append("")
        else:
            words[-1] += chr(_member(reader).only or 0)
    singles = united([character(ord(word)) for word in words if len(word) == 1], reader.last)
    return _Operand(singles, tuple(word for word in words if len(word) != 1), is_class=True)


def _negation(singles: Node) -> Node:
    if isinstance(singles, Characters) and not singles.negated:
        return Characters(singles.ranges, singles.properties, negated=True)
    return Sequence((Look(singles, behind=False, negated=True), Characters((), negated=True)))


def _spelled(word: str) -> Sequence:
    return Sequence(tuple(character(ord(letter)) for letter in word))
