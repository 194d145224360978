"""How an entry was after each change of it, kept for whoever asks how it was on a day."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table


class Revision(Table, kw_only=True):
    """One state of an institution, a system, an api, a schema or a version; never changed."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_subject", "kind", "subject", "at"),)

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    tree: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What was said of the entry; none where it was deleted."""
