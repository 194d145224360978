"""Each finding with its line of the document and a caret under the place, and a summary."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from registry.cli.formats.concise import closing, line_of
from registry.cli.outcome import Manner, Outcome
from registry.cli.output import printable
from registry.messages import text
from registry.validators.finding import Finding, Severity

WIDTH: Final = 160
"""How much of a long line is shown; a document on a single line is no use whole."""
_BEFORE: Final = 60
_COLOURS: Final = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.INFO: 34, Severity.HINT: 36}
_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes with the lines of the documents."""
    return "\n".join(line for part in (*_files(outcomes, manner), _total(outcomes, manner)) for line in part)


def _files(outcomes: Sequence[Outcome], manner: Manner) -> Iterator[Iterator[str]]:
    for outcome in outcomes:
        yield (line for finding in outcome.findings for line in _finding(outcome, finding, manner))
        yield (printable(line) for line in closing(outcome, manner.language))


def _finding(outcome: Outcome, finding: Finding, manner: Manner) -> Iterator[str]:
    line = printable(line_of(outcome, finding, manner.language))
    word = text(f"rules.severity.{finding.severity}", manner.language)
    before, space, after = line.partition(f": {word} ")
    yield f"{before}: {_styled(word, finding.severity, manner)} {after}" if space else line
    source = outcome.line_of(finding)
    if source is not None:
        end = finding.end_column if finding.end_line == finding.line else len(source) + 1
        yield from _source(finding.line, source, finding.column - 1, end - 1, finding.severity, manner)
    yield ""


def _source(number: int, source: str, begin: int, end: int, severity: Severity, manner: Manner) -> Iterator[str]:
    first = max(0, begin - _BEFORE) if len(source) > WIDTH else 0
    shown = printable(source[first : first + WIDTH])
    begin, end = begin - first, min(end - first, len(shown))
    carets = "^" * max(1, _width(shown[begin:end]))
    yield f"{number:>6} | {shown}"
    yield f"       | {' ' * _width(shown[:begin])}{_styled(carets, severity, manner)}"


def _styled(word: str, severity: Severity, manner: Manner) -> str:
    return f"\x1b[{_COLOURS[severity]};1m{word}\x1b[0m" if manner.colour else word


def _width(shown: str) -> int:
    """Return how many columns of a terminal a text fills."""
    if shown.isascii():
        return len(shown)
    return sum(
        0 if unicodedata.category(letter) in _NO_WIDTH else 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        for letter in shown
    )


def _total(outcomes: Sequence[Outcome], manner: Manner) -> Iterator[str]:
    if len(outcomes) > 1:
        unsure = sum(not outcome.checked for outcome in outcomes)
        failed = sum(outcome.failed for outcome in outcomes)
        counts = {"files": len(outcomes), "failed": failed, "unsure": unsure, "passed": len(outcomes) - failed - unsure}
        yield text("command.check.total", manner.language, **counts)
