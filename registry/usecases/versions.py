"""What can be done with the versions of an api or a schema."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from registry.db.models import Document, Interface, StoredReport, Version
from registry.db.queries import records
from registry.db.queries import versions as queries
from registry.domain.actors import OWNERS, Role, require_owner, require_role
from registry.domain.chain import AuditFilters
from registry.domain.entries import EntryKind, Standing
from registry.domain.errors import (
    CheckUnfinished,
    FieldError,
    FieldsInvalid,
    NotADraft,
    NotFound,
    NumberTaken,
    Unauthenticated,
)
from registry.domain.heads import VersionHead
from registry.domain.lifecycle import EDITABLE, PUBLIC, Status
from registry.domain.names import is_semantic_version, precedence_of
from registry.domain.visibility import is_insider, level_of, levels_of, may_see_version, own_of
from registry.usecases import indexing, interfaces, reports, standings, waived
from registry.usecases.work import Work
from registry.validators.report import Report, to_tree

DOCUMENT_KINDS = {EntryKind.API: "openapi", EntryKind.SCHEMA: "schema"}


async def publish(work: Work, name: str, content: bytes, number: str | None = None) -> tuple[Version, bool]:
    """Take in a document as a version of an api or a schema; return the version, and whether it is new.

    The same bytes again are answered with the version that exists, a draft with the report of a later profile; other
    bytes replace a draft, and are refused under the number of anything that has been submitted.
    """
    work.attempt("version:upload", "version", f"{name}@{number or ''}")
    require_role(work.actor, OWNERS | {Role.ADMIN})
    # The check comes before the first question to the database, so that no transaction waits for it.
    report = await reports.report_on(work, content)
    interface = await interfaces.get(work, name)
    require_owner(work.actor, interface.institution.key)
    every = await queries.list_all(work.session, interface)
    same = [one for one in every if one.digest == report.digest and number in {None, one.number}]
    if same and not _is_to_be_renewed(same[0], report):
        return same[0], False
    number = same[0].number if same else number_of(interface.kind, report, number)
    work.attempt("version:upload", "version", f"{name}@{number}")
    existing = next((one for one in every if one.number == number), None)
    if existing is not None and existing.status not in EDITABLE:
        raise NumberTaken(number, existing.digest)
    version = await _kept(work, interface, existing, number, content, report)
    return version, existing is None


async def get(work: Work, name: str, number: str, *, lock: bool = False) -> Version:
    """Return a version that the actor may know of; `latest` is the one that a reader means."""
    if number == "latest":
        number = await _latest(work, name)
    version = await queries.get(work.session, name, number, lock=lock)
    if not _may_see(work, version):
        raise NotFound("version", f"{name}@{number}")
    return version


async def head(work: Work, name: str, number: str) -> VersionHead:
    """Return which state there is of a version that the actor may know of."""
    found = await queries.head(work.database.quick, name, number)
    if not may_see_version(work.actor, found.guard, found.status):
        raise NotFound("version", f"{name}@{number}")
    return found


def head_of(version: Version) -> VersionHead:
    """Return what a version says of its state."""
    return queries.head_of(version)


async def list_all(work: Work, interface: Interface) -> Sequence[Version]:
    """Return the versions that the actor may know of, the highest number first."""
    every = await queries.list_all(work.session, interface)
    seen = [version for version in every if _may_see(work, version)]
    return sorted(seen, key=lambda one: precedence_of(one.number), reverse=True)


async def recent(work: Work, limit: int) -> Sequence[Version]:
    """Return what was published last, of what the actor may know of."""
    return await queries.published_last(work.session, levels_of(work.actor), limit)


async def in_progress(work: Work) -> Sequence[Version]:
    """Return the versions of the actor's institution that are not yet public, the latest change first."""
    if not work.actor.known:
        raise Unauthenticated
    return await queries.unfinished_of(work.session, own_of(work.actor) or "", sorted(set(Status) - PUBLIC))


async def by_entry(work: Work, entries: Sequence[Interface]) -> dict[str, list[Version]]:
    """Return the versions that the actor may know of, by the name of their entry, the highest number first."""
    found: dict[str, list[Version]] = {entry.name: [] for entry in entries}
    every = await queries.of_interfaces(work.session, entries)
    for version in sorted(every, key=lambda one: precedence_of(one.number), reverse=True):
        if _may_see(work, version):
            found[version.interface.name].append(version)
    return found


async def document_of(work: Work, version: Version) -> Document:
    """Return the document of a version, with its bytes."""
    return await queries.content_of(work.session, version.digest)


async def document_by_digest(work: Work, digest: str) -> Document:
    """Return a document by its digest, where the actor may know of a version that has it."""
    if not any(_may_see(work, version) for version in await queries.with_digest(work.session, digest)):
        raise NotFound("document", digest)
    return await queries.content_of(work.session, digest)


async def report_of(work: Work, version: Version) -> dict[str, Any]:
    """Return the whole report of the check of a version, its findings marked with the waivers that cover them."""
    return await waived.marked(work, version)


async def history_of(work: Work, version: Version) -> list[dict[str, Any]]:
    """Return what was done with a version, and by whom where the reader may know it."""
    insider = is_insider(work.actor, version.interface.institution.key)
    entries = await records.audit_entries(
        work.session, after=0, limit=200, filters=AuditFilters(subject=version.reference)
    )
    return [
        {
            "at": entry.at,
            "action": entry.event.partition(":")[2],
            "institution": entry.institution,
            "actor": entry.actor if insider else None,
            "reason": entry.reason if insider else None,
        }
        for entry in entries
        if entry.outcome == "allowed" and entry.subject_kind == "version"
    ]


async def delete(work: Work, name: str, number: str) -> None:
    """Delete a draft; anything that was ever submitted stays."""
    work.attempt("version:delete", "version", f"{name}@{number}")
    version = await get(work, name, number, lock=True)
    require_owner(work.actor, version.interface.institution.key)
    if version.status is not Status.DRAFT:
        raise NotADraft(version.status)
    await work.session.delete(version)
    work.record(digest=version.digest)
    announce(work, version, "deleted")


def announce(work: Work, version: Version, verb: str) -> None:
    """Tell those who copy the catalogue what happened to a version."""
    interface = version.interface
    work.announce(
        f"{interface.kind}.version.{verb}",
        interface,
        level=level_of(interface.visibility, version.status),
        readers=interface.readers,
        name=interface.name,
        institution=interface.institution.key,
        version=version.number,
        digest=version.digest,
    )


def _may_see(work: Work, version: Version) -> bool:
    return may_see_version(work.actor, version.interface.guard, version.status)


async def _latest(work: Work, name: str) -> str:
    interface = await interfaces.get(work, name)
    latest = indexing.latest_public(await queries.list_all(work.session, interface))
    if latest is None:
        raise NotFound("version", f"{name}@latest")
    return latest.number


def _is_to_be_renewed(version: Version, report: Report) -> bool:
    """Say whether a draft has the report of another profile, or of another engine, than it would be given now."""
    had = version.report
    same = (had.profile_digest, had.engine) == (report.profile_digest, report.engine)
    return version.status in EDITABLE and report.facts is not None and not same


def number_of(entry: EntryKind, report: Report, asked: str | None) -> str:
    """Return the number that a document has as a version of a kind of entry; raise an error where it can be none."""
    if report.unfinished is not None:
        raise CheckUnfinished(report.unfinished)
    kind = DOCUMENT_KINDS[entry]
    if report.facts is None or report.facts.kind != kind:
        raise FieldsInvalid((FieldError("", "document-kind", {"limit": kind}),))
    number = asked or report.facts.version
    if number is None or not is_semantic_version(number):
        pointer = "/number" if asked else "/info/version"
        raise FieldsInvalid((FieldError(pointer, "somana-version", {"limit": number or "-"}),))
    return number


async def _kept(
    work: Work, interface: Interface, existing: Version | None, number: str, content: bytes, report: Report
) -> Version:
    document = await queries.keep_document(work.session, _document(work, content, report))
    stored = await queries.keep_report(work.session, stored_report(work, report), standings.outcomes_of(report))
    facts = to_tree(report)["facts"] or {}
    if existing is None:
        version = Version(
            interface=interface,
            number=number,
            document=document,
            report=stored,
            facts=facts,
            written_by=work.actor.name,
            created_at=work.now,
            updated_at=work.now,
        )
        # It is new, so nothing was ever checked again; nobody need ask the database.
        set_committed_value(version, "latest", None)
        work.session.add(version)
    else:
        version = existing
        version.document, version.report, version.facts = document, stored, facts
        version.written_by, version.updated_at = work.actor.name, work.now
    version.waived_until = await waived.until(work, interface.id, stored)
    raise_standing(work, interface, Standing.CHECKED)
    await work.session.flush()
    work.record(digest=report.digest, report=str(stored.id), result=report.result)
    announce(work, version, "uploaded")
    return version


def raise_standing(work: Work, interface: Interface, reached: Standing) -> None:
    """Say how far the registry has got with the system of an api; it never goes back."""
    system, order = interface.system, list(Standing)
    if system is not None and order.index(system.standing) < order.index(reached):
        system.standing, system.updated_at = reached, work.now
        work.announce("system.changed", system, institution=interface.institution.key)


def _document(work: Work, content: bytes, report: Report) -> Document:
    # The checker has told JSON from YAML by the first character that is no space, as every reader can.
    kind = "json" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else "yaml"
    return Document(digest=report.digest, format=kind, size=len(content), content=content, created_at=work.now)


def stored_report(work: Work, report: Report) -> StoredReport:
    """Return a report as it is stored."""
    return StoredReport(
        document_digest=report.digest,
        profile=report.profile,
        profile_digest=report.profile_digest,
        engine=report.engine,
        result=report.result,
        errors=report.counts["error"],
        warnings=report.counts["warning"],
        score=report.score,
        tree=to_tree(report),
        created_at=work.now,
    )
