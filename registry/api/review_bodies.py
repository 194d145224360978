"""The JSON bodies of reviews, and of what the desk works with."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import (
    ChecklistQuestion,
    DecisionReason,
    Holiday,
    Review,
    ReviewComment,
    ReviewDecision,
)
from registry.domain.calendar import local_day
from registry.domain.lifecycle import Action
from registry.domain.reviews import Basis
from registry.usecases.desk import urgency_of


class ReviewBody(msgspec.Struct, frozen=True):
    """One request for a decision: what it is about, where it stands, and until when it is due."""

    id: UUID
    number: str
    kind: str
    subject: str
    subject_kind: str
    institution: str
    sector: str
    personal_data: bool
    approvals: int
    state: str
    reason: str | None
    opened_by: str
    opened_at: datetime
    due_on: date | None
    urgency: str
    reviewer: str | None
    round: int
    appealed_at: datetime | None
    closed_at: datetime | None
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Review, now: datetime) -> "ReviewBody":
        """Return the body of a request."""
        address = f"/api/v1/reviews/{row.number}"
        names = ("comments", "decisions", "receipt")
        return cls(
            subject_kind=row.version.interface.kind.value if row.version else "system",
            institution=row.institution.key,
            urgency=urgency_of(row, local_day(now)),
            links={
                "self": address,
                **{name: f"{address}/{name}" for name in names},
                "page": f"/reviews/{row.number}",
            },
            **{name: getattr(row, name) for name in cls.__struct_fields__ if name not in _MADE},
        )


_MADE = frozenset({"subject_kind", "institution", "urgency", "links"})


class BasisBody(msgspec.Struct, frozen=True):
    """The digests that a decision must name, of what there is to be read now."""

    entry: str
    document: str | None
    profile: str | None
    findings: str | None

    @classmethod
    def of(cls, basis: Basis) -> "BasisBody":
        """Return the body of what a decision rests on."""
        return cls(basis.entry, basis.document, basis.profile, basis.findings)


class WholeReviewBody(msgspec.Struct, frozen=True):
    """A request with what a decision on it rests on, and what the reader may do next."""

    review: ReviewBody
    basis: BasisBody
    actions: list[str]

    @classmethod
    def whole(cls, row: Review, now: datetime, basis: Basis, actions: Sequence[Action]) -> "WholeReviewBody":
        """Return the body of a request with its basis."""
        return cls(ReviewBody.of(row, now), BasisBody.of(basis), [action.value for action in actions])


class DecisionBody(msgspec.Struct, frozen=True):
    """What one reviewer decided, and everything that the decision rests on."""

    round: int
    verdict: str
    final: bool
    reviewer: str
    reviewer_institution: str | None
    at: datetime
    document_digest: str | None
    profile: str | None
    profile_digest: str | None
    fingerprints: list[Any]
    entry_digest: str
    reasons: list[Any]
    remark: str | None
    checklist: list[Any]
    remarks: dict[str, Any]

    @classmethod
    def of(cls, row: ReviewDecision) -> "DecisionBody":
        """Return the body of a decision."""
        return cls(**{name: getattr(row, name) for name in cls.__struct_fields__})


class CommentBody(msgspec.Struct, frozen=True):
    """What somebody says in a review, to all of it or to one place."""

    id: UUID
    parent_id: UUID | None
    author: str
    institution: str | None
    at: datetime
    text: str
    anchor_kind: str | None
    anchor: str | None
    answered_by: str | None
    answered_at: datetime | None

    @classmethod
    def of(cls, row: ReviewComment) -> "CommentBody":
        """Return the body of a comment."""
        return cls(**{name: getattr(row, name) for name in cls.__struct_fields__})


class HolidayBody(msgspec.Struct, frozen=True):
    """A day on which nobody works, and whether it is confirmed for its year."""

    day: date
    names: dict[str, Any]
    confirmed: bool

    @classmethod
    def of(cls, row: Holiday) -> "HolidayBody":
        """Return the body of a public holiday."""
        return cls(row.day, row.names, row.confirmed)


class DeskListsBody(msgspec.Struct, frozen=True):
    """The questions of the checklist, and the reasons that reviewers give often."""

    questions: list[dict[str, Any]]
    reasons: list[dict[str, Any]]

    @classmethod
    def of(cls, questions: Sequence[ChecklistQuestion], reasons: Sequence[DecisionReason]) -> "DeskListsBody":
        """Return the body of both lists."""
        return cls(
            [{"key": one.key, "texts": one.texts, "kinds": one.kinds, "required": one.required} for one in questions],
            [{"key": one.key, "texts": one.texts, "verdicts": one.verdicts} for one in reasons],
        )


class LoadBody(msgspec.Struct, frozen=True):
    """How many requests wait, and how many each reviewer has in hand."""

    counts: dict[str, int]
    reviewers: dict[str, int]


class SharedBody(msgspec.Struct, frozen=True):
    """Which requests were given to whom."""

    given: dict[str, str]
