"""One release of an api or a schema, the bytes of its document, and the report of its check."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.interface import Interface
from registry.db.models.profile import StoredProfile
from registry.domain.lifecycle import Status
from registry.domain.names import LONGEST_RULE


class Document(Table, kw_only=True):
    """The bytes of a document, kept exactly and named by their digest."""

    __tablename__ = "document"

    digest: Mapped[str] = mapped_column(String(71), primary_key=True)
    format: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]


class StoredReport(Table, kw_only=True):
    """The report of one document's digest under one profile's digest, computed once."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("document_digest", "profile_digest", "engine"),
        Index("ix_report_profile_digest", "profile_digest", "engine"),
        Index("ix_report_verdict", "id", "result", "score"),
    )

    id: Mapped[UUID] = identity()
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))
    profile: Mapped[str] = mapped_column(String(80))
    profile_digest: Mapped[str] = mapped_column(String(71))
    engine: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(10))
    errors: Mapped[int]
    warnings: Mapped[int]
    score: Mapped[int]
    tree: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    created_at: Mapped[datetime]
    binding_on: Mapped[date | None] = column_property(
        select(StoredProfile.binding_on)
        .where(StoredProfile.is_default, StoredProfile.digest == profile_digest)
        .correlate_except(StoredProfile)
        .scalar_subquery()
    )
    """The day from which the profile binds, where it is what documents are checked against now."""


class ReportRule(Table, kw_only=True):
    """What became of one rule in a report where it did not pass; whoever counts a rule reads no reports."""

    __tablename__ = "report_rule"
    # No index leads from a report to its rules: nobody asks so, and SQLite would count by it, version after version.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it as it is

    rule: Mapped[str] = mapped_column(String(LONGEST_RULE), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(20), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)


class LatestCheck(Table, kw_only=True):
    """What a re-check found last of a published version, beside the report that it was approved with."""

    __tablename__ = "latest_check"
    __table_args__ = (
        Index("ix_latest_check_grace_until", "grace_until"),
        Index("ix_latest_check_report_id", "report_id"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"))
    report: Mapped[StoredReport] = relationship(lazy="raise", viewonly=True, init=False)
    failing_since: Mapped[datetime | None] = mapped_column(default=None)
    grace_until: Mapped[date | None] = mapped_column(default=None)
    """The last day on which it may fail."""
    checked_at: Mapped[datetime]


class Version(Table, kw_only=True):
    """One immutable release of an api or a schema, somewhere in its life."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("interface_id", "number"),
        Index("ix_version_digest", "digest"),
        Index("ix_version_report_id", "report_id"),
        Index("ix_version_status", "status", "submitted_at"),
        Index("ix_version_counted", "status", "interface_id", "report_id"),
        CheckConstraint("decided_by IS NULL OR decided_by <> submitted_by", name="decided_by_another"),
    )

    id: Mapped[UUID] = identity()
    interface_id: Mapped[UUID] = mapped_column(ForeignKey("interface.id"), init=False)
    interface: Mapped[Interface] = relationship(lazy="raise")
    number: Mapped[str] = mapped_column(String(64))
    status: Mapped[Status] = mapped_column(words(Status), default=Status.DRAFT)
    digest: Mapped[str] = mapped_column(ForeignKey("document.digest"), init=False)
    document: Mapped[Document] = relationship(lazy="raise")
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), init=False)
    report: Mapped[StoredReport] = relationship(lazy="raise")
    latest: Mapped[LatestCheck | None] = relationship(lazy="raise", viewonly=True, init=False, uselist=False)
    facts: Mapped[dict[str, Any]]
    written_by: Mapped[str] = mapped_column(String(120))
    submitted_by: Mapped[str | None] = mapped_column(String(120), default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    taken_by: Mapped[str | None] = mapped_column(String(120), default=None)
    decided_by: Mapped[str | None] = mapped_column(String(120), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decision_reason: Mapped[str | None] = mapped_column(String(4000), default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    deprecated_at: Mapped[datetime | None] = mapped_column(default=None)
    sunset_on: Mapped[date | None] = mapped_column(default=None)
    successor: Mapped[str | None] = mapped_column(String(64), default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    waived_until: Mapped[date | None] = mapped_column(default=None)
    """The last day on which waivers cover every error of its report, none where one is open."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def reference(self) -> str:
        """Return the name of this version: `gepg/bills@1.2.0`."""
        return f"{self.interface.name}@{self.number}"
