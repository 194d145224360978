"""The pages of one version of an api or a schema."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.db.models import Interface, Version
from registry.domain.entries import EntryKind
from registry.domain.errors import NotFound
from registry.domain.lifecycle import EDITABLE, Action
from registry.usecases import indexing, interfaces, overlaps, rules, transitions, versions
from registry.usecases.work import Work
from registry.web import operations
from registry.web.documents import opened
from registry.web.excerpts import Line, shortened
from registry.web.findings import grades_of, unchecked_of
from registry.web.markdown import html_of
from registry.web.naming import VERSION_PATHS, below_versions
from registry.web.reader import Reader
from registry.web.threads import elsewhere

LINES = 1_000


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every page of a version."""

    version: Version
    interface: Interface
    every: Sequence[Version]
    latest: str | None
    actions: Sequence[Action]
    path: str
    entry_path: str
    operations: list[dict[str, Any]] = field(default_factory=list)
    schemas: list[dict[str, Any]] = field(default_factory=list)
    binds_from: date | None = None
    """The day from which the errors of the check stop a submission, where they do not yet."""


async def frame_of(reading: Work, reader: Reader, name: str, number: str) -> Frame:
    """Return what stands round the pages of a version."""
    version = await versions.get(reading, name, number)
    every = await versions.list_all(reading, await interfaces.get(reading, name))
    latest = indexing.latest_public(every)
    facts = version.facts
    return Frame(
        version,
        version.interface,
        every,
        latest.number if latest else None,
        transitions.actions_of(reader.actor, version),
        indexing.path_of(version.interface, version.number),
        indexing.path_of(version.interface),
        list(facts.get("operations", ())),
        list(facts.get("schemas", ())),
        transitions.binds_from(versions.head_of(version)),
    )


@get(VERSION_PATHS, include_in_schema=False)
async def version(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show a version: its operations, or the properties of a data schema."""
    frame = await frame_of(reading, reader, name, number)
    facts = frame.version.facts
    description = await elsewhere(html_of, facts.get("description") or "")
    rows: Sequence[Any] = ()
    if frame.interface.kind is EntryKind.SCHEMA:
        document = await opened(await versions.document_of(reading, frame.version))
        rows = await elsewhere(operations.schema_view, document, facts, "")
    return reader.page(
        "versions/version.html",
        frame=frame,
        tab="overview",
        description=description,
        rows=rows,
        groups=by_tag(frame.operations),
        overlaps=await overlaps.of_version(reading, frame.version),
    )


@get(below_versions("operations/{position:int}"), include_in_schema=False)
async def operation(
    name: NamedDependency[str],
    number: FromPath[str],
    position: FromPath[int],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show one operation: what it takes, and what it answers."""
    frame = await frame_of(reading, reader, name, number)
    fact = one_of(frame.operations, position, "operation")
    document = await opened(await versions.document_of(reading, frame.version))
    view = await elsewhere(operations.view_of, document, frame.version.facts, position)
    return reader.page(
        "versions/operation.html", frame=frame, tab="overview", operation=fact, view=view, position=position
    )


@get(below_versions("schemas"), include_in_schema=False)
async def schemas(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the names of the schemas of a version."""
    return reader.page("versions/schemas.html", frame=await frame_of(reading, reader, name, number), tab="schemas")


@get(below_versions("schemas/{position:int}"), include_in_schema=False)
async def schema(
    name: NamedDependency[str],
    number: FromPath[str],
    position: FromPath[int],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show one schema of a version, property by property."""
    frame = await frame_of(reading, reader, name, number)
    fact = one_of(frame.schemas, position, "data-schema")
    document = await opened(await versions.document_of(reading, frame.version))
    rows = await elsewhere(operations.schema_view, document, frame.version.facts, fact["pointer"])
    description = await elsewhere(html_of, fact.get("description") or "")
    return reader.page(
        "versions/schema.html", frame=frame, tab="schemas", schema=fact, rows=rows, description=description
    )


@get(below_versions("findings"), include_in_schema=False)
async def findings(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what the check found, with the lines that each finding points at."""
    frame = await frame_of(reading, reader, name, number)
    tree = await versions.report_of(reading, frame.version)
    document = await opened(await versions.document_of(reading, frame.version))
    judge = await rules.judge_of(reading, tree["profile_digest"])
    grades = await elsewhere(grades_of, tree, document.lines, reader.language, judge)
    return reader.page(
        "versions/findings.html",
        frame=frame,
        tab="findings",
        report=tree,
        grades=grades,
        unchecked=unchecked_of(tree, reader.language, judge),
        overlaps=await overlaps.of_version(reading, frame.version) if frame.version.status in EDITABLE else (),
    )


@get(below_versions("history"), include_in_schema=False)
async def history(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what was done with a version, and when."""
    frame = await frame_of(reading, reader, name, number)
    entries = await versions.history_of(reading, frame.version)
    return reader.page("versions/history.html", frame=frame, tab="history", entries=entries)


@get(below_versions("source"), include_in_schema=False)
async def source(
    request: Request[None, None, State],
    name: NamedDependency[str],
    number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show the document itself, a thousand lines a page."""
    frame = await frame_of(reading, reader, name, number)
    document = await opened(await versions.document_of(reading, frame.version))
    first = first_line(request.query_params.get("from", ""), len(document.lines))
    part = document.lines[first - 1 : first - 1 + LINES]
    lines = [Line(number, shortened(line)) for number, line in enumerate(part, first)]
    starts = range(1, len(document.lines) + 1, LINES)
    return reader.page(
        "versions/source.html", frame=frame, tab="source", lines=lines, starts=starts, total=len(document.lines)
    )


def one_of(facts: Sequence[dict[str, Any]], position: int, kind: str) -> dict[str, Any]:
    """Return the fact at a position; raise `NotFound` where there is none."""
    if not 0 <= position < len(facts):
        raise NotFound(kind, str(position))
    return facts[position]


def first_line(asked: str, total: int) -> int:
    """Return the first line of the page of the source that holds the line asked for."""
    line = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1  # noqa: PLR2004 longer than any document
    return (min(max(line, 1), total) - 1) // LINES * LINES + 1


def by_tag(facts: Sequence[dict[str, Any]]) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """Return operations with their positions, by the first tag of each."""
    groups: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for position, fact in enumerate(facts):
        tag = next(iter(fact.get("tags", ())), "")
        groups.setdefault(tag, []).append((position, fact))
    return groups


ROUTES = [version, operation, schemas, schema, findings, history, source]
