"""Names that mean the same, by which questions are widened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db.models.base import Table, identity, words
from registry.domain.synonyms import SynonymKind


class Synonym(Table, kw_only=True):
    """A group of names that mean the same, in Swahili and in English."""

    __tablename__ = "synonym"

    id: Mapped[UUID] = identity()
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[SynonymKind] = mapped_column(words(SynonymKind))
    names: Mapped[dict[str, Any]]
    """By language, each a list."""
    note: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def every(self) -> list[str]:
        """Return every name, the Swahili ones first."""
        return [*self.names.get("sw", ()), *self.names.get("en", ())]
