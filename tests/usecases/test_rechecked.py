from typing import Any

from registry.domain.names import LONGEST_RULE
from registry.domain.rechecks import Effect
from registry.frugal.values import replace
from registry.usecases.rechecked import RuleChange, compared, uncompared
from registry.validators.checking import unfinished
from registry.validators.finding import Finding, Severity
from registry.validators.outline import Outline
from registry.validators.report import Report, Result

NOTHING = unfinished(b"{}", "timed-out", Outline("x", "1.0.0", "sha256:0", ()))


def finding(mark: str, severity: Severity = Severity.ERROR, rule: str = "a") -> Finding:
    return Finding(rule, severity, "", 1, 1, 1, 1, {"en": "x"}, mark)


def report(result: Result, *findings: Finding, **more: Any) -> Report:
    return replace(NOTHING, result=result, findings=findings, unfinished=None, **more)


def test_findings_are_told_apart_by_their_fingerprints_alone() -> None:
    before = report(Result.PASS, finding("1", Severity.WARNING), finding("2", rule="b"), finding("3"))
    after = report(Result.FAIL, finding("1"), finding("3"), finding("4"), finding("4"))
    found = compared(before, after)
    assert (found.effect, found.appeared, found.raised, found.gone) == (Effect.FAILS_NOW, ("4",), ("1",), ("2",))
    assert dict(found.rules) == {"a": RuleChange("error", 1, 1, 0), "b": RuleChange("error", 0, 0, 1)}
    assert (found.before["result"], found.after["result"]) == ("pass", "fail")


def test_what_did_not_change_is_told_of_no_rule() -> None:
    same = report(Result.FAIL, finding("1"))
    assert compared(same, same).rules == ()
    milder = compared(same, report(Result.PASS, finding("1", Severity.HINT)))
    assert (milder.rules, milder.raised, milder.effect) == ((), (), Effect.PASSES_NOW)


def test_a_rule_with_a_name_that_nobody_asks_for_is_counted_nowhere() -> None:
    after = report(Result.FAIL, finding("1", rule="x" * (LONGEST_RULE + 1)))
    found = compared(report(Result.PASS), after)
    assert (found.appeared, found.rules) == (("1",), ())


def test_a_check_that_could_not_finish_is_compared_with_nothing() -> None:
    found = uncompared(report(Result.PASS, finding("1", Severity.HINT)))
    assert (found.effect, found.gone, found.rules, found.after) == (Effect.UNCHECKED, (), (), {"result": "error"})
