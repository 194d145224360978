"""A public body, its names and its parents, each valid for a time."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.domain.completeness import names_on
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.names import registry_number


class Institution(Table, kw_only=True):
    """A public body that owns systems."""

    __tablename__ = "institution"

    id: Mapped[UUID] = identity()
    serial: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[InstitutionKind] = mapped_column(words(InstitutionKind))
    sector: Mapped[Sector] = mapped_column(words(Sector))
    website: Mapped[str | None] = mapped_column(String(200), default=None)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)
    names: Mapped[list["InstitutionName"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by=lambda: (InstitutionName.valid_from.nulls_first(), InstitutionName.language, InstitutionName.text),
        default_factory=list,
    )
    parents: Mapped[list["InstitutionParent"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        foreign_keys="InstitutionParent.institution_id",
        order_by=lambda: (InstitutionParent.valid_from.nulls_first(), InstitutionParent.parent_id),
        default_factory=list,
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def number(self) -> str:
        """Return the registry number."""
        return registry_number("INS", self.serial)

    def names_on(self, day: date) -> dict[str, Any]:
        """Return, by language, the names that are valid on a day."""
        return dict(names_on(day.isoformat(), [name.tree() for name in self.names]))


class InstitutionName(Table, kw_only=True):
    """One name of an institution in one language, valid for a time."""

    __tablename__ = "institution_name"
    __table_args__ = (Index("ix_institution_name_institution_id", "institution_id"),)

    id: Mapped[UUID] = identity()
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(String(200))
    acronym: Mapped[str | None] = mapped_column(String(40), default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)

    def tree(self) -> dict[str, Any]:
        """Return the name as plain values, dates in ISO 8601."""
        return {
            "language": self.language,
            "text": self.text,
            "acronym": self.acronym,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }


class InstitutionParent(Table, kw_only=True):
    """One institution standing under another for a time."""

    __tablename__ = "institution_parent"
    __table_args__ = (Index("ix_institution_parent_institution_id", "institution_id"),)

    id: Mapped[UUID] = identity()
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    parent_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    parent: Mapped[Institution] = relationship(lazy="raise", foreign_keys=[parent_id])

    def tree(self) -> dict[str, Any]:
        """Return the relation as plain values, the parent by its key."""
        return {
            "institution": self.parent.key,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }
