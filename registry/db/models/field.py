"""Which fields the catalogue publishes: those of the latest public version of each api and schema."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table


class PublishedField(Table, kw_only=True):
    """One field of one version that can be used; the same meaning under several names is one field."""

    __tablename__ = "published_field"
    # The index holds all that is asked of it: which versions have a field, of those that somebody may see.
    __table_args__ = (
        Index("ix_published_field_folded", "folded", "visibility", "version_id"),
        {"sqlite_with_rowid": False},
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    folded: Mapped[str] = mapped_column(String(120), primary_key=True)
    """The words of the concept that it means, else of its name, in one; what is compared with others."""
    name: Mapped[str] = mapped_column(String(120))
    concept: Mapped[str | None] = mapped_column(String(80), default=None)
    visibility: Mapped[str] = mapped_column(String(20))
