"""Carry out re-checks: one version after another, each in a small transaction, so that any process can go on.

Locks are taken in one order everywhere: the version, the records, the re-check.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import LatestCheck, Recheck, RecheckResult, RecheckRule, Version
from registry.db.queries import rechecks as queries
from registry.db.queries import versions as version_queries
from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind
from registry.domain.errors import NotFound, RegistryError, Unavailable
from registry.domain.notices import NoticeKind
from registry.domain.rechecks import Effect, Purpose, RecheckState, grace_until_of
from registry.usecases import profiles, reports, standings, versions
from registry.usecases.indexing import path_of
from registry.usecases.notices import owners_of, tell
from registry.usecases.rechecked import Comparison, compared, uncompared
from registry.usecases.work import Check, Work
from registry.validators.outline import Wanted
from registry.validators.pool import CheckPool
from registry.validators.report import Report, from_tree

log = logging.getLogger("registry")

LEASE: Final = timedelta(seconds=90)
"""For how long nobody else takes up what a process says nothing of; longer than the checks of one version can take."""
BATCH: Final = 20
RUNNER: Final = Actor(ActorKind.OPERATOR, "recheck")
_PAUSE: Final = 0.05
_PAUSES: Final = 40

Rest = Callable[[], Awaitable[None]]


class _Lost(Exception):
    """Somebody has stopped the re-check, or another process has taken it up."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


async def _no_rest() -> None:
    """Go on at once."""


def resting(pools: Sequence[CheckPool]) -> Rest:
    """Return what lets the checks that people wait for go first, some two seconds at most."""

    async def rest() -> None:
        for _ in range(_PAUSES):
            if not any(pool.busy or pool.waiting for pool in pools):
                return
            await asyncio.sleep(_PAUSE)

    return rest


