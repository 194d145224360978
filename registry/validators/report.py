"""The result of checking one document against one profile.

The score is the weight of the rules that passed, out of a hundred parts of the weight of the rules
that passed or failed; an error weighs 5, a warning 3, an information 1, a hint nothing. Rules that do
not apply count for nothing, and where nothing that was checked has any weight the score is 100. Coverage
is the share of the rules that apply which could be checked: a score says little where the coverage is
low, and both are nought where the check could not finish.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from registry.frugal.values import field, fields_of, value
from registry.validators.facts import Facts, FieldFact, Operation, SchemaFact, SecurityScheme
from registry.validators.finding import Finding, Severity

NOWHERE: Final = (0, 0, 0, 0)
_WEIGHTS: Final = {Severity.ERROR: 5, Severity.WARNING: 3, Severity.INFO: 1, Severity.HINT: 0}


class Outcome(StrEnum):
    """What became of one rule; *not checked* is never a pass."""

    PASS = "pass"  # noqa: S105 - a word, no secret
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class Result(StrEnum):
    """What became of the whole: failed with an error finding, an error where the check could not finish."""

    PASS = "pass"  # noqa: S105 - a word, no secret
    FAIL = "fail"
    ERROR = "error"


@value
class RuleResult:
    """What became of one rule, why it was not checked or not everywhere, and how many findings it made."""

    rule: str
    outcome: Outcome
    severity: Severity
    reason: str | None = None
    count: int = 0
    unchecked: tuple[str, ...] = ()
    """The first pointers at which a rule written as data could not be judged, for the reason given."""
    remedy: Mapping[str, str] = field(default_factory=dict)
    """How to mend what a rule that failed has found, by language; empty where its author does not say."""
    page: str | None = None
    """The address of the rule's page: a path on this server for our own rules."""


@value
class Report:
    """The result of checking one document against one profile; the same inputs give the same report."""

    digest: str
    profile: str
    profile_digest: str
    engine: str
    result: Result
    rules: tuple[RuleResult, ...]
    findings: tuple[Finding, ...]
    facts: Facts | None
    score: int
    coverage: float
    unfinished: str | None

    @property
    def counts(self) -> dict[str, int]:
        """Count the findings of each severity, kept or not, and the rules that were not checked."""
        # A rule may be milder in some places; where findings were left out, the gravest of the rule counts for all.
        told = Counter(one.severity for one in self.findings)
        if self.omitted:
            told = Counter(
                {level: sum(rule.count for rule in self.rules if rule.severity is level) for level in Severity}
            )
        return {
            **{str(level): told[level] for level in Severity},
            "not_checked": sum(rule.outcome is Outcome.NOT_CHECKED for rule in self.rules),
        }

    @property
    def omitted(self) -> int:
        """Return how many findings were counted but not kept."""
        return sum(rule.count for rule in self.rules) - len(self.findings)


def score_of(rules: Sequence[RuleResult]) -> tuple[int, float]:
    """Return the score and its coverage."""
    passed = sum(_WEIGHTS[rule.severity] for rule in rules if rule.outcome is Outcome.PASS)
    failed = sum(_WEIGHTS[rule.severity] for rule in rules if rule.outcome is Outcome.FAIL)
    checked = sum(rule.outcome in (Outcome.PASS, Outcome.FAIL) for rule in rules)
    unchecked = sum(rule.outcome is Outcome.NOT_CHECKED for rule in rules)
    if not checked:
        return 0, 0.0
    score = 100 * passed // (passed + failed) if passed + failed else 100
    return score, round(checked / (checked + unchecked), 4)


def to_tree(report: Report) -> dict[str, Any]:
    """Return the report as a plain JSON tree."""
    facts = report.facts and json.loads(json.dumps(report.facts, default=fields_of))
    # What there may be thousands of is written out by hand: the general way takes ten times as long.
    lists = {"rules": list(map(_rule_tree, report.rules)), "findings": list(map(_finding_tree, report.findings))}
    tree = {**fields_of(report), "result": report.result.value, "facts": facts, **lists}
    return tree | {"counts": report.counts, "omitted": report.omitted}


def _rule_tree(rule: RuleResult) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "outcome": rule.outcome.value,
        "severity": rule.severity.value,
        "reason": rule.reason,
        "count": rule.count,
        "unchecked": list(rule.unchecked),
        "remedy": dict(rule.remedy),
        "page": rule.page,
    }


def _finding_tree(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "pointer": finding.pointer,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "message": dict(finding.message),
        "fingerprint": finding.fingerprint,
        "range": list(finding.range),
        "file": finding.file,
    }


def from_tree(tree: Mapping[str, Any]) -> Report:
    """Read a report back from its tree."""
    return Report(
        digest=tree["digest"],
        profile=tree["profile"],
        profile_digest=tree["profile_digest"],
        engine=tree["engine"],
        result=Result(tree["result"]),
        rules=tuple(_rule_from(rule) for rule in tree["rules"]),
        findings=tuple(
            Finding(
                **{**finding, "severity": Severity(finding["severity"]), "range": tuple(finding.get("range", NOWHERE))}
            )
            for finding in tree["findings"]
        ),
        facts=_facts_from(tree["facts"]) if tree["facts"] else None,
        score=tree["score"],
        coverage=tree["coverage"],
        unfinished=tree["unfinished"],
    )


def _rule_from(tree: Mapping[str, Any]) -> RuleResult:
    return RuleResult(
        tree["rule"],
        Outcome(tree["outcome"]),
        Severity(tree["severity"]),
        tree["reason"],
        tree["count"],
        tuple(tree.get("unchecked", ())),
        tree.get("remedy", {}),
        tree.get("page"),
    )


def _facts_from(tree: Mapping[str, Any]) -> Facts:
    simple = {name: tuple(tree[name]) for name in ("servers", "tags", "properties")}
    return Facts(
        **{
            **tree,
            **simple,
            "operations": tuple(
                Operation(**{**one, "tags": tuple(one["tags"]), "security": tuple(one["security"])})
                for one in tree["operations"]
            ),
            "security_schemes": tuple(SecurityScheme(**one) for one in tree["security_schemes"]),
            "schemas": tuple(SchemaFact(**{**one, "properties": tuple(one["properties"])}) for one in tree["schemas"]),
            "fields": tuple(FieldFact(**one) for one in tree.get("fields", ())),
        }
    )
