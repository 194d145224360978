"""JUnit's XML: a suite for each file, a case for each rule that passed, was not checked, or each of its findings.

It keeps to the strictest of the schemas in use, that of Ant: the time and the machine, which it asks for, are
always the same, so that the same documents give the same text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from registry.cli.outcome import Manner, Outcome, reason_of
from registry.messages import Language
from registry.validators.finding import Finding
from registry.validators.report import Outcome as RuleOutcome

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS: Final = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\t"): "&#9;",
    ord("\n"): "&#10;",
    ord("\r"): "&#13;",
}
_MOMENT: Final = "1970-01-01T00:00:00"


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes as test suites."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for number, outcome in enumerate(outcomes):
        lines += _suite(number, outcome, manner.language)
    return "\n".join([*lines, "</testsuites>"])


def _suite(number: int, outcome: Outcome, language: Language) -> Iterator[str]:
    kind = "failure" if outcome.report is not None and not outcome.report.unfinished else "error"
    found = [_case(outcome, finding.rule, _fault(kind, outcome, finding, language)) for finding in outcome.findings]
    skipped = [
        _case(outcome, rule.rule, f'<skipped message="{_escaped(reason_of(rule, language))}"/>')
        for rule in outcome.unchecked
    ]
    passed = [_case(outcome, name) for name in _passed(outcome)]
    counts = {
        "tests": len(found) + len(skipped) + len(passed),
        "failures": len(found) if kind == "failure" else 0,
        "errors": len(found) if kind == "error" else 0,
        "skipped": len(skipped),
    }
    told = " ".join(f'{name}="{count}"' for name, count in counts.items())
    name = f'name="{_token(outcome.name)}" package="somana" id="{number}"'
    yield f'  <testsuite {name} timestamp="{_MOMENT}" hostname="localhost" {told} time="0">'
    yield "    <properties/>"
    yield from (*found, *skipped, *passed)
    yield "    <system-out/>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _passed(outcome: Outcome) -> Iterator[str]:
    for rule in outcome.report.rules if outcome.report is not None else ():
        if rule.outcome is RuleOutcome.PASS:
            yield rule.rule


def _case(outcome: Outcome, name: str, inside: str = "") -> str:
    head = f'    <testcase name="{_token(name)}" classname="{_token(outcome.name)}" time="0"'
    return f"{head}>{inside}</testcase>" if inside else f"{head}/>"


def _fault(kind: str, outcome: Outcome, finding: Finding, language: Language) -> str:
    message = finding.message[language]
    place = f"{outcome.file_of(finding)}:{finding.line}:{finding.column} {finding.pointer or '/'}"
    return f'<{kind} type="{finding.severity}" message="{_escaped(message)}">{_escaped(f"{place} {message}")}</{kind}>'


def _token(words: str) -> str:
    """Return words as an attribute that has no blanks at its ends and none twice, and is never empty."""
    return _escaped(" ".join(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words).split()) or "-")


def _escaped(words: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words).translate(_SIGNS)
