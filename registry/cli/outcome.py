"""What became of one file, as every format shows it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from registry.cli import exits
from registry.frugal.values import field, value
from registry.messages import LANGUAGES, Language, text
from registry.validators.finding import Finding, Severity
from registry.validators.rendering import reason_told
from registry.validators.report import Outcome as RuleOutcome
from registry.validators.report import Report, Result, RuleResult
from registry.validators.unreadable import Unreadable

LEVELS: Final = tuple(str(level) for level in Severity)
MISTAKES: Final = frozenset({"path-refused", "pattern-refused"})
"""Why a rule is not checked that its author has to mend."""
NO_DESCRIPTION: Final = frozenset({"not-a-description", "not-object"})


@value
class Manner:
    """How an outcome is told: in which language, and whether with colours."""

    language: Language
    colour: bool = False


@value
class Outcome:
    """What became of one file: a report, why it cannot be read as a description, or why not as a file."""

    name: str
    report: Report | None = None
    unreadable: Unreadable | None = None
    problem: str | None = None
    named: bool = True
    folder: str = ""
    lines: Mapping[int, str] = field(default_factory=dict)
    """The lines of the document at which something is wrong, by their numbers."""

    @property
    def skipped(self) -> bool:
        """Say whether the file was found in a folder and is no description."""
        return self.unreadable is not None and self.unreadable.code in NO_DESCRIPTION and not self.named

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong, with what kept the file from being checked as a finding of its own."""
        if self.report is None:
            return (self._trouble(),)
        if self.report.unfinished:
            return (*self.report.findings, _finding("unfinished", _told(f"rules.not-checked.{self.report.unfinished}")))
        return self.report.findings

    def file_of(self, finding: Finding) -> str:
        """Return the name of the file in which something is wrong: this one, or one that it refers to."""
        return self.name if finding.file is None else str(Path(self.folder, finding.file))

    def line_of(self, finding: Finding) -> str | None:
        """Return the line of the document at which something is wrong; none for another file."""
        return self.lines.get(finding.line) if finding.file is None else None

    @property
    def unchecked(self) -> tuple[RuleResult, ...]:
        """Return the rules that were not checked, unless nothing was."""
        if self.report is None or self.report.unfinished:
            return ()
        return tuple(rule for rule in self.report.rules if rule.outcome is RuleOutcome.NOT_CHECKED)

    @property
    def met_mistakes(self) -> bool:
        """Say whether a mistake in the ruleset itself kept one of its rules from being checked."""
        rules = self.report.rules if self.report is not None else ()
        return any(rule.reason in MISTAKES for rule in rules)

    @property
    def checked(self) -> bool:
        """Say whether the check came to its end."""
        return self.report is not None and self.report.result is not Result.ERROR

    @property
    def failed(self) -> bool:
        """Say whether the check came to its end and found an error."""
        return self.report is not None and self.report.result is Result.FAIL

    def status(self, fail_on: str) -> int:
        """Return the exit status that this file alone would give."""
        if self.report is None or not self.checked:
            return exits.CLEAN if self.skipped else exits.USAGE
        grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
        return exits.FINDINGS if any(self.report.counts[level] for level in grave) else exits.CLEAN

    def _trouble(self) -> Finding:
        if (refused := self.unreadable) is None:
            return _finding("no-file", _told("command.check.problem", problem=self.problem))
        message = _told(f"rules.unreadable.{refused.code}", **refused.values)
        return _finding(f"unreadable-{refused.code}", message, refused.line, refused.column, refused.pointer)


def reason_of(rule: RuleResult, language: Language) -> str:
    """Say why a rule was not checked."""
    return reason_told(rule.reason, language)


def lines_at(content: bytes, outcome: Outcome) -> Mapping[int, str]:
    """Return the lines of a document at which something is wrong."""
    numbers = {finding.line for finding in outcome.findings if finding.file is None}
    if not numbers or not content:
        return {}
    return dict(_lines(content, numbers))


def _lines(content: bytes, numbers: set[int]) -> Iterator[tuple[int, str]]:
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    for number in sorted(numbers):
        if number <= len(lines):
            yield number, lines[number - 1].removesuffix("\r")


def _told(key: str, /, **values: object) -> Mapping[str, str]:
    return {language: text(key, language, **values) for language in LANGUAGES}


def _finding(rule: str, message: Mapping[str, str], line: int = 1, column: int = 1, pointer: str = "") -> Finding:
    spread = (line - 1, column - 1, line - 1, column - 1)
    return Finding(rule, Severity.ERROR, pointer, line, column, line, column, message, rule, spread)
