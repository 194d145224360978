"""What search finds: a row for each thing, what is shown of it, and what it counts as."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table


class SearchEntry(Table, kw_only=True):
    """One thing that can be found, with the words shown; it is replaced, never changed.

    Its identity begins with its kind and its rank, so that the best of a kind are read first.
    """

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_source", "source"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[int] = mapped_column(BigInteger)
    """The digest of the kind and the identity of the entry that this comes from; it is indexed anew as a whole."""
    name: Mapped[str] = mapped_column(String(200))
    path: Mapped[str] = mapped_column(String(600))
    title_sw: Mapped[str] = mapped_column(String(300), default="")
    title_en: Mapped[str] = mapped_column(String(300), default="")
    summary_sw: Mapped[str] = mapped_column(String(400), default="")
    summary_en: Mapped[str] = mapped_column(String(400), default="")


class SearchFacets(Table, kw_only=True):
    """The values that many things have in common, once; its identity is the digest of the values."""

    __tablename__ = "search_facets"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    values: Mapped[dict[str, Any]]


class SearchTerm(Table, kw_only=True):
    """One word that stands in a title: what begins with the letters typed is looked up here."""

    __tablename__ = "search_term"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it as it is

    word: Mapped[str] = mapped_column(String(60, collation="C").with_variant(String(60), "sqlite"), primary_key=True)
    weight: Mapped[int] = mapped_column(BigInteger, default=1, server_default="1")
    """In the titles of about how many entries it stands; exact after the index is built."""


class SearchLearnt(Table, kw_only=True):
    """The words that everybody may see in the titles of one entry, so that what it says no more can be unlearnt."""

    __tablename__ = "search_learnt"

    source: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    words: Mapped[list[str]] = mapped_column(JSON)


class SearchName(Table, kw_only=True):
    """A name, key or acronym of one thing that everybody may see, as its words alone."""

    __tablename__ = "search_name"
    __table_args__ = (Index("ix_search_name_name", "name", "id"), {"sqlite_with_rowid": False})

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60, collation="C").with_variant(String(60), "sqlite"), primary_key=True)


class SearchBuild(Table, kw_only=True):
    """How far the building of a new index has got; there is none where nothing is being built."""

    __tablename__ = "search_build"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stage: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(200), default="")
    serial: Mapped[int] = mapped_column(BigInteger)
    """The last number that was given out before it began; what has it or a lower one at the end is gone."""
    begun_at: Mapped[datetime]
