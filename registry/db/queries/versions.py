"""Every question asked of versions, their documents and their reports."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, cast, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer, joinedload, undefer

from registry.db.dialect import Quick
from registry.db.models import Document, Institution, Interface, ReportRule, StoredReport, Version
from registry.db.queries import locking
from registry.domain.errors import NotFound
from registry.domain.heads import VersionHead
from registry.domain.lifecycle import PUBLIC, Status

WHOLE = (
    joinedload(Version.interface).joinedload(Interface.institution).selectinload(Institution.names),
    joinedload(Version.interface).joinedload(Interface.system),
    joinedload(Version.document),
    joinedload(Version.report),
    joinedload(Version.latest),
)

_NAMED = (
    joinedload(Version.interface).joinedload(Interface.institution).selectinload(Institution.names),
    defer(Version.facts),
)

_KNOWN = select(cast(StoredReport.tree, Text)).where(
    StoredReport.document_digest == bindparam("document"),
    StoredReport.profile_digest == bindparam("profile"),
    StoredReport.engine == bindparam("engine"),
)


_HEAD = (
    select(
        *(Version.id, Version.revision, Interface.revision.label("revision_of_entry"), Institution.key),
        *(Interface.visibility, Version.status, Version.written_by, Version.submitted_by, Version.taken_by),
        *(StoredReport.result, cast(StoredReport.binding_on, Text).label("binding_on")),
        *(cast(Version.waived_until, Text).label("waived_until"), Interface.readers),
    )
    .join(Version.interface)
    .join(Interface.institution)
    .join(Version.report)
    .where(Interface.name == bindparam("name"), Version.number == bindparam("number"))
)


async def head(quick: Quick, name: str, number: str) -> VersionHead:
    """Return which state of a version there is; raise `NotFound`."""
    for row in await quick.rows(_HEAD, name=name, number=number):
        found = VersionHead._make(row)
        # The plain drivers do not agree on what a day is, but they do on text.
        return found._replace(binding_on=_day(found.binding_on), waived_until=_day(found.waived_until))
    raise NotFound("version", f"{name}@{number}")


def head_of(version: Version) -> VersionHead:
    """Return what a version says of its state."""
    return VersionHead(
        version.id,
        version.revision,
        version.interface.revision,
        version.interface.institution.key,
        version.interface.visibility,
        version.status,
        version.written_by,
        version.submitted_by,
        version.taken_by,
        version.report.result,
        version.report.binding_on,
        version.waived_until,
        version.interface.readers,
    )


def _day(word: object) -> date | None:
    return date.fromisoformat(str(word)) if word else None


async def get(session: AsyncSession, name: str, number: str, *, lock: bool = False) -> Version:
    """Return a version with its entry, document and report; raise `NotFound`."""
    query = select(Version).join(Version.interface).where(Interface.name == name, Version.number == number)
    if lock:
        await locking.lock(session, query, Version)
    found = await session.scalar(query.options(*WHOLE))
    if found is None:
        raise NotFound("version", f"{name}@{number}")
    return found


async def list_all(session: AsyncSession, interface: Interface) -> Sequence[Version]:
    """Return every version of an api or a schema."""
    query = select(Version).where(Version.interface_id == interface.id).options(*WHOLE)
    return (await session.scalars(query)).all()


async def public_of(session: AsyncSession, interfaces: Collection[UUID]) -> Sequence[Version]:
    """Return the public versions of some apis and schemas, with their reports."""
    query = select(Version).where(Version.interface_id.in_(interfaces), Version.status.in_(sorted(PUBLIC)))
    return (await session.scalars(query.options(joinedload(Version.report)))).all()


async def of_interfaces(session: AsyncSession, interfaces: Sequence[Interface]) -> Sequence[Version]:
    """Return every version of several apis or schemas."""
    query = select(Version).where(Version.interface_id.in_([interface.id for interface in interfaces]))
    return (await session.scalars(query.options(*WHOLE))).all()


async def by_ids(session: AsyncSession, identities: Collection[UUID]) -> Sequence[Version]:
    """Return several versions by their identities, in no order, with their entries and no more."""
    return (await session.scalars(select(Version).where(Version.id.in_(identities)).options(*_NAMED))).all()


async def published_last(session: AsyncSession, visibilities: Sequence[str], limit: int) -> Sequence[Version]:
    """Return the versions that can be used, those that were published last in front."""
    query = select(Version).join(Version.interface).where(Interface.visibility.in_(visibilities))
    query = query.where(Version.status == Status.PUBLISHED).order_by(Version.published_at.desc(), Version.id)
    return (await session.scalars(query.limit(limit).options(*WHOLE))).all()


async def unfinished_of(session: AsyncSession, institution: str, states: Sequence[Status]) -> Sequence[Version]:
    """Return the versions of an institution in these states, those that changed last in front."""
    query = select(Version).join(Version.interface).join(Interface.institution).where(Institution.key == institution)
    query = query.where(Version.status.in_(states)).order_by(Version.updated_at.desc(), Version.id)
    return (await session.scalars(query.limit(200).options(*WHOLE))).all()


async def with_digest(session: AsyncSession, digest: str) -> Sequence[Version]:
    """Return the versions whose document has this digest."""
    return (await session.scalars(select(Version).where(Version.digest == digest).options(*WHOLE))).all()


async def content_of(session: AsyncSession, digest: str) -> Document:
    """Return a document with its bytes; raise `NotFound`."""
    query = select(Document).where(Document.digest == digest).options(undefer(Document.content))
    found = await session.scalar(query)
    if found is None:
        raise NotFound("document", digest)
    return found


async def tree_of(session: AsyncSession, report: StoredReport) -> dict[str, Any]:
    """Return the whole of a stored report."""
    tree = await session.scalar(select(StoredReport.tree).where(StoredReport.id == report.id))
    return tree or {}


async def known_report(session: AsyncSession, document_digest: str, profile_digest: str, engine: str) -> str | None:
    """Return the whole of the report that these inputs have as stored text, none where there is none."""
    given = {"document": document_digest, "profile": profile_digest, "engine": engine}
    text: str | None = await session.scalar(_KNOWN, given)
    return text


async def keep_document(session: AsyncSession, document: Document) -> Document:
    """Store a document unless its bytes are there already; return the stored one."""
    found = await session.get(Document, document.digest)
    if found is not None:
        return found
    try:
        async with session.begin_nested():
            session.add(document)
    except IntegrityError:  # another transaction has just stored the same bytes
        return await session.get_one(Document, document.digest)
    return document


async def keep_report(session: AsyncSession, report: StoredReport, outcomes: Mapping[str, str]) -> StoredReport:
    """Store a report, with what became of its rules, unless the same inputs have one already; return the stored one."""
    same = select(StoredReport).where(
        StoredReport.document_digest == report.document_digest,
        StoredReport.profile_digest == report.profile_digest,
        StoredReport.engine == report.engine,
    )
    found = await session.scalar(same)
    if found is not None:
        return found
    try:
        async with session.begin_nested():
            session.add(report)
            await session.flush()
            if outcomes:
                rows = [{"rule": rule, "outcome": word, "report_id": report.id} for rule, word in outcomes.items()]
                await session.execute(insert(ReportRule), rows)
        await session.refresh(report, ["binding_on"])
    except IntegrityError:  # another transaction has just stored the same report
        return (await session.scalars(same)).one()
    return report
