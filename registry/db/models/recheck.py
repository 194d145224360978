"""Checks of everything published against a profile, and what came of each version."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.base import Table, identity, words
from registry.db.models.version import StoredReport, Version
from registry.domain.names import LONGEST_RULE
from registry.domain.profiles import LONGEST_KEY, LONGEST_VERSION
from registry.domain.rechecks import Effect, Purpose, RecheckState

_RUNNING = text("state = 'running'")
_OPEN_ACTIVATION = text("purpose = 'activation' AND state IN ('waiting', 'running')")
_OPEN_TRIAL = text("purpose = 'trial' AND state IN ('waiting', 'running')")


class Recheck(Table, kw_only=True):
    """One check of everything published, which any process takes up where another left it."""

    __tablename__ = "recheck"
    __table_args__ = (
        Index("uq_recheck_running", "state", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        Index(
            "uq_recheck_activation",
            "purpose",
            unique=True,
            sqlite_where=_OPEN_ACTIVATION,
            postgresql_where=_OPEN_ACTIVATION,
        ),
        Index(
            "uq_recheck_trial",
            "profile_key",
            "profile_version",
            unique=True,
            sqlite_where=_OPEN_TRIAL,
            postgresql_where=_OPEN_TRIAL,
        ),
        CheckConstraint("(state = 'running') = (holder IS NOT NULL)", name="running_is_held"),
    )

    id: Mapped[UUID] = identity()
    purpose: Mapped[Purpose] = mapped_column(words(Purpose))
    profile_key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    profile_version: Mapped[str] = mapped_column(String(LONGEST_VERSION))
    profile_digest: Mapped[str] = mapped_column(String(71))
    binding_on: Mapped[date | None] = mapped_column(default=None)
    grace_days: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[str] = mapped_column(String(120))
    state: Mapped[RecheckState] = mapped_column(words(RecheckState), default=RecheckState.WAITING)
    holder: Mapped[str | None] = mapped_column(String(36), default=None)
    """Which process is at it; nobody else may write of it until its lease has run out."""
    lease_until: Mapped[datetime | None] = mapped_column(default=None)
    cursor: Mapped[UUID | None] = mapped_column(default=None)
    """The version that was done last, in the order of their identities."""
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    """How many checks could not finish."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def key(self) -> str:
        """Return the key of the profile."""
        return self.profile_key

    @property
    def profile(self) -> str:
        """Return the name of the profile: `tz-interop@1.0.0`."""
        return f"{self.profile_key}@{self.profile_version}"


class RecheckResult(Table, kw_only=True):
    """What came of one version: its results and counts before and after, and which findings came and went."""

    __tablename__ = "recheck_result"
    __table_args__ = (Index("ix_recheck_result_effect", "recheck_id", "effect"),)

    recheck_id: Mapped[UUID] = mapped_column(ForeignKey("recheck.id"), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    version: Mapped[Version] = relationship(lazy="raise", viewonly=True, init=False)
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("report.id"))
    """None where the check could not finish."""
    report: Mapped[StoredReport | None] = relationship(lazy="raise", viewonly=True, init=False)
    effect: Mapped[Effect] = mapped_column(words(Effect))
    reason: Mapped[str | None] = mapped_column(String(60), default=None)
    """Why the check could not finish."""
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    appeared: Mapped[list[Any]]
    """The fingerprints that were not there before."""
    raised: Mapped[list[Any]]
    """The fingerprints that were there, and are of errors now."""
    gone: Mapped[list[Any]]
    at: Mapped[datetime]


class RecheckRule(Table, kw_only=True):
    """How many findings of one rule came and went in one version; whoever counts a rule reads no fingerprints."""

    __tablename__ = "recheck_rule"

    recheck_id: Mapped[UUID] = mapped_column(ForeignKey("recheck.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(String(LONGEST_RULE), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    severity: Mapped[str] = mapped_column(String(10))
    appeared: Mapped[int]
    raised: Mapped[int]
    gone: Mapped[int]
