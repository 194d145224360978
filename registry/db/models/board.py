"""What the board keeps beside the catalogue: how many systems are known, and how each day stood."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity
from registry.db.models.institution import Institution


class KnownSystems(Table, kw_only=True):
    """How many systems an institution has as somebody counted them; a later count stands beside the earlier ones."""

    __tablename__ = "known_systems"
    __table_args__ = (
        Index("ix_known_systems_institution_id", "institution_id", "counted_on", "recorded_at"),
        CheckConstraint("count >= 0", name="count_not_negative"),
    )

    id: Mapped[UUID] = identity()
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    institution: Mapped[Institution] = relationship(lazy="raise")
    count: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))
    counted_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime]


class BoardDay(Table, kw_only=True):
    """How one institution stood on one day, by who may see it."""

    __tablename__ = "board_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    institution: Mapped[str] = mapped_column(String(64), primary_key=True)
    figures: Mapped[dict[str, Any]]


class Confirmation(Table, kw_only=True):
    """Somebody who answers for an entry saying that its contacts are right: which, by whom and when."""

    __tablename__ = "confirmation"
    __table_args__ = (Index("ix_confirmation_subject", "subject_kind", "subject", "at"),)

    id: Mapped[UUID] = identity()
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    contacts: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of the contacts that were confirmed."""
