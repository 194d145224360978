"""What an institution publishes in versions: the apis of its systems, and its data schemas."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.institution import Institution
from registry.db.models.system import System
from registry.domain.entries import ApiKind, EntryKind, Visibility
from registry.domain.visibility import INTERFACE_PARTS, Guard

_NAMED = text("visibility = 'named'")


class Interface(Table, kw_only=True):
    """An api of a system, or a data schema: both are published in versions."""

    __tablename__ = "interface"
    __table_args__ = (
        Index("ix_interface_institution_id", "institution_id"),
        Index("ix_interface_system_id", "system_id"),
        Index("ix_interface_named", "id", sqlite_where=_NAMED, postgresql_where=_NAMED),
        CheckConstraint("(kind = 'api') = (system_id IS NOT NULL)", name="api_has_system"),
    )

    id: Mapped[UUID] = identity()
    kind: Mapped[EntryKind] = mapped_column(words(EntryKind))
    name: Mapped[str] = mapped_column(String(130), unique=True)
    """`gepg/bills` for an api, `person-identity` for a schema."""
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    institution: Mapped[Institution] = relationship(lazy="raise")
    system_id: Mapped[UUID | None] = mapped_column(ForeignKey("system.id"), default=None, init=False)
    system: Mapped[System | None] = relationship(lazy="raise", default=None)
    title: Mapped[dict[str, Any]]
    description: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    manner: Mapped[ApiKind | None] = mapped_column(words(ApiKind), default=None)
    visibility: Mapped[Visibility] = mapped_column(words(Visibility), default=Visibility.PUBLIC)
    readers: Mapped[list[Any]] = mapped_column(default_factory=list, server_default="[]")
    """The keys of the institutions that may see what is for named ones."""
    levels: Mapped[dict[str, Any]] = mapped_column(default_factory=dict, server_default="{}")
    """The level of each part that its owner has chosen one for."""
    access: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    channels: Mapped[list[Any]] = mapped_column(default_factory=list)
    message_security: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    concept: Mapped[str | None] = mapped_column(String(64), default=None)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def guard(self) -> Guard:
        """Return what decides who may know of it."""
        return Guard(self.visibility, self.institution.key, self.readers)

    @property
    def is_critical(self) -> bool:
        """Say whether the system that offers it is critical."""
        return self.system is not None and self.system.critical

    @property
    def guarded_parts(self) -> tuple[str, ...]:
        """Return the parts that may have a level of their own."""
        return INTERFACE_PARTS if self.kind is EntryKind.API else ()

    @property
    def key(self) -> str:
        """Return the key within the system, or the key of the schema."""
        return self.name.rpartition("/")[2]
