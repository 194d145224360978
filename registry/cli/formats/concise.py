"""One line a finding, one for each rule that was not checked, and one to sum a file up."""

from collections.abc import Iterator, Sequence

from registry.cli.outcome import Manner, Outcome, reason_of
from registry.cli.output import printable
from registry.messages import Language, text
from registry.validators.finding import Finding


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes in a line a finding."""
    return "\n".join(line for outcome in outcomes for line in lines_of(outcome, manner.language))


def lines_of(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield the lines of one file."""
    yield from (printable(line_of(outcome, finding, language)) for finding in outcome.findings)
    yield from (printable(line) for line in closing(outcome, language))


def line_of(outcome: Outcome, finding: Finding, language: Language) -> str:
    """Say in one line where something is wrong, how grave it is, and what."""
    severity = text(f"rules.severity.{finding.severity}", language)
    place = f"{outcome.file_of(finding)}:{finding.line}:{finding.column}"
    return f"{place}: {severity} {finding.rule} {finding.message[language]}"


def closing(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield what is said of a file behind its findings."""
    report = outcome.report
    if report is None:
        return
    if report.omitted:
        yield text("rules.report.omitted", language, count=report.omitted)
    for rule in outcome.unchecked:
        word = text("rules.outcome.not_checked", language)
        yield f"{outcome.name}: {word} {rule.rule} {reason_of(rule, language)}"
    yield text(f"rules.report.{report.result}", language, name=outcome.name, score=report.score, **report.counts)
