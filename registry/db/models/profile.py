"""A named and versioned ruleset that documents are checked against, with its bytes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table, identity, words
from registry.domain.profiles import LONGEST_KEY, LONGEST_VERSION, ProfileState

_ACTIVE = text("state = 'active'")
_DEFAULT = text("is_default")


class StoredProfile(Table, kw_only=True):
    """One version of a profile; its bytes no longer change once it was active."""

    __tablename__ = "profile"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        Index("ix_profile_digest", "digest"),
        Index("uq_profile_active", "key", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index("uq_profile_default", "is_default", unique=True, sqlite_where=_DEFAULT, postgresql_where=_DEFAULT),
        CheckConstraint("NOT is_default OR state = 'active'", name="default_is_active"),
        CheckConstraint("state = 'draft' OR binding_on IS NOT NULL", name="binds_from_a_day"),
    )

    id: Mapped[UUID] = identity()
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    version: Mapped[str] = mapped_column(String(LONGEST_VERSION))
    state: Mapped[ProfileState] = mapped_column(words(ProfileState), default=ProfileState.DRAFT)
    is_default: Mapped[bool] = mapped_column(default=False)
    title: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(71))
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The ruleset and the files that it extends, as one archive."""
    size: Mapped[int]
    files: Mapped[list[Any]]
    """The names of the files, the ruleset first."""
    rules: Mapped[list[Any]]
    """The name and the severity of each rule."""
    binding_on: Mapped[date | None] = mapped_column(default=None)
    grace_days: Mapped[int] = mapped_column(default=0)
    loaded_by: Mapped[str] = mapped_column(String(120))
    activated_at: Mapped[datetime | None] = mapped_column(default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def reference(self) -> str:
        """Return the name of this version: `tz-interop@1.0.0`."""
        return f"{self.key}@{self.version}"
