"""Show a report as plain lines, and the source round a finding."""

from collections.abc import Iterator

from registry.messages import Language, has_text, text
from registry.validators.report import Outcome, Report


def lines_of(report: Report, name: str, language: Language) -> Iterator[str]:
    """Yield one line for each finding, then one for each rule that was not checked, then a summary."""
    for finding in report.findings:
        severity = text(f"rules.severity.{finding.severity}", language)
        yield f"{name}:{finding.line}:{finding.column}: {severity} {finding.rule} {finding.message[language]}"
    if report.omitted:
        yield text("rules.report.omitted", language, count=report.omitted)
    for rule in report.rules:
        if rule.outcome is Outcome.NOT_CHECKED:
            why = reason_told(rule.reason, language)
            yield f"{name}: {text('rules.outcome.not_checked', language)} {rule.rule} {why}"
    yield text(f"rules.report.{report.result}", language, name=name, score=report.score, **report.counts)


def reason_told(reason: str | None, language: Language) -> str:
    """Say why something was not checked; what follows a colon in the reason is a name that the sentence tells."""
    code, _, name = (reason or "").partition(":")
    key = f"rules.not-checked.{code}"
    return text(key, language, name=name) if has_text(key) else ""


def excerpt(content: bytes, line: int, around: int = 2) -> list[tuple[int, str]]:
    """Return the numbered lines of a document round one of them."""
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    first, last = max(1, line - around), min(len(lines), line + around)
    return [(number, lines[number - 1].removesuffix("\r")) for number in range(first, last + 1)]
