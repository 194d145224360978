from datetime import UTC, date, datetime
from typing import Any

import pytest

from registry.domain.errors import IllegalTransition
from registry.domain.waivers import (
    Grant,
    WaiverAction,
    WaiverState,
    bare,
    covering,
    day_of,
    marked,
    state_on,
    step,
    waived_until,
)

LAST = date(2027, 6, 30)
PROFILE = "tz-interop@1.0.0"


def _grant(pointer: str | None = "/servers/0", ends_on: date = LAST, **parts: Any) -> Grant:
    given = {"number": "WVR-000001-6", "rule": "tls", "profile": None, "fingerprint": "aa", "reason": "June"}
    return Grant(**{**given, "pointer": pointer, "ends_on": ends_on, **parts})


def _finding(pointer: str = "/servers/0", **parts: Any) -> dict[str, Any]:
    return {"rule": "tls", "severity": "error", "pointer": pointer, "fingerprint": "bb", **parts}


def _tree(*findings: dict[str, Any], **parts: Any) -> dict[str, Any]:
    rules = [{"rule": "tls", "severity": "error", "count": len(findings)}]
    counts = {"error": sum(one["severity"] == "error" for one in findings)}
    told = {"result": "fail", "profile": PROFILE, "findings": list(findings), "rules": rules, "counts": counts}
    return {**told, "omitted": 0, **parts}


@pytest.mark.parametrize(
    ("grant", "finding", "covered"),
    [
        (_grant(), _finding(), True),
        (_grant(), _finding("/servers/0/url"), True),
        (_grant(), _finding("/servers/01"), False),
        (_grant(), _finding("/servers"), False),
        (_grant(), _finding("/servers/7", fingerprint="aa"), True),
        (_grant(), _finding(rule="other"), False),
        (_grant(None), _finding("/anywhere"), True),
        (_grant(""), _finding(""), True),
        (_grant(""), _finding("/servers/0"), False),
        (_grant(profile="tz-interop"), _finding(), True),
        (_grant(profile="tz"), _finding(), False),
    ],
)
def test_a_grant_covers_its_place_what_is_below_and_its_finding_wherever_it_goes(
    grant: Grant,
    finding: dict[str, Any],
    covered: bool,  # noqa: FBT001 a parameter of the table
) -> None:
    assert grant.covers(finding, PROFILE) is covered


def test_only_errors_are_covered_and_by_the_grant_that_lasts_longest() -> None:
    longer = _grant(ends_on=date(2028, 1, 1))
    assert covering(_tree(), _finding(), [_grant(), longer, _grant()]) is longer
    assert covering(_tree(), _finding(severity="warning"), [longer]) is None


def test_every_error_is_covered_as_long_as_the_first_of_their_grants() -> None:
    soon = _grant("/info", date(2027, 1, 31), fingerprint="cc")
    tree = _tree(_finding(), _finding("/info"), _finding("/paths", severity="warning"))
    assert waived_until(tree, [_grant(), soon]) == date(2027, 1, 31)
    assert waived_until(tree, [_grant()]) is None
    assert waived_until(_tree(_finding(), result="error"), [_grant()]) is None
    assert waived_until(_tree(result="pass"), [_grant()]) is None


def test_of_errors_that_were_not_kept_only_a_grant_for_the_entry_can_know() -> None:
    tree = _tree(_finding(), omitted=4, rules=[{"rule": "tls", "severity": "error", "count": 5}])
    assert waived_until(tree, [_grant()]) is None
    assert waived_until(tree, [_grant(None)]) == LAST


def test_a_report_is_marked_for_a_day_and_the_one_that_was_given_stays() -> None:
    tree = _tree(_finding(), _finding("/paths"))
    before = marked(tree, [_grant()], LAST)
    assert [one["status"] for one in before["findings"]] == ["waived", "open"]
    assert before["errors"] == {"open": 1, "waived": 1}
    assert before["findings"][0]["waiver_ends_on"] == "2027-06-30"
    after = marked(tree, [_grant()], date(2027, 7, 1))
    assert (after["findings"][0]["status"], after["findings"][0]["open_since"]) == ("open", "2027-07-01")
    assert after["findings"][0]["waiver"] == "WVR-000001-6"
    assert after["errors"] == {"open": 2, "waived": 0}
    assert "status" not in tree["findings"][0]
    assert bare(before) == tree


def test_a_granted_waiver_has_ended_the_day_after_its_last() -> None:
    assert state_on(WaiverState.GRANTED, LAST, LAST) is WaiverState.GRANTED
    assert state_on(WaiverState.GRANTED, LAST, date(2027, 7, 1)) is WaiverState.ENDED
    assert state_on(WaiverState.ASKED, LAST, date(2027, 7, 1)) is WaiverState.ASKED


def test_days_begin_at_midnight_in_dar_es_salaam_over_the_end_of_a_year_too() -> None:
    assert day_of(datetime(2026, 12, 31, 20, 59, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_of(datetime(2026, 12, 31, 21, tzinfo=UTC)) == date(2027, 1, 1)


def test_steps_are_taken_from_asked_and_only_withdrawing_from_granted() -> None:
    open_to = {
        WaiverState.ASKED: {
            WaiverAction.GRANT: WaiverState.GRANTED,
            WaiverAction.REFUSE: WaiverState.REFUSED,
            WaiverAction.WITHDRAW: WaiverState.WITHDRAWN,
        },
        WaiverState.GRANTED: {WaiverAction.WITHDRAW: WaiverState.WITHDRAWN},
    }
    for state in WaiverState:
        targets = open_to.get(state, {})
        for action in WaiverAction:
            if action in targets:
                assert step(state, action) is targets[action]
                continue
            with pytest.raises(IllegalTransition) as refused:
                step(state, action)
            assert refused.value.allowed == tuple(targets)
