"""An ICT system of an institution."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.institution import Institution
from registry.domain.completeness import missing_of
from registry.domain.entries import Sector, Standing, SystemState, Visibility
from registry.domain.names import registry_number
from registry.domain.visibility import SYSTEM_PARTS, Guard


class System(Table, kw_only=True):
    """An ICT system: what it is for, who owns it, what it speaks."""

    __tablename__ = "system"
    __table_args__ = (Index("ix_system_institution_id", "institution_id"),)

    id: Mapped[UUID] = identity()
    serial: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), init=False)
    institution: Mapped[Institution] = relationship(lazy="raise")
    names: Mapped[list[Any]]
    purpose: Mapped[dict[str, Any]]
    sector: Mapped[Sector] = mapped_column(words(Sector))
    state: Mapped[SystemState] = mapped_column(words(SystemState))
    standing: Mapped[Standing] = mapped_column(words(Standing), default=Standing.REGISTERED)
    contacts: Mapped[list[Any]]
    legal_basis: Mapped[list[Any]] = mapped_column(default_factory=list)
    hosting: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    gisp_reference: Mapped[str | None] = mapped_column(String(80), default=None)
    channels: Mapped[list[Any]] = mapped_column(default_factory=list)
    personal_data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    critical: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether others come to a stop without it; two reviewers decide on it then."""
    readers: Mapped[list[Any]] = mapped_column(default_factory=list, server_default="[]")
    """The keys of the institutions that may see what is for named ones."""
    levels: Mapped[dict[str, Any]] = mapped_column(default_factory=dict, server_default="{}")
    """The level of each part that its owner has chosen one for."""
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("system.id"), default=None, init=False)
    replaced_by: Mapped["System | None"] = relationship(lazy="raise", remote_side="System.id", default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the contacts that stand here were confirmed last; a change of them needs a new confirmation."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def number(self) -> str:
        """Return the registry number."""
        return registry_number("SYS", self.serial)

    @property
    def guard(self) -> Guard:
        """Return what decides who may know of it: that a system is there is no secret, whatever its parts are."""
        return Guard(Visibility.PUBLIC, self.institution.key, self.readers)

    @property
    def is_critical(self) -> bool:
        """Say whether others come to a stop without it."""
        return self.critical

    @property
    def guarded_parts(self) -> tuple[str, ...]:
        """Return the parts that may have a level of their own."""
        return SYSTEM_PARTS

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the fields that are still to be filled."""
        return missing_of(self)

    @property
    def title(self) -> dict[str, str]:
        """Return the chief name in each language, any name standing in for a missing one."""
        return title_of(self.names)

    @property
    def acronym(self) -> str | None:
        """Return the acronym, where there is one."""
        return next((name["text"] for name in self.names if name["kind"] == "acronym"), None)


def title_of(names: list[Any]) -> dict[str, str]:
    """Return the chief name of a list of names in Swahili and in English."""
    chief = {name.get("language"): name["text"] for name in reversed(names) if name["kind"] == "name"}
    anything = next(iter(chief.values()), names[0]["text"])
    return {language: chief.get(language, anything) for language in ("sw", "en")}
