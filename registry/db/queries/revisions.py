"""The states of entries: keep one after each change, and find the one of a moment."""

from collections.abc import Collection
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import (
    Institution,
    InstitutionName,
    InstitutionParent,
    Interface,
    Revision,
    StoredReport,
    System,
    Version,
)

Revised = Institution | System | Interface | Version
REVISED = (Institution, System, Interface, Version)
SHARED = ("created_at", "updated_at")
REPORT = ("profile", "profile_digest", "engine", "result", "errors", "warnings", "score")
PARTS: dict[type[Revised], tuple[str, ...]] = {
    Institution: ("key", "kind", "sector", "website"),
    System: (
        *("key", "names", "purpose", "sector", "state", "standing", "contacts", "legal_basis", "hosting"),
        *("gisp_reference", "channels", "personal_data", "critical", "levels", "readers"),
    ),
    Interface: (
        *("name", "title", "description", "manner", "visibility", "access", "channels", "message_security", "concept"),
        *("levels", "readers"),
    ),
    Version: (
        *("number", "status", "digest", "submitted_at", "decided_at", "published_at", "deprecated_at", "sunset_on"),
        *("successor", "retired_at"),
    ),
}
"""What is kept of each kind as its table has it; who did what is in the audit trail alone."""


async def keep(session: AsyncSession, changed: Collection[tuple[Revised, bool]], at: datetime) -> None:
    """Keep the states in which these entries are now; the flag says that an entry is gone."""
    rows = [await _row(session, entry, at, gone=gone) for entry, gone in changed]
    if rows:
        await session.execute(insert(Revision), rows)


async def at_moment(session: AsyncSession, kind: str, subject: str, moment: datetime) -> Revision | None:
    """Return the state of an entry at a moment."""
    query = _of(kind, subject).where(Revision.at <= moment).order_by(Revision.at.desc(), Revision.revision.desc())
    found: Revision | None = await session.scalar(query.limit(1))
    return found


async def earliest(session: AsyncSession, kind: str, subject: str) -> Revision | None:
    """Return the first state of an entry that was kept."""
    query = _of(kind, subject).order_by(Revision.at, Revision.revision)
    found: Revision | None = await session.scalar(query.limit(1))
    return found


def _of(kind: str, subject: str) -> Any:
    return select(Revision).where(Revision.kind == kind, Revision.subject == subject)


async def _row(session: AsyncSession, entry: Revised, at: datetime, *, gone: bool) -> dict[str, Any]:
    kind, subject, related = await _named(session, entry)
    parts = {part: plain(getattr(entry, part)) for part in (*PARTS[type(entry)], *SHARED)}
    return {
        "entry_id": entry.id,
        "revision": entry.revision + gone,
        "kind": kind,
        "subject": subject,
        "at": at,
        "tree": None if gone else {**parts, **related},
    }


async def _named(session: AsyncSession, entry: Revised) -> tuple[str, str, dict[str, Any]]:
    """Return the kind of an entry, its name, and the names of what it belongs to."""
    if isinstance(entry, Institution):
        return "institution", entry.key, await _institution(session, entry)
    if isinstance(entry, System):
        related = {"replaced_by": await _key_of(session, entry.replaced_by_id)}
        return "system", entry.key, {**await _owner(session, entry), **related}
    if isinstance(entry, Interface):
        related = {"system": await _key_of(session, entry.system_id)}
        return entry.kind.value, entry.name, {**await _owner(session, entry), **related}
    interface = await session.get_one(Interface, entry.interface_id)
    subject = f"{interface.name}@{entry.number}"
    return "version", subject, {**await _owner(session, interface), "report": await _report(session, entry)}


async def _owner(session: AsyncSession, entry: System | Interface) -> dict[str, Any]:
    return {"institution": (await session.get_one(Institution, entry.institution_id)).key}


async def _key_of(session: AsyncSession, system_id: UUID | None) -> str | None:
    return (await session.get_one(System, system_id)).key if system_id else None


async def _report(session: AsyncSession, version: Version) -> dict[str, Any]:
    report = await session.get_one(StoredReport, version.report_id)
    return {part: plain(getattr(report, part)) for part in REPORT}


async def _institution(session: AsyncSession, entry: Institution) -> dict[str, Any]:
    names = select(InstitutionName).where(InstitutionName.institution_id == entry.id)
    parents = (
        select(InstitutionParent, Institution.key)
        .join(Institution, Institution.id == InstitutionParent.parent_id)
        .where(InstitutionParent.institution_id == entry.id)
    )
    return {
        "names": sorted((name.tree() for name in await session.scalars(names)), key=str),
        "parents": sorted(
            (
                {"institution": key, "valid_from": plain(one.valid_from), "valid_to": plain(one.valid_to)}
                for one, key in await session.execute(parents)
            ),
            key=str,
        ),
    }


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
