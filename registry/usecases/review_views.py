"""What a reviewer is shown of a request beside the report: what changed, what was said before, what was done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import Review, ReviewDecision, Version
from registry.db.queries import interfaces, records
from registry.db.queries import reviews as queries
from registry.db.queries import versions as version_queries
from registry.domain.chain import AuditFilters
from registry.domain.entries import Visibility
from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.names import precedence_of
from registry.domain.reviews import Movement, movement_of
from registry.usecases import indexing
from registry.usecases.grounds import Grounds, fingerprints_in, last_approved
from registry.usecases.work import Work
from registry.validators.source import read

MOST = 200
IN_USE = frozenset({Status.PUBLISHED, Status.DEPRECATED, Status.SUSPENDED})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One part of an entry that is no longer what it was when it was approved last."""

    field: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """Which operations or schemas of a document were added, removed or changed since another version."""

    number: str
    operations: Mapping[str, Sequence[str]]
    schemas: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a decision may touch, as far as the registry knows: who may read, and what can be in use by which ways."""

    visibility: Visibility | None
    channels: Sequence[Mapping[str, Any]]
    in_use: Sequence[Version]
    """The versions that consumers can have built on."""


async def reach_of(work: Work, review: Review) -> Reach:
    """Return what is known of the consumers of what a request is about; who calls what is not on record."""
    if review.version is not None:
        entry = review.version.interface
        every = await version_queries.list_all(work.session, entry)
        return Reach(entry.visibility, entry.channels, [one for one in every if one.status in IN_USE])
    system = review.system
    apis = await interfaces.of_system(work.session, system) if system else ()
    every = await version_queries.of_interfaces(work.session, apis)
    return Reach(None, system.channels if system else (), [one for one in every if one.status in IN_USE])


async def entry_changes(work: Work, review: Review, now: Grounds) -> list[FieldChange] | None:
    """Return what of the entry changed since it was approved last; none where it never was."""
    approved = await last_approved(work, review)
    if approved is None:
        return None
    before = json.loads(json.dumps(approved.entry))
    present = json.loads(json.dumps(dict(now.entry)))
    return [
        FieldChange(part, before.get(part), present.get(part))
        for part in present
        if before.get(part) != present.get(part)
    ]


async def movement(work: Work, review: Review, now: Grounds) -> Movement | None:
    """Return which findings are new, unchanged and gone since the last decision on this request, or the last version.

    None where nothing was decided or published before.
    """
    decisions = await queries.decisions_of(work.session, review)
    if decisions:
        return movement_of(decisions[-1].fingerprints, now.fingerprints)
    before = await version_before(work, review)
    if before is None:
        return None
    report = await version_queries.tree_of(work.session, before.report)
    return movement_of(fingerprints_in(report), now.fingerprints)


async def version_before(work: Work, review: Review) -> Version | None:
    """Return the version that readers use now, other than the one that the request is about."""
    version = review.version
    if version is None:
        return None
    every = [one for one in await version_queries.list_all(work.session, version.interface) if one.id != version.id]
    public = sorted((one for one in every if one.status in PUBLIC), key=lambda one: precedence_of(one.number))
    return indexing.latest_public(every) or (public[-1] if public else None)


async def documents_of(work: Work, version: Version, before: Version) -> tuple[bytes, bytes]:
    """Return the documents of two versions as they are stored."""
    new = await version_queries.content_of(work.session, version.digest)
    old = await version_queries.content_of(work.session, before.digest)
    return old.content, new.content


def document_change(number: str, old: bytes, new: bytes) -> DocumentChange:
    """Return what changed from one document to another, by operation and by schema."""
    first, second = read(old).data, read(new).data
    return DocumentChange(
        number,
        _compared(_operations(first), _operations(second)),
        _compared(_schemas(first), _schemas(second)),
    )


async def history_of(work: Work, review: Review) -> list[dict[str, Any]]:
    """Return what was done with a request and with the version that it is about, in order."""
    found = list(
        await records.audit_entries(work.session, after=0, limit=MOST, filters=AuditFilters(subject=review.number))
    )
    if review.version is not None:
        named = AuditFilters(subject=review.version.reference)
        about = await records.audit_entries(work.session, after=0, limit=MOST, filters=named)
        found += [entry for entry in about if entry.at >= review.opened_at]
    return [
        {
            "at": entry.at,
            "action": entry.event.partition(":")[2],
            "institution": entry.institution,
            "actor": entry.actor,
            "reason": entry.reason,
        }
        for entry in sorted(found, key=lambda entry: entry.seq)
        if entry.outcome == "allowed"
    ]


async def decisions_of(work: Work, review: Review) -> Sequence[ReviewDecision]:
    """Return the decisions on a request, in order."""
    return await queries.decisions_of(work.session, review)


def _compared(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        "added": [name for name in now if name not in before],
        "removed": [name for name in before if name not in now],
        "changed": [name for name, told in now.items() if name in before and before[name] != told],
    }


def _operations(tree: Any) -> dict[str, str]:
    """Return the operations of a description as text, by method and path; what all of a path share is in each."""
    found: dict[str, str] = {}
    for path, item in _members(_members(tree).get("paths")).items():
        shared = {name: value for name, value in _members(item).items() if name not in _METHODS}
        for method, operation in _members(item).items():
            if method in _METHODS:
                found[f"{method.upper()} {path}"] = _told([operation, shared])
    return found


def _schemas(tree: Any) -> dict[str, str]:
    components = _members(_members(_members(tree).get("components")).get("schemas"))
    shared = components or _members(_members(tree).get("definitions")) or _members(_members(tree).get("$defs"))
    properties = _members(_members(tree).get("properties"))
    return {name: _told(schema) for name, schema in {**shared, **properties}.items()}


def _members(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _told(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
