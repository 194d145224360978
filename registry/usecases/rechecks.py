"""What people can do with re-checks: try a draft on the whole catalogue, see what would happen, see what fails."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from registry.db.models import LatestCheck, Recheck, RecheckResult, Version
from registry.db.queries import rechecks as queries
from registry.db.queries.rechecks import RuleCount
from registry.domain.actors import Role, Scope, require_role, require_scope
from registry.domain.errors import IllegalTransition
from registry.domain.rechecks import OPEN, Chosen, Effect, Purpose
from registry.domain.visibility import levels_of
from registry.usecases import institutions, profiles, rechecks_due
from registry.usecases.pages import Page, page_of
from registry.usecases.profiles import EDITORS
from registry.usecases.work import Work

READERS = EDITORS | {Role.AUDITOR, Role.ADMIN}
MOST = 200
MOST_FAILING = 1000


@dataclass(frozen=True, slots=True)
class Summary:
    """What a re-check has found so far, counted by effect, by institution and by rule."""

    effects: Mapping[str, int]
    institutions: Mapping[str, Mapping[str, int]]
    rules: Sequence[RuleCount]


async def start_trial(work: Work, key: str, version: str) -> tuple[Recheck, bool]:
    """Have a profile tried on everything that is published; return the trial, and whether it is new.

    One that waits or runs already is returned as it is.
    """
    work.attempt("recheck:start", "profile", f"{key}@{version}")
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    stored = await profiles.get(work, key, version)
    newest = await queries.newest_trial(work.session, stored.key, stored.version)
    if newest is not None and newest.state in OPEN:
        return newest, False
    recheck = Recheck(
        purpose=Purpose.TRIAL,
        profile_key=stored.key,
        profile_version=stored.version,
        profile_digest=stored.digest,
        asked_by=work.actor.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(recheck)
    await work.session.flush()
    work.record(recheck=str(recheck.id), digest=stored.digest)
    return recheck, True


async def stop(work: Work, identity: UUID) -> Recheck:
    """Stop a re-check; what it has found stays. Raise `IllegalTransition` where it has ended."""
    work.attempt("recheck:stop", "recheck", str(identity))
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    recheck = await queries.get(work.session, identity, lock=True)
    if recheck.state not in OPEN:
        raise IllegalTransition(recheck.state, "stop", ())
    rechecks_due.end(work, recheck)
    await work.session.flush()
    work.record(profile=recheck.profile, purpose=recheck.purpose, done=recheck.done)
    return recheck


async def list_all(work: Work) -> Sequence[Recheck]:
    """Return the re-checks, those that were asked for last in front."""
    _require_reader(work)
    return await queries.list_all(work.session, MOST)


async def get(work: Work, identity: UUID) -> Recheck:
    """Return a re-check."""
    _require_reader(work)
    return await queries.get(work.session, identity)


async def newest_trial(work: Work, key: str, version: str) -> Recheck | None:
    """Return the trial of a profile that was asked for last, none where there is none."""
    _require_reader(work)
    return await queries.newest_trial(work.session, key, version)


async def summary_of(work: Work, recheck: Recheck) -> Summary:
    """Count what a re-check has found so far."""
    _require_reader(work)
    effects, by_institution = Counter[str](), dict[str, dict[str, int]]()
    for institution, effect, count in await queries.effects(work.session, recheck.id):
        by_institution.setdefault(institution, {})[effect] = count
        effects[effect] += count
    told = {effect.value: effects[effect] for effect in Effect}
    return Summary(told, by_institution, await queries.rules(work.session, recheck.id))


async def results(
    work: Work, recheck: Recheck, chosen: Chosen, *, after: str = "", limit: int = 50
) -> Page[RecheckResult]:
    """Return a page of what came of the versions, by their names and numbers."""
    _require_reader(work)
    entry, _, number = after.partition("@")
    total = await queries.count_results(work.session, recheck.id, chosen)
    rows = await queries.results(work.session, recheck.id, chosen, (entry, number), limit + 1)
    return page_of(rows, limit, total, lambda row: row.version.reference)


async def failing(work: Work, institution: str) -> Sequence[Version]:
    """Return the published versions of an institution that fail now, those whose grace ends first in front."""
    row = await institutions.get(work, institution)
    return await queries.failing(work.session, row.key, levels_of(work.actor), MOST_FAILING)


async def latest_of(work: Work, version: Version) -> LatestCheck | None:
    """Return what a re-check found last of a version, none where it was not checked again."""
    return await queries.latest_report(work.session, version.id)


async def latest_report_of(work: Work, version: Version) -> dict[str, Any]:
    """Return the whole of the newest report on a version: that of its last re-check, else its own."""
    identity = version.latest.report_id if version.latest else version.report_id
    return await queries.tree_of(work.session, identity)


def _require_reader(work: Work) -> None:
    require_scope(work.actor, Scope.ENTRIES_READ)
    require_role(work.actor, READERS)
