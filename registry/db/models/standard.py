"""What rules rest on: the components of e-GA's standards, and the standards themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.domain.standards import Seen, StandardKind, StandardStatus


class Component(Table, kw_only=True):
    """One of the groups into which e-GA orders its standards."""

    __tablename__ = "component"

    id: Mapped[UUID] = identity()
    key: Mapped[str] = mapped_column(String(64), unique=True)
    position: Mapped[int]
    """Where it stands among the others, from one."""
    names: Mapped[dict[str, Any]]
    code: Mapped[str | None] = mapped_column(String(10), default=None)
    """The letters that stand for it in the codes of documents, where they were seen."""
    note: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is


class Standard(Table, kw_only=True):
    """A standard, an Act, or another published text that rules rest on, with how much of it was read."""

    __tablename__ = "standard"
    __table_args__ = (Index("ix_standard_component_id", "component_id"),)

    id: Mapped[UUID] = identity()
    key: Mapped[str] = mapped_column(String(64), unique=True)
    component_id: Mapped[UUID | None] = mapped_column(ForeignKey("component.id"), default=None, init=False)
    component: Mapped[Component | None] = relationship(lazy="raise", default=None)
    kind: Mapped[StandardKind] = mapped_column(words(StandardKind))
    code: Mapped[str | None] = mapped_column(String(120), default=None)
    titles: Mapped[dict[str, Any]]
    version: Mapped[str | None] = mapped_column(String(64), default=None)
    issued: Mapped[str | None] = mapped_column(String(10), default=None)
    """A year, a month or a day, as far as it is known."""
    status: Mapped[StandardStatus] = mapped_column(words(StandardStatus))
    seen: Mapped[Seen] = mapped_column(words(Seen))
    publisher: Mapped[str] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(200), default=None)
    clauses: Mapped[list[Any]] = mapped_column(default_factory=list)
    sources: Mapped[list[Any]] = mapped_column(default_factory=list)
    notes: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is
