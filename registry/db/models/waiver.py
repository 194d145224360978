"""Leave to break one rule at one place of an entry for a time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.interface import Interface
from registry.domain.names import LONGEST_RULE, registry_number
from registry.domain.waivers import Grant, WaiverState

_ASKED = text("state = 'asked'")


class Waiver(Table, kw_only=True):
    """A waiver as it was asked for, and what became of it; it is about an entry, whatever its versions."""

    __tablename__ = "waiver"
    __table_args__ = (
        Index("ix_waiver_interface_id_state", "interface_id", "state"),
        Index("ix_waiver_rule_state", "rule", "state"),
        Index("ix_waiver_ends_on", "ends_on"),
        Index(
            "uq_waiver_asked",
            *("interface_id", "rule", "fingerprint"),
            unique=True,
            sqlite_where=_ASKED,
            postgresql_where=_ASKED,
        ),
        CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="decided_by_another"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_whole"),
        CheckConstraint("state NOT IN ('granted', 'refused', 'ended') OR decided_by IS NOT NULL", name="decided"),
    )

    id: Mapped[UUID] = identity()
    serial: Mapped[int] = mapped_column(unique=True)
    interface_id: Mapped[UUID] = mapped_column(ForeignKey("interface.id"), init=False)
    interface: Mapped[Interface] = relationship(lazy="raise")
    version: Mapped[str] = mapped_column(String(64))
    """The number of the version on whose report the finding was."""
    rule: Mapped[str] = mapped_column(String(LONGEST_RULE))
    profile: Mapped[str | None] = mapped_column(String(64), default=None)
    pointer: Mapped[str | None] = mapped_column(String(4000), default=None)
    fingerprint: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(4000))
    ends_on: Mapped[date]
    state: Mapped[WaiverState] = mapped_column(words(WaiverState), default=WaiverState.ASKED)
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(String(120), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decision_reason: Mapped[str | None] = mapped_column(String(4000), default=None)
    renews_id: Mapped[UUID | None] = mapped_column(ForeignKey("waiver.id"), default=None, init=False)
    renews: Mapped["Waiver | None"] = relationship(lazy="raise", remote_side="Waiver.id", default=None)
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 SQLAlchemy reads it as it is

    @property
    def key(self) -> str:
        """Return the registry number."""
        return registry_number("WVR", self.serial)

    @property
    def grant(self) -> Grant:
        """Return what the waiver covers."""
        return Grant(self.key, self.rule, self.profile, self.pointer, self.fingerprint, self.reason, self.ends_on)
