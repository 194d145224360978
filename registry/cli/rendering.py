"""A report as lines for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import rich_click as click

from registry.cli.output import printable
from registry.messages import Language, text
from registry.validators.finding import Finding, Severity
from registry.validators.rendering import excerpt, lines_of
from registry.validators.report import Report
from registry.validators.unreadable import Unreadable

WIDTH: Final = 160
"""How much of a long line of source is shown; a document on a single line is no use whole."""

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a report is shown: in which language, and whether with the lines of source round each finding."""

    language: Language
    show_source: bool

    def lines_of(self, name: str, content: bytes, outcome: Report | Unreadable | str | None) -> Iterator[str]:
        """Yield the lines for one file."""
        if isinstance(outcome, Report):
            yield from self._report(printable(name), content, outcome)
        elif isinstance(outcome, Unreadable):
            yield from self._refusal(printable(name), content, outcome)
        else:
            yield text("command.check.no-file", self.language, name=printable(name), problem=outcome)

    def _report(self, name: str, content: bytes, report: Report) -> Iterator[str]:
        lines = lines_of(report, name, self.language)
        for finding, line in zip(report.findings, lines, strict=False):
            yield self._coloured(finding, printable(line))
            if self.show_source:
                yield from _source(content, finding.line, finding.column)
        yield from (printable(line) for line in list(lines_of(report, name, self.language))[len(report.findings) :])

    def _refusal(self, name: str, content: bytes, refused: Unreadable) -> Iterator[str]:
        why = text(f"rules.unreadable.{refused.code}", self.language, **refused.values)
        yield printable(
            text(
                "command.check.unreadable",
                self.language,
                name=name,
                line=refused.line,
                column=refused.column,
                code=refused.code,
                why=why,
            )
        )
        if self.show_source and content:
            yield from _source(content, refused.line, refused.column)

    def _coloured(self, finding: Finding, line: str) -> str:
        word = text(f"rules.severity.{finding.severity}", self.language)
        before, _, after = line.partition(f" {word} ")
        return f"{before} {click.style(word, fg=_COLOURS[finding.severity], bold=True)} {after}"


def _source(content: bytes, line: int, column: int) -> Iterator[str]:
    first = max(0, column - WIDTH // 2) if column > WIDTH else 0
    for number, source in excerpt(content, line):
        yield f"  {number:>6} {'>' if number == line else '|'} {printable(source[first : first + WIDTH])}"
    yield ""
