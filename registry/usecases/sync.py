"""Keep a copy: the change feed, and everything at once."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import (
    Change,
    Component,
    Concept,
    ConceptSchema,
    Institution,
    Interface,
    Standard,
    StoredProfile,
    Synonym,
    System,
    Version,
)
from registry.db.queries import (
    concepts,
    institutions,
    interfaces,
    profiles,
    records,
    standards,
    synonyms,
    systems,
    versions,
)
from registry.domain.actors import Scope, require_scope
from registry.domain.entries import EntryKind
from registry.domain.errors import FeedExpired
from registry.domain.visibility import levels_of, may_see_version, own_of
from registry.usecases.work import Work

BATCH = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """A part of the change feed, the number to ask from next, and how far the feed reaches."""

    changes: Sequence[Change]
    since: int
    last_seq: int
    oldest_seq: int
    head: int


async def changes(work: Work, since: int, limit: int, institution: str | None = None) -> Feed:
    """Return the changes after a number that the actor may know of; raise `FeedExpired` where they are gone."""
    require_scope(work.actor, Scope.CHANGES_READ)
    oldest = await records.oldest_change(work.session)
    if since and since < oldest - 1:
        raise FeedExpired(oldest)
    head = await records.last_change(work.session)
    own = own_of(work.actor)
    found = await records.changes_since(work.session, since, limit, levels_of(work.actor), institution, own)
    # More may have been committed since the head was read; what is given out is then the head.
    head = max(head, found[-1].seq if found else 0)
    last = found[-1].seq if len(found) == limit else max(head, since)
    return Feed(found, since, last, oldest, head)


async def state_of(work: Work) -> tuple[int, str]:
    """Return the number of the last change, and the tag of everything that the actor may know of at it."""
    require_scope(work.actor, Scope.ENTRIES_READ)
    last = await records.last_change(work.session)
    seen = f"{last} {levels_of(work.actor)} {own_of(work.actor)} {work.now.date()}"
    return last, f'W/"{hashlib.sha256(seen.encode()).hexdigest()[:24]}"'


Meaning = tuple[Concept, Sequence[ConceptSchema]]
"""A concept with its canonical schemas."""

Entry = Institution | System | Interface | Version | StoredProfile | Component | Standard | Synonym | Meaning


async def everything(work: Work) -> AsyncIterator[Entry]:
    """Yield every entry that the actor may know of: institutions, systems, apis and schemas with versions, profiles.

    Standards with their components, concepts with their schemas and synonyms are known to everybody.
    """
    require_scope(work.actor, Scope.ENTRIES_READ)
    async for institution in _all(work, institutions.list_page, "key"):
        yield institution
    async for system in _all(work, systems.list_page, "key"):
        yield system
    for kind in (EntryKind.API, EntryKind.SCHEMA):
        after = ""
        while batch := await _interfaces(work, kind, after):
            async for entry in _with_versions(work, batch):
                yield entry
            after = batch[-1].name
            work.session.expunge_all()
    for profile in await profiles.list_all(work.session):
        yield profile
    async for reference in _reference_data(work):
        yield reference


async def _reference_data(work: Work) -> AsyncIterator[Component | Standard | Synonym | Meaning]:
    for component in await standards.list_components(work.session):
        yield component
    async for standard in _all(work, standards.list_page, "key"):
        yield standard
    async for concept in _all(work, concepts.list_page, "key"):
        yield concept, await concepts.schemas_of(work.session, [concept])
    async for synonym in _all(work, synonyms.list_page, "key"):
        yield synonym


async def _interfaces(work: Work, kind: EntryKind, after: str) -> Sequence[Interface]:
    own, levels = own_of(work.actor), levels_of(work.actor)
    return await interfaces.list_page(work.session, kind, after=after, limit=BATCH, levels=levels, own=own)


async def _all(work: Work, list_page: Any, key: str) -> AsyncIterator[Any]:
    after = ""
    while batch := await list_page(work.session, after=after, limit=BATCH):
        for entry in batch:
            yield entry
        after = getattr(batch[-1], key)
        work.session.expunge_all()


async def _with_versions(work: Work, batch: Sequence[Interface]) -> AsyncIterator[Interface | Version]:
    every = await versions.of_interfaces(work.session, batch)
    for interface in batch:
        yield interface
        for version in sorted(every, key=lambda one: one.created_at):
            seen = may_see_version(work.actor, interface.guard, version.status)
            if version.interface_id == interface.id and seen:
                yield version
