"""The data dictionary: what fields mean, and the canonical schema of each meaning."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.domain.concepts import Certainty, JsonType, PersonalData


class Concept(Table, kw_only=True):
    """One meaning that fields of many systems share, as it is understood now."""

    __tablename__ = "concept"

    id: Mapped[UUID] = identity()
    key: Mapped[str] = mapped_column(String(64), unique=True)
    version: Mapped[str] = mapped_column(String(64))
    """Which of its canonical schemas is the present one."""
    names: Mapped[dict[str, Any]]
    definition: Mapped[dict[str, Any]]
    synonyms: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    field_names: Mapped[list[Any]] = mapped_column(default_factory=list)
    ambiguous: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Those of its names that other concepts have as well, each of which says so."""
    type: Mapped[JsonType] = mapped_column(words(JsonType))
    format: Mapped[str | None] = mapped_column(String(64), default=None)
    pattern: Mapped[str | None] = mapped_column(String(1000), default=None)
    unit: Mapped[str | None] = mapped_column(String(64), default=None)
    personal_data: Mapped[PersonalData] = mapped_column(words(PersonalData))
    certainty: Mapped[Certainty] = mapped_column(words(Certainty))
    related: Mapped[list[Any]] = mapped_column(default_factory=list)
    sources: Mapped[list[Any]] = mapped_column(default_factory=list)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is


class ConceptSchema(Table, kw_only=True):
    """The canonical JSON Schema of a concept under one version: once there, it is never changed."""

    __tablename__ = "concept_schema"
    __table_args__ = (UniqueConstraint("concept_id", "version"),)

    id: Mapped[UUID] = identity()
    concept_id: Mapped[UUID] = mapped_column(ForeignKey("concept.id"), init=False)
    concept: Mapped[Concept] = relationship(lazy="raise")
    version: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(71))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """JSON without `$id`: its own address is put in where it is given out."""
    created_at: Mapped[datetime]
