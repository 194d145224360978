"""What stands in square brackets, as `u` and as neither `u` nor `v` reads it."""

from registry.validators.regex.escapes import escaped_inside
from registry.validators.regex.ranges import complement, merged
from registry.validators.regex.reading import Reader
from registry.validators.regex.syntax import Characters, character


def bracketed(reader: Reader) -> Characters:
    """Read a class from behind its bracket to its end."""
    negated = reader.eat("^")
    found: list[Characters] = []
    while not reader.eat("]"):
        found += _members(reader)
    return united(found, reader.last, negated=negated)


def united(sets: list[Characters], last: int, *, negated: bool = False) -> Characters:
    """Return the characters that are in any of the sets, or in none of them."""
    ranges: list[tuple[int, int]] = []
    properties = []
    for one in sets:
        if one.properties:
            properties += [it.opposite if one.negated else it for it in one.properties]
        else:
            ranges += complement(one.ranges, last) if one.negated else one.ranges
    return Characters(merged(ranges), tuple(properties), negated=negated)


def _members(reader: Reader) -> list[Characters]:
    first = _member(reader)
    if reader.peek() != "-" or reader.peek(1) == "]":
        return [first]
    reader.take()
    return range_of(reader, first, _member(reader))


def range_of(reader: Reader, first: Characters, second: Characters) -> list[Characters]:
    """Return the characters from one to another; where either is a set, the hyphen stands for itself."""
    low, high = first.only, second.only
    if low is None or high is None:
        if reader.is_unicode:
            reader.refuse("Invalid character class")
        return [first, character(ord("-")), second]
    if low > high:
        reader.refuse("Range out of order in character class")
    return [Characters(((low, high),))]


def _member(reader: Reader) -> Characters:
    letter = reader.peek()
    if letter == "":
        reader.refuse("Unterminated character class")
    reader.take()
    return escaped_inside(reader) if letter == "\\" else character(ord(letter))
