"""What Spectral says of a document before any rule is asked: odd keys, references that lead nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from registry.validators.declared.applying import Match
from registry.validators.declared.resolving import Resolution
from registry.validators.positions import Range
from registry.validators.rulesets.ruleset import ERROR, OFF, WARNING, Ruleset
from registry.validators.source import Source

PARSER: Final = "parser"
INVALID_REFERENCE: Final = "invalid-ref"
UNKNOWN_FORMAT: Final = "unrecognized-format"
CODES: Final = (PARSER, INVALID_REFERENCE, UNKNOWN_FORMAT)


def diagnosed(
    source: Source, resolution: Resolution, ruleset: Ruleset, formats: frozenset[str]
) -> Iterator[tuple[Match, Range | None]]:
    """Yield the findings, those about keys with the range of the key itself."""
    yield from _odd_keys(source, ruleset)
    yield from ((match, None) for match in _invalid_references(resolution))
    if ruleset.formats and not formats:
        names = ", ".join(ruleset.formats)
        message = f"The provided document does not match any of the registered formats [{names}]"
        yield Match(UNKNOWN_FORMAT, (), message, WARNING), None


def _odd_keys(source: Source, ruleset: Ruleset) -> Iterator[tuple[Match, Range]]:
    for oddity, spread in zip(source.oddities, source.odd_ranges(), strict=True):
        doubled = oddity.kind == "duplicate"
        severity = ruleset.duplicate_keys if doubled else ruleset.incompatible_values
        if severity == OFF:
            continue
        message = (
            f"Duplicate key: {oddity.path[-1]}"
            if doubled
            else f"Mapping key must be a string scalar rather than {oddity.kind}"
        )
        yield Match(PARSER, oddity.path, message, severity), spread


def _invalid_references(resolution: Resolution) -> Iterator[Match]:
    found = [(problem.path, problem.message) for problem in resolution.problems]
    found += [(path, _unread(reference)) for path, reference in resolution.external]
    for path, message in _first_of_each(found):
        yield Match(INVALID_REFERENCE, (*map(str, path), "$ref"), message, ERROR)


def _unread(reference: str) -> str:
    return f"{reference.partition('#')[0]} lies outside and was not read"


def _first_of_each(
    found: Iterable[tuple[Sequence[str | int], str]],
) -> Iterator[tuple[Sequence[str | int], str]]:
    seen: set[str] = set()
    for path, message in found:
        if message not in seen:
            seen.add(message)
            yield path, message
