"""Workflow commands, which GitHub shows as annotations of the lines of a pull request."""

from collections.abc import Iterator, Sequence
from typing import Final

from registry.cli.addresses import address_of
from registry.cli.outcome import Manner, Outcome, reason_of
from registry.validators.finding import Finding, Severity

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.HINT: "notice",
}
_IN_MESSAGES: Final = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES: Final = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes as annotations; a rule that was not checked is a notice on the file."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome, manner))


def _lines(outcome: Outcome, manner: Manner) -> Iterator[str]:
    for finding in outcome.findings:
        yield _command(_COMMANDS[finding.severity], finding.message[manner.language], **_place(outcome, finding))
    for rule in outcome.unchecked:
        yield _command("notice", reason_of(rule, manner.language), file=address_of(outcome.name), title=rule.rule)


def _place(outcome: Outcome, finding: Finding) -> dict[str, object]:
    place: dict[str, object] = {
        "file": address_of(outcome.file_of(finding)),
        "line": finding.line,
        "endLine": finding.end_line,
    }
    if finding.end_line == finding.line:
        # GitHub takes columns only where begin and end are on one line; its last column is the last character.
        place |= {"col": finding.column, "endColumn": max(finding.column, finding.end_column - 1)}
    return place | {"title": finding.rule}


def _command(command: str, message: str, **properties: object) -> str:
    told = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{command} {told}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(words: str, signs: Sequence[tuple[str, str]]) -> str:
    for sign, code in signs:
        words = words.replace(sign, code)
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
