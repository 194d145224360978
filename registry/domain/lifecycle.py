"""The life of a version, as one table of transitions."""

from dataclasses import dataclass
from enum import StrEnum

from registry.domain.errors import IllegalTransition


class Status(StrEnum):
    """Where a version is in its life."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


class Action(StrEnum):
    """A step that somebody can take with a version."""

    SUBMIT = "submit"
    TAKE = "take"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    SUSPEND = "suspend"
    RESUME = "resume"
    DEPRECATE = "deprecate"
    RETIRE = "retire"
    APPEAL = "appeal"


class Party(StrEnum):
    """Who may take a step: those who answer for the entry, or those who decide on it."""

    OWNER = "owner"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: from where, by which action, to where, by whom, and whether a reason is due."""

    source: Status
    action: Action
    target: Status
    party: Party
    reason_required: bool = False


TRANSITIONS = (
    Transition(Status.DRAFT, Action.SUBMIT, Status.SUBMITTED, Party.OWNER),
    Transition(Status.CHANGES_REQUESTED, Action.SUBMIT, Status.SUBMITTED, Party.OWNER),
    Transition(Status.SUBMITTED, Action.TAKE, Status.IN_REVIEW, Party.REVIEWER),
    Transition(
        Status.IN_REVIEW, Action.REQUEST_CHANGES, Status.CHANGES_REQUESTED, Party.REVIEWER, reason_required=True
    ),
    Transition(Status.IN_REVIEW, Action.REJECT, Status.REJECTED, Party.REVIEWER, reason_required=True),
    Transition(Status.IN_REVIEW, Action.APPROVE, Status.APPROVED, Party.REVIEWER),
    Transition(Status.REJECTED, Action.APPEAL, Status.SUBMITTED, Party.OWNER, reason_required=True),
    Transition(Status.SUBMITTED, Action.WITHDRAW, Status.WITHDRAWN, Party.OWNER),
    Transition(Status.IN_REVIEW, Action.WITHDRAW, Status.WITHDRAWN, Party.OWNER),
    Transition(Status.CHANGES_REQUESTED, Action.WITHDRAW, Status.WITHDRAWN, Party.OWNER),
    Transition(Status.APPROVED, Action.PUBLISH, Status.PUBLISHED, Party.OWNER),
    Transition(Status.PUBLISHED, Action.SUSPEND, Status.SUSPENDED, Party.REVIEWER, reason_required=True),
    Transition(Status.SUSPENDED, Action.RESUME, Status.PUBLISHED, Party.REVIEWER),
    Transition(Status.SUSPENDED, Action.RETIRE, Status.RETIRED, Party.OWNER),
    Transition(Status.PUBLISHED, Action.DEPRECATE, Status.DEPRECATED, Party.OWNER),
    Transition(Status.DEPRECATED, Action.RETIRE, Status.RETIRED, Party.OWNER),
)

EDITABLE = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED})
"""The states in which the document may still be replaced."""

PUBLIC = frozenset({Status.PUBLISHED, Status.SUSPENDED, Status.DEPRECATED, Status.RETIRED})
"""The states that everybody may see; the others are between the owner and the reviewers."""

DECISIONS = frozenset({Action.REQUEST_CHANGES, Action.REJECT, Action.APPROVE})
"""The actions that decide a review."""

QUEUED = frozenset({Status.SUBMITTED, Status.IN_REVIEW})
"""The states in which a version waits for a reviewer."""


def transitions_from(status: Status) -> tuple[Transition, ...]:
    """Return every step that leads on from a state."""
    return tuple(row for row in TRANSITIONS if row.source is status)


def transition(status: Status, action: Action) -> Transition:
    """Return the step that an action means in a state; raise `IllegalTransition` where it means none."""
    steps = transitions_from(status)
    for row in steps:
        if row.action is action:
            return row
    raise IllegalTransition(status, action, tuple(row.action for row in steps))
