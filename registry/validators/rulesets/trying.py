"""Try the examples of rules: each bad one must be flagged by its rule, each good one judged and passed."""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.checking import check
from registry.validators.profile import Profile
from registry.validators.report import Outcome, Report, RuleResult
from registry.validators.rulesets.loading import Loading
from registry.validators.rulesets.refusal import Problem
from registry.validators.rulesets.ruleset import OFF, DeclaredRule, Ruleset
from registry.validators.rulesets.written import Complaint, Complaints
from registry.validators.unreadable import Unreadable

_WANTED: Final = {"bad": Outcome.FAIL, "good": Outcome.PASS}

Fault = tuple[str, str, dict[str, object]]
"""Which example is untrue, how, and the values of the sentence that says so."""


def untrue_examples(loading: Loading) -> Iterator[Problem]:
    """Yield each example in a ruleset, and in the files that it extends, that its own rule does not bear out.

    Rules that the ruleset has off are not tried, nor are examples that another file has written anew.
    """
    ruleset = loading.merged
    for file, tree in loading.gathering.parts if ruleset else ():
        complaints = Complaints()
        for name, written in tree.get("rules", {}).items():
            said = written.get("extensions") if isinstance(written, dict) else None
            rule = ruleset.rules.get(name) if ruleset and said else None
            if ruleset and rule and rule.words is said and rule.enabled and rule.severity != OFF:
                for which, code, values in _faults(ruleset, rule):
                    keys = ("rules", name, "extensions", "examples", which)
                    complaints.put(file, Complaint(keys, code, {"which": which, **values}))
        yield from complaints.problems()


def _faults(ruleset: Ruleset, rule: DeclaredRule) -> Iterator[Fault]:
    examples = rule.words.get("examples")
    written = examples if isinstance(examples, dict) else {}
    alone = Profile("example", "1.0.0", (), "", Ruleset({rule.name: rule}, ruleset.formats))
    for which, wanted in _WANTED.items():
        if isinstance(content := written.get(which), str):
            yield from ((which, *fault) for fault in _fault(alone, content.encode(), wanted, ours=bool(ruleset.core)))


def _fault(alone: Profile, content: bytes, wanted: Outcome, *, ours: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        report = check(content, alone, keep=1)
    except Unreadable as refused:
        yield "example-unreadable", {"problem": refused.code, "line": refused.line}
        return
    if ours and report.facts is None:
        yield "example-no-description", {}
    result = next(one for one in report.rules if alone.ruleset and one.rule in alone.ruleset.rules)
    if result.outcome is not wanted:
        yield _told(result, report, wanted)


def _told(result: RuleResult, report: Report, wanted: Outcome) -> tuple[str, dict[str, Any]]:
    if result.outcome is Outcome.FAIL:
        first = next((one for one in report.findings if one.rule == result.rule), None)
        return "example-flagged", {"line": first.line if first else 1, "pointer": first.pointer if first else ""}
    if result.outcome is Outcome.NOT_CHECKED:
        return "example-unchecked", {"problem": result.reason or ""}
    return ("example-passed" if wanted is Outcome.FAIL else "example-unjudged"), {}
