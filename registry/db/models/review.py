"""What is asked of the reviewers, what they say to each other and to the owner, and what they decide."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.institution import Institution
from registry.db.models.system import System
from registry.db.models.version import Version
from registry.domain.calendar import Clock
from registry.domain.entries import Sector
from registry.domain.lifecycle import Action, Status
from registry.domain.names import registry_number
from registry.domain.reviews import AnchorKind, RequestKind

_OPEN = text("state IN ('submitted', 'in_review', 'changes_requested')")


class Review(Table, kw_only=True):
    """One request for a decision on a system, or on a version of an api or a schema."""

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_state", "state", "due_on", "serial"),
        Index("ix_review_reviewer", "reviewer", "state"),
        Index("ix_review_institution_id", "institution_id"),
        Index("ix_review_version_id", "version_id"),
        Index("ix_review_system_id", "system_id"),
        Index("uq_review_system_open", "system_id", "kind", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "uq_review_interface_open", "interface_id", "kind", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("uq_review_version_open", "version_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("(system_id IS NULL) <> (version_id IS NULL)", name="one_subject"),
    )

    id: Mapped[UUID] = identity()
    serial: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[RequestKind] = mapped_column(words(RequestKind))
    system_id: Mapped[UUID | None] = mapped_column(ForeignKey("system.id"), default=None, init=False)
    system: Mapped[System | None] = relationship(lazy="raise", default=None)
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("version.id"), default=None, init=False)
    version: Mapped[Version | None] = relationship(lazy="raise", default=None)
    interface_id: Mapped[UUID | None] = mapped_column(default=None)
    """The api or the schema of the version; none where another request was under way before that was refused."""
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    institution: Mapped[Institution] = relationship(lazy="raise")
    sector: Mapped[Sector] = mapped_column(words(Sector))
    personal_data: Mapped[bool]
    approvals: Mapped[int]
    """How many reviewers must approve."""
    state: Mapped[Status] = mapped_column(words(Status), default=Status.SUBMITTED)
    reason: Mapped[str | None] = mapped_column(String(4000), default=None)
    opened_by: Mapped[str] = mapped_column(String(120))
    opened_at: Mapped[datetime]
    allowed_days: Mapped[int]
    used_days: Mapped[int] = mapped_column(default=0)
    running_since: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    """The day on which the time of the reviewers is over; none while the owner has changes to make."""
    reviewer: Mapped[str | None] = mapped_column(String(120), default=None)
    round: Mapped[int] = mapped_column(default=1)
    """How often it has come to the reviewers, an appeal included."""
    appealed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def number(self) -> str:
        """Return the registry number."""
        return registry_number("REV", self.serial)

    @property
    def subject(self) -> str:
        """Return the name of what is to be decided on: the key of a system, or `gepg/bills@1.2.0`."""
        if self.version is not None:
            return self.version.reference
        return self.system.key if self.system else ""

    @property
    def clock(self) -> Clock:
        """Return the clock of the reviewers."""
        return Clock(self.allowed_days, self.used_days, self.running_since)

    @clock.setter
    def clock(self, clock: Clock) -> None:
        self.allowed_days, self.used_days, self.running_since = clock.allowed, clock.used, clock.since


class ReviewDecision(Table, kw_only=True):
    """What one reviewer decided, and everything that the decision rests on; never changed."""

    __tablename__ = "review_decision"
    __table_args__ = (Index("ix_review_decision_review_id", "review_id", "at"),)

    id: Mapped[UUID] = identity()
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    round: Mapped[int]
    verdict: Mapped[Action] = mapped_column(words(Action))
    final: Mapped[bool]
    """Whether it closes the request or sends it back; the first of two approvals does neither."""
    reviewer: Mapped[str] = mapped_column(String(120))
    reviewer_institution: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]
    document_digest: Mapped[str | None] = mapped_column(String(71))
    profile: Mapped[str | None] = mapped_column(String(80))
    profile_digest: Mapped[str | None] = mapped_column(String(71))
    engine: Mapped[str | None] = mapped_column(String(80))
    fingerprints: Mapped[list[Any]]
    entry: Mapped[dict[str, Any]]
    """What the entry said."""
    entry_digest: Mapped[str] = mapped_column(String(71))
    reasons: Mapped[list[Any]]
    remark: Mapped[str | None] = mapped_column(String(4000))
    checklist: Mapped[list[Any]]
    remarks: Mapped[dict[str, Any]]
    """What was said of single findings, those carried over from earlier decisions included."""


class ReviewComment(Table, kw_only=True):
    """What somebody says in a review, to all of it or to one place."""

    __tablename__ = "review_comment"
    __table_args__ = (Index("ix_review_comment_review_id", "review_id", "at"),)

    id: Mapped[UUID] = identity()
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_comment.id"), default=None)
    author: Mapped[str] = mapped_column(String(120))
    institution: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(String(4000))
    anchor_kind: Mapped[AnchorKind | None] = mapped_column(words(AnchorKind), default=None)
    anchor: Mapped[str | None] = mapped_column(String(1000), default=None)
    answered_by: Mapped[str | None] = mapped_column(String(120), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class ReviewConflict(Table, kw_only=True):
    """A reviewer who declared a conflict of interest and is out of a review."""

    __tablename__ = "review_conflict"

    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime]
    remark: Mapped[str | None] = mapped_column(String(4000))


class Holiday(Table, kw_only=True):
    """A day on which nobody works."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    names: Mapped[dict[str, Any]]
    confirmed: Mapped[bool]
    """Whether e-GA has confirmed it for its year."""


class ChecklistQuestion(Table, kw_only=True):
    """A question that reviewers answer with yes, no or not applicable."""

    __tablename__ = "checklist_question"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]
    texts: Mapped[dict[str, Any]]
    kinds: Mapped[list[Any]] = mapped_column(JSON())
    """What it is asked of: systems, apis, schemas."""
    required: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it must be answered before an approval."""


class DecisionReason(Table, kw_only=True):
    """A reason that reviewers give often."""

    __tablename__ = "decision_reason"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]
    texts: Mapped[dict[str, Any]]
    verdicts: Mapped[list[Any]] = mapped_column(JSON())
