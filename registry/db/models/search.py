"""What search finds: a row for each institution, system, api, operation and schema."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table


class SearchEntry(Table, kw_only=True):
    """One thing that can be found, with the words shown and the facets counted."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_source", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    source: Mapped[str] = mapped_column(String(60))
    """The kind and identity of the entry that these words come from; it is indexed anew as a whole."""
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    path: Mapped[str] = mapped_column(String(600))
    title_sw: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    summary_sw: Mapped[str] = mapped_column(String(400))
    summary_en: Mapped[str] = mapped_column(String(400))
    institution: Mapped[str] = mapped_column(String(64))
    institution_kind: Mapped[str] = mapped_column(String(40))
    sector: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(40))
    channels: Mapped[list[Any]]
    visibility: Mapped[str] = mapped_column(String(20))
    weight: Mapped[float]
    updated_at: Mapped[datetime]
