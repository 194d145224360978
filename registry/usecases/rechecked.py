"""What a re-check changes for one version: two reports side by side, by the fingerprints of their findings."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from registry.domain.names import LONGEST_RULE
from registry.domain.rechecks import Effect, effect_of
from registry.validators.finding import Finding, Severity
from registry.validators.report import Report


@dataclass(frozen=True, slots=True)
class RuleChange:
    """How many findings of a rule came, which of those that were there became errors, how many went; how grave."""

    severity: str
    appeared: int
    raised: int
    gone: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in a report from the one before."""

    effect: Effect
    before: dict[str, Any]
    after: dict[str, Any]
    appeared: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rules: tuple[tuple[str, RuleChange], ...] = ()


def compared(before: Report, after: Report) -> Comparison:
    """Compare two reports on the same document; the findings that a report only counted are compared with nothing."""
    had, has = _by_fingerprint(before), _by_fingerprint(after)
    appeared = tuple(sorted(has.keys() - had.keys()))
    gone = tuple(sorted(had.keys() - has.keys()))
    raised = tuple(sorted(mark for mark in has.keys() & had.keys() if _is_raised(had[mark], has[mark])))
    came = Counter(has[mark].rule for mark in appeared)
    rose = Counter(has[mark].rule for mark in raised)
    went = Counter(had[mark].rule for mark in gone)
    grave = {one.rule: one.severity.value for one in (*before.findings, *after.findings)}
    named = (rule for rule in sorted({*came, *rose, *went}) if len(rule) <= LONGEST_RULE)
    rules = tuple((rule, RuleChange(grave[rule], came[rule], rose[rule], went[rule])) for rule in named)
    effect = effect_of(before.result, after.result)
    return Comparison(effect, counts_of(before), counts_of(after), appeared, raised, gone, rules)


def uncompared(before: Report) -> Comparison:
    """Return what is said of a version whose check could not finish: nothing of what it would have found."""
    return Comparison(Effect.UNCHECKED, counts_of(before), {"result": "error"})


def counts_of(report: Report) -> dict[str, Any]:
    """Return the result, the score and the number of findings of each severity."""
    return {"result": report.result.value, "score": report.score, **report.counts}


def _is_raised(before: Finding, after: Finding) -> bool:
    return after.severity is Severity.ERROR and before.severity is not Severity.ERROR


def _by_fingerprint(report: Report) -> dict[str, Finding]:
    return {one.fingerprint: one for one in report.findings}
