"""Turn what rules found into findings: with their places, in the order of the text, known again after an edit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from registry.frugal.values import value
from registry.validators.finding import Finding, Severity
from registry.validators.fingerprint import address_of, fingerprint_of
from registry.validators.pointers import keys_of
from registry.validators.positions import Place, Range
from registry.validators.source import Source

_GRAVITY: Final = {level: gravity for gravity, level in enumerate(Severity)}


@value
class Hit:
    """One thing that a rule found, before its place in the text was looked up.

    `address` is what, beside the place, tells two hits of one rule apart. A hit with a `range` of its own
    stands at that and not at its value.
    """

    rule: str
    severity: Severity
    pointer: str
    message: Mapping[str, str]
    address: str = ""
    range: Range | None = None
    file: str | None = None
    """The path of another file of the folder, none for the document that is checked."""


def findings_of(sources: Mapping[str, Source], name: str, hits: Sequence[Hit], keep: int) -> Iterator[Finding]:
    """Keep so many of the gravest, find their places, and yield them in the order of the text, file by file."""
    kept = sorted(hits, key=lambda hit: _GRAVITY[hit.severity])[:keep]
    by_file: dict[str, list[Hit]] = defaultdict(list)
    for hit in kept:
        by_file[name if hit.file is None else hit.file].append(hit)
    seen: Counter[str] = Counter()
    for file in sorted(by_file, key=lambda one: (one != name, one)):
        yield from _findings_in(sources[file], by_file[file], seen)


def _findings_in(source: Source, hits: Sequence[Hit], seen: Counter[str]) -> list[Finding]:
    places = source.places(hit.pointer for hit in hits)
    ranges = source.ranges({tuple(keys_of(hit.pointer)) for hit in hits})
    found = [
        _finding(source, hit, places[hit.pointer], hit.range or ranges[tuple(keys_of(hit.pointer))], seen)
        for hit in hits
    ]
    return sorted(found, key=lambda one: (one.line, one.column, one.rule, one.pointer, one.fingerprint))


def _finding(source: Source, hit: Hit, place: Place, spread: Range, seen: Counter[str]) -> Finding:
    address = f"{address_of(source.data, hit.pointer)}\n{hit.address}"
    seen[hit.rule + address] += 1
    return Finding(
        rule=hit.rule,
        severity=hit.severity,
        pointer=hit.pointer,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        message=hit.message,
        fingerprint=fingerprint_of(hit.rule, address, seen[hit.rule + address]),
        file=hit.file,
        range=(spread.line, spread.character, spread.end_line, spread.end_character),
    )
