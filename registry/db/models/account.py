"""Who can sign in: people, their sessions, and the API keys of their institution."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.institution import Institution
from registry.domain.notices import MailChoice


class User(Table, kw_only=True):
    """A person with an account."""

    __tablename__ = "account"

    id: Mapped[UUID] = identity()
    name: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="sw")
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), default=None, init=False)
    institution: Mapped[Institution | None] = relationship(lazy="raise", default=None)
    roles: Mapped[list[Any]] = mapped_column(default_factory=list)
    mail: Mapped[MailChoice] = mapped_column(
        words(MailChoice), default=MailChoice.AT_ONCE, server_default=MailChoice.AT_ONCE.value
    )
    """How notices come by e-mail."""
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]


class Session(Table, kw_only=True):
    """A signed-in browser; only the SHA-256 of its secret is kept."""

    __tablename__ = "session"
    __table_args__ = (Index("ix_session_user_id", "user_id"),)

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), init=False)
    user: Mapped[User] = relationship(lazy="raise")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(String(200), default="")


class ApiKey(Table, kw_only=True):
    """A key with which a script acts as its owner; only its SHA-256 is kept."""

    __tablename__ = "api_key"
    __table_args__ = (Index("ix_api_key_user_id", "user_id"), Index("ix_api_key_institution_id", "institution_id"))

    id: Mapped[UUID] = identity()
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), init=False)
    user: Mapped[User] = relationship(lazy="raise")
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    institution: Mapped[Institution] = relationship(lazy="raise")
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
