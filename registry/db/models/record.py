"""What happened: the audit trail for those who answer for it, the change feed for those who copy."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table


class AuditEntry(Table, kw_only=True):
    """Who did what to what, when, and whether it was allowed; chained by hash, never changed."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(120))
    institution: Mapped[str | None] = mapped_column(String(64))
    event: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(4000))
    details: Mapped[dict[str, Any]]
    request_id: Mapped[str | None] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Change(Table, kw_only=True):
    """One line of the change feed: which entry is no longer as it was."""

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    type: Mapped[str] = mapped_column(String(60))
    op: Mapped[str] = mapped_column(String(6))
    kind: Mapped[str] = mapped_column(String(20))
    entry_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(200))
    institution: Mapped[str] = mapped_column(String(64))
    version: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(String(71))
    visibility: Mapped[str] = mapped_column(String(20))
    """The level of the entry, or `private` for what only the owner and the overseers may see."""
    readers: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    """The institutions that may see it where the level is `named`."""


class Allowance(Table, kw_only=True):
    """How often somebody has asked for something lately; a bucket that empties by itself."""

    __tablename__ = "allowance"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    level: Mapped[float]
    at: Mapped[datetime]
