"""Tables for the summary of a job or a comment; nothing of a document becomes markup or calls anybody."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from registry.cli.outcome import Manner, Outcome, reason_of
from registry.cli.output import printable
from registry.messages import Language, text

MOST: Final = 200
"""How many findings of one file are listed: the summary of a job has an end."""
_SIGN: Final = re.compile(r"[\\`*_{}\[\]()<>#+!|~&@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes as a heading and a table each."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome, manner.language)).rstrip("\n")


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    yield from (f"### {_escaped(outcome.name)}", "")
    report = outcome.report
    if report is not None:
        counts = {"name": outcome.name, "score": report.score, **report.counts}
        yield from (_escaped(text(f"rules.report.{report.result}", language, **counts)), "")
    if outcome.findings:
        columns = [text(f"command.check.{name}", language) for name in ("severity", "rule", "place", "message")]
        yield from (_row(columns), _row(["---"] * len(columns)))
        yield from (_row(cells) for cells in _cells(outcome, language))
        yield ""
    left = len(outcome.findings) - MOST
    left = max(0, left) + (report.omitted if report is not None else 0)
    if left:
        yield from (_escaped(text("rules.report.omitted", language, count=left)), "")
    for rule in outcome.unchecked:
        word = text("rules.outcome.not_checked", language)
        yield f"- {_escaped(rule.rule)}: {_escaped(word)}. {_escaped(reason_of(rule, language))}"
    if outcome.unchecked:
        yield ""


def _cells(outcome: Outcome, language: Language) -> Iterator[list[str]]:
    for finding in outcome.findings[:MOST]:
        severity = text(f"rules.severity.{finding.severity}", language)
        place = (
            f"{finding.line}:{finding.column}" if finding.file is None else f"{outcome.file_of(finding)}:{finding.line}"
        )
        yield [_escaped(words) for words in (severity, finding.rule, place, finding.message[language])]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(words: str) -> str:
    """Return words that mean themselves; the signs are written as numbers, which no dialect takes for markup."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", printable(words))
