"""What a step in the life of a profile makes of the re-checks: those that no longer mean anything stop, one begins."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement

from registry.db.models import Recheck, Version
from registry.db.queries import rechecks as queries
from registry.domain.rechecks import Purpose, RecheckState
from registry.usecases.work import Work


class Followed(NamedTuple):
    """The profile that everything is checked against from now on, and how long what fails may fail."""

    key: str
    version: str
    digest: str
    binding_on: date
    grace_days: int


async def follow(work: Work, profile: Followed) -> None:
    """Have everything published checked again, since what documents are checked against has changed.

    Whatever was under way is stopped: it checks against what is set no more, or compares with it.
    """
    await stop_open(work)
    recheck = Recheck(
        purpose=Purpose.ACTIVATION,
        profile_key=profile.key,
        profile_version=profile.version,
        profile_digest=profile.digest,
        binding_on=profile.binding_on,
        grace_days=profile.grace_days,
        asked_by=work.actor.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(recheck)
    await work.session.flush()


async def catch_up(work: Work, version: Version) -> None:
    """Take up again the re-check that a version would have been in, had it been published by then.

    It was checked against what is set no more, and approved with that report. A process that is about to end a
    re-check and whoever publishes hold the same lock, so that one of them sees the other.
    """
    await work.database.dialect.lock_records(work.session)
    last = await queries.last_activation(work.session)
    if last is None or last.state is not RecheckState.DONE or last.profile_digest == version.report.profile_digest:
        return
    last.state, last.ended_at, last.updated_at = RecheckState.WAITING, None, work.now
    await work.session.flush()


async def stop_trials(work: Work, key: str, version: str) -> None:
    """Stop the trials of a draft whose bytes are replaced."""
    await stop_open(work, Recheck.profile_key == key, Recheck.profile_version == version)


async def stop_open(work: Work, *where: ColumnElement[bool]) -> None:
    """Stop what waits or runs, of that which a condition is true of; the process that is at it finds out by itself."""
    for recheck in await queries.opened(work.session, *where):
        end(work, recheck)
    await work.session.flush()


def end(work: Work, recheck: Recheck) -> None:
    """Stop a re-check; what it has found stays."""
    recheck.state, recheck.holder, recheck.lease_until = RecheckState.STOPPED, None, None
    recheck.ended_at = recheck.updated_at = work.now