class Runner:
    """A process that takes up what is to be checked again; however many there are, one at a time is at it."""

    def __init__(
        self, database: Database, check: Check, *, rest: Rest = _no_rest, clock: Callable[[], datetime] = _utc_now
    ) -> None:
        self.name = str(uuid4())
        self._database = database
        self._check = check
        self._rest = rest
        self._clock = clock

    async def run_forever(self, seconds: float) -> None:
        """Look for something to do every so many seconds, whatever happens."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.run_all()
            except (RegistryError, SQLAlchemyError, OSError):
                log.warning("a re-check was left, and is taken up again", exc_info=True)

    async def run_all(self) -> int:
        """Carry out whatever waits; return how many re-checks this process has ended."""
        ended = 0
        while (recheck := await self.claim()) is not None:
            ended += await self.run(recheck)
        return ended

    async def claim(self) -> Recheck | None:
        """Take up what waits, or what a process that is gone has left; none where there is nothing, or somebody is."""
        now = self._clock()
        async with self._database.reading() as session:
            if not await queries.is_any_open(session):
                return None
        try:
            async with self._database.writing() as session, session.begin():
                recheck = await queries.claimable(session, now)
                if recheck is not None:
                    recheck.state, recheck.holder, recheck.lease_until = RecheckState.RUNNING, self.name, now + LEASE
                    recheck.total = await queries.count_of(session)
                    recheck.started_at, recheck.updated_at = recheck.started_at or now, now
                return recheck
        except IntegrityError:  # another process was faster
            return None

    async def run(self, recheck: Recheck) -> bool:
        """Go on with a re-check where it was left; say whether this has ended it."""
        try:
            wanted = await profiles.wanted_by_digest(self._work(), recheck.profile_key, recheck.profile_digest)
            default = await profiles.wanted(self._work(), None) if recheck.purpose is Purpose.TRIAL else None
            while batch := await self._upcoming(recheck):
                for version in batch:
                    await self._rest()
                    await self._one(recheck, version, wanted, default)
            await self._end(recheck, RecheckState.DONE)
        except NotFound:  # the bytes of the draft were replaced
            with suppress(_Lost):
                await self._end(recheck, RecheckState.STOPPED)
        except _Lost:
            return False
        except BaseException:
            await self._release(recheck)
            raise
        return True

    async def _upcoming(self, recheck: Recheck) -> Sequence[Version]:
        """Return what comes next; behind the end, what was published meanwhile under an identity passed already."""
        async with self._database.reading() as session:
            if batch := await queries.upcoming(session, recheck.id, recheck.cursor, BATCH):
                return batch
            return await queries.upcoming(session, recheck.id, None, BATCH)

    async def _one(self, recheck: Recheck, version: Version, wanted: Wanted | None, default: Wanted | None) -> None:
        async with self._database.reading() as session:
            content = (await version_queries.content_of(session, version.digest)).content
        before = await self._before(recheck, version, content, default)
        report, reason = await self._checked(content, wanted)
        comparison = compared(before, report) if report else uncompared(before)
        await self._write(recheck, version.id, comparison, report, reason)
        recheck.cursor = version.id

    async def _before(self, recheck: Recheck, version: Version, content: bytes, default: Wanted | None) -> Report:
        """Return what counts today: the report under the default profile for a trial, else the newest there is."""
        if recheck.purpose is Purpose.TRIAL:
            report, _ = await self._checked(content, default)
            if report is not None:
                return report
        async with self._database.reading() as session:
            identity = version.latest.report_id if version.latest else version.report_id
            return from_tree(await queries.tree_of(session, identity))

    async def _checked(self, content: bytes, wanted: Wanted | None) -> tuple[Report | None, str | None]:
        """Return a report, or none and why there is none."""
        try:
            report = await reports.report_against(self._work(), content, wanted)
        except Unavailable:
            raise
        except RegistryError as error:
            return None, error.code
        return (report, None) if report.unfinished is None else (None, report.unfinished)

    async def _write(
        self,
        recheck: Recheck,
        version_id: UUID,
        comparison: Comparison,
        report: Report | None,
        reason: str | None,
    ) -> None:
        """Keep the result of one version together with how far the re-check has got, or nothing of both."""
        async with self._database.writing() as session, session.begin():
            work = self._work(session)
            version = await queries.version_of(session, version_id)
            stored = await self._kept(work, report)
            if recheck.purpose is Purpose.ACTIVATION and report is not None and stored is not None:
                await _take_note(work, recheck, version, stored, fails=comparison.effect in _FAILING)
            progress = {"done": Recheck.done + 1, "failed": Recheck.failed + int(report is None)}
            await self._hold(session, recheck, cursor=version_id, **progress)
            session.add_all(_rows(recheck.id, version_id, comparison, stored, reason, work.now))
            await session.flush()
            await self._database.put_on_record(session, work.entries, work.changes)

    async def _kept(self, work: Work, report: Report | None) -> UUID | None:
        if report is None:
            return None
        row = versions.stored_report(work, report)
        return (await version_queries.keep_report(work.session, row, standings.outcomes_of(report))).id

    async def _hold(self, session: AsyncSession, recheck: Recheck, **values: Any) -> None:
        """Write how far the re-check has got; raise `_Lost` where this process is not at it any more."""
        now = self._clock()
        said = {"lease_until": now + LEASE, "updated_at": now, **values}
        if not await queries.hold(session, recheck.id, self.name, said):
            raise _Lost

    async def _end(self, recheck: Recheck, state: RecheckState) -> None:
        async with self._database.writing() as session, session.begin():
            work = self._work(session)
            await self._database.dialect.lock_records(session)
            over = {"state": state, "holder": None, "lease_until": None, "ended_at": work.now}
            await self._hold(session, recheck, total=Recheck.done, **over)
            work.attempt(f"recheck:{state}", "profile", recheck.profile)
            work.record(recheck=str(recheck.id), purpose=recheck.purpose)
            if recheck.purpose is Purpose.ACTIVATION:
                more = {"version": recheck.profile_version, "digest": recheck.profile_digest}
                work.announce(f"recheck.{state}", recheck, institution="-", **more)
            await self._database.put_on_record(session, work.entries, work.changes)

    async def _release(self, recheck: Recheck) -> None:
        """Leave a re-check to whoever comes next, where that can still be said."""
        with suppress(_Lost, SQLAlchemyError):
            async with self._database.writing() as session, session.begin():
                await self._hold(session, recheck, state=RecheckState.WAITING, holder=None, lease_until=None)

    def _work(self, session: AsyncSession | None = None) -> Work:
        return Work(self._database, session or self._database.reading(), RUNNER, self._clock(), self._check)


_FAILING = frozenset({Effect.FAILS_NOW, Effect.FAILS_STILL})


async def _take_note(work: Work, recheck: Recheck, version: Version, report: UUID, *, fails: bool) -> None:
    """Say of a version what was found of it last, since when it fails, and until when it may."""
    latest = version.latest
    since = ((latest and latest.failing_since) or work.now) if fails else None
    until = grace_until_of(recheck.binding_on or since.date(), since, recheck.grace_days) if since else None
    was = (latest.failing_since, latest.grace_until) if latest else (None, None)
    said: dict[str, Any] = {"report_id": report, "failing_since": since, "grace_until": until, "checked_at": work.now}
    if latest is None:
        work.session.add(LatestCheck(version_id=version.id, **said))
    for name, value in said.items() if latest else ():
        setattr(latest, name, value)
    if (since, until) != was:
        await _announce(work, recheck, version, since, until)


async def _announce(work: Work, recheck: Recheck, version: Version, since: datetime | None, until: date | None) -> None:
    """Put on the record, and tell those who copy the catalogue, that a published version fails, or no longer does."""
    version.updated_at = work.now
    await work.database.dialect.lock_records(work.session)
    work.attempt("version:recheck", "version", version.reference)
    day = until.isoformat() if until else None
    work.record(profile=recheck.profile, result="fail" if since else "pass", grace_until=day)
    versions.announce(work, version, "rechecked")
    await _tell(work, recheck, version, until)


async def _tell(work: Work, recheck: Recheck, version: Version, until: date | None) -> None:
    kind = NoticeKind.VERSION_FAILING if until else NoticeKind.VERSION_PASSING
    page = f"{path_of(version.interface, version.number)}/findings"
    cause = f"{kind}:{version.reference}:{recheck.id}"
    values = {"until_on": until.isoformat()} if until else {}
    people = await owners_of(work, version.interface.institution.key)
    await tell(work, people, kind, version.reference, page, cause=cause, profile=recheck.profile, **values)


def _rows(
    recheck: UUID, version: UUID, comparison: Comparison, report: UUID | None, reason: str | None, now: datetime
) -> list[RecheckResult | RecheckRule]:
    same: dict[str, Any] = {"recheck_id": recheck, "version_id": version}
    result = RecheckResult(
        **same,
        report_id=report,
        effect=comparison.effect,
        reason=reason,
        before=comparison.before,
        after=comparison.after,
        appeared=list(comparison.appeared),
        raised=list(comparison.raised),
        gone=list(comparison.gone),
        at=now,
    )
    return [
        result,
        *(
            RecheckRule(
                **same, rule=rule, severity=one.severity, appeared=one.appeared, raised=one.raised, gone=one.gone
            )
            for rule, one in comparison.rules
        ),
    ]
