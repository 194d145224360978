"""Searches that people save, what these have found, and the services that are asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.account import User
from registry.db.models.base import Table, identity
from registry.db.models.institution import Institution


class SavedSearch(Table, kw_only=True):
    """A question that somebody has the registry ask again every day, with what they may see."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("account_id", "name", name="uq_saved_search_name"),)

    id: Mapped[UUID] = identity()
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    account: Mapped[User] = relationship(lazy="raise", init=False)
    name: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(200), default="")
    facets: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    feed_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """The hash of the secret in the address of its feed."""
    created_at: Mapped[datetime]
    looked_at: Mapped[datetime]
    """When its owner last said that they have seen what it found."""


class SavedMatch(Table, kw_only=True):
    """One thing that a saved search has found, known by its kind and its name, so that an edit makes it no new one."""

    __tablename__ = "saved_match"

    search_id: Mapped[UUID] = mapped_column(ForeignKey("saved_search.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    found_at: Mapped[datetime]


class ServiceRequest(Table, kw_only=True):
    """A service that somebody needs and has not found, asked of an institution, or of e-GA where none is named."""

    __tablename__ = "service_request"
    __table_args__ = (
        Index("ix_service_request_account_id", "account_id"),
        Index("ix_service_request_institution_id", "institution_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    account: Mapped[User] = relationship(lazy="raise", init=False)
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), default=None)
    institution: Mapped[Institution | None] = relationship(lazy="raise", init=False)
    need: Mapped[str] = mapped_column(String(4000))
    words: Mapped[str] = mapped_column(String(200), default="")
    answer: Mapped[str | None] = mapped_column(String(4000), default=None)
    answered_by: Mapped[str | None] = mapped_column(String(64), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
