import pytest

from registry.domain.errors import IllegalTransition
from registry.domain.lifecycle import (
    DECISIONS,
    EDITABLE,
    PUBLIC,
    QUEUED,
    TRANSITIONS,
    Action,
    Party,
    Status,
    transition,
    transitions_from,
)

# Written by hand from the product's own words, not from the table: the state, the action, the next state, the party.
EXPECTED = {
    ("draft", "submit"): ("submitted", "owner"),
    ("changes_requested", "submit"): ("submitted", "owner"),
    ("submitted", "take"): ("in_review", "reviewer"),
    ("in_review", "request_changes"): ("changes_requested", "reviewer"),
    ("in_review", "reject"): ("rejected", "reviewer"),
    ("in_review", "approve"): ("approved", "reviewer"),
    ("rejected", "appeal"): ("submitted", "owner"),
    ("submitted", "withdraw"): ("withdrawn", "owner"),
    ("in_review", "withdraw"): ("withdrawn", "owner"),
    ("changes_requested", "withdraw"): ("withdrawn", "owner"),
    ("approved", "publish"): ("published", "owner"),
    ("published", "suspend"): ("suspended", "reviewer"),
    ("suspended", "resume"): ("published", "reviewer"),
    ("suspended", "retire"): ("retired", "owner"),
    ("published", "deprecate"): ("deprecated", "owner"),
    ("deprecated", "retire"): ("retired", "owner"),
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_every_state_takes_the_steps_that_were_agreed_and_no_others(status: Status, action: Action) -> None:
    expected = EXPECTED.get((status.value, action.value))
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            transition(status, action)
        possible = {step for state, step in EXPECTED if state == status}
        assert set(refused.value.allowed) == possible
        return
    step = transition(status, action)
    assert (step.target.value, step.party.value) == expected


def test_no_row_of_the_table_stands_twice() -> None:
    assert len(TRANSITIONS) == len({(row.source, row.action) for row in TRANSITIONS}) == len(EXPECTED)


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, waiting = {Status.DRAFT}, [Status.DRAFT]
    while waiting:
        targets = {row.target for row in transitions_from(waiting.pop())} - reached
        reached |= targets
        waiting += targets
    assert reached == set(Status)


def test_what_is_withdrawn_or_retired_goes_nowhere() -> None:
    ends = {status for status in Status if not transitions_from(status)}
    assert ends == {Status.WITHDRAWN, Status.RETIRED}


def test_only_what_waits_for_its_writer_can_be_edited() -> None:
    assert {Status.DRAFT, Status.CHANGES_REQUESTED} == EDITABLE


def test_what_was_once_published_stays_public() -> None:
    assert {Status.PUBLISHED, Status.SUSPENDED, Status.DEPRECATED, Status.RETIRED} == PUBLIC
    assert all(row.target in PUBLIC for row in TRANSITIONS if row.source in PUBLIC)
    entering = [row for row in TRANSITIONS if row.target in PUBLIC and row.source not in PUBLIC]
    assert [row.action for row in entering] == [Action.PUBLISH]


def test_nothing_is_both_editable_and_public_or_queued() -> None:
    assert not EDITABLE & (PUBLIC | QUEUED)


def test_a_reviewer_decides_and_whoever_refuses_says_why() -> None:
    assert {row.action for row in TRANSITIONS if row.action in DECISIONS} == DECISIONS
    assert all(row.party is Party.REVIEWER for row in TRANSITIONS if row.action in DECISIONS)
    with_reason = {row.action for row in TRANSITIONS if row.reason_required}
    assert with_reason == {Action.REQUEST_CHANGES, Action.REJECT, Action.SUSPEND, Action.APPEAL}


def test_nothing_is_published_without_an_approval() -> None:
    assert {row.source for row in TRANSITIONS if row.action is Action.PUBLISH} == {Status.APPROVED}
    assert {row.action for row in TRANSITIONS if row.target is Status.APPROVED} == {Action.APPROVE}
