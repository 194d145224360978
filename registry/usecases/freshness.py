"""Whether the contacts of a system can be relied on: when they were confirmed, and confirming them."""

from dataclasses import dataclass
from datetime import date, datetime

from registry.db.models import Confirmation, Interface, System
from registry.db.queries import freshness as queries
from registry.db.queries import systems
from registry.domain.actors import require_owner
from registry.domain.freshness import Freshness, confirm_by, digest_of, freshness_of
from registry.domain.visibility import levels_of, own_of
from registry.usecases.revisions import expect
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Facts:
    """What dates say of a system, or of one of its apis."""

    state: Freshness
    registered_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None
    checked_at: datetime | None
    confirm_by: date


async def of_system(work: Work, system: System, api: str | None = None, changed_at: datetime | None = None) -> Facts:
    """Return what dates say of a system, counting the checks that the reader may see; of one api where it is named.

    An api has the contacts of its system, so it is confirmed with them.
    """
    levels, own = levels_of(work.actor), own_of(work.actor)
    return Facts(
        state=freshness_of(system.updated_at, system.confirmed_at, work.now.date()),
        registered_at=system.created_at,
        changed_at=changed_at or system.updated_at,
        confirmed_at=system.confirmed_at,
        checked_at=await queries.last_check(work.session, system, levels, own, api),
        confirm_by=confirm_by(system.updated_at, system.confirmed_at),
    )


async def of_api(work: Work, interface: Interface) -> Facts | None:
    """Return what dates say of an api, none for a schema, which has no contacts."""
    if interface.system is None:
        return None
    return await of_system(work, interface.system, interface.name, interface.updated_at)


async def get(work: Work, key: str) -> Facts:
    """Return what dates say of a system."""
    return await of_system(work, await systems.get(work.session, key))


async def confirm(work: Work, key: str, seen: int) -> System:
    """Say that the contacts of a system are right as they stand, from the revision that was seen."""
    work.attempt("system:confirm", "system", key)
    system = await systems.get(work.session, key)
    require_owner(work.actor, system.institution.key)
    expect(system.revision, seen)
    digest = digest_of(system.contacts)
    system.confirmed_at = work.now
    work.session.add(Confirmation(subject_kind="system", subject=key, by=work.actor.name, at=work.now, contacts=digest))
    await work.session.flush()
    work.record(contacts=digest)
    work.announce("system.confirmed", system, institution=system.institution.key)
    return system
