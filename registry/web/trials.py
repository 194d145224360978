"""The pages on which a profile is tried on everything that is published."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.db.models import Recheck, RecheckResult, StoredProfile
from registry.domain.csv_cells import csv_line
from registry.domain.errors import NotFound
from registry.domain.rechecks import OPEN, Chosen, Effect
from registry.usecases import profiles, rechecks
from registry.usecases.indexing import path_of
from registry.usecases.work import Work
from registry.web import forms
from registry.web.reader import Reader

PATH = "/profiles/{key:str}/{version:str}/trial"
PAGE = 100
BATCH = 1000
SECONDS = 5
COLUMNS = ("version", "institution", "effect", "reason", "errors_before", "errors_after", "appeared", "raised", "gone")


@get(PATH, include_in_schema=False)
async def trial(
    key: FromPath[str], version: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show how far the newest trial has got and what it has found; the page reloads by itself until it has ended."""
    profile, found = await _found(reading, key, version)
    is_open = found is not None and found.state in OPEN
    return reader.page(
        "rechecks/trial.html",
        headers={"Refresh": str(SECONDS)} if is_open else {},
        profile=profile,
        trial=found,
        open=is_open,
        summary=await rechecks.summary_of(reading, found) if found else None,
        may_start=bool(reader.actor.roles & profiles.EDITORS),
    )


@post(PATH, include_in_schema=False, status_code=200)
async def start(
    request: Request[Any, Any, State],
    key: FromPath[str],
    version: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Response[Any]:
    """Have a profile tried."""
    await forms.read(request)
    row, _ = await rechecks.start_trial(work, key, version)
    return reader.go(_address(row))


@post(f"{PATH}/stop", include_in_schema=False, status_code=200)
async def stop(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Response[Any]:
    """Stop a trial; what it has found stays."""
    form = await forms.read(request)
    return reader.go(_address(await rechecks.stop(work, _identity(form.one("recheck")))))


@get(f"{PATH}/versions", include_in_schema=False)
async def listing(
    request: Request[None, None, State],
    key: FromPath[str],
    version: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show the versions behind a figure."""
    profile, found = await _ended_or_not(reading, key, version)
    chosen = chosen_by(request)
    after = request.query_params.get("after", "")[:200]
    page = await rechecks.results(reading, found, chosen, after=after, limit=PAGE)
    asked = {name: value for name, value in chosen._asdict().items() if value}
    return reader.page(
        "rechecks/versions.html",
        profile=profile,
        page=page,
        chosen=chosen,
        query=urlencode(asked),
        following=urlencode({**asked, "after": page.next_after or ""}),
        path_of=path_of,
    )


@get([f"{PATH}/versions.csv", f"{PATH}/versions.json"], include_in_schema=False)
async def export(
    request: Request[None, None, State], key: FromPath[str], version: FromPath[str], reading: NamedDependency[Work]
) -> Response[bytes]:
    """Give the versions behind a figure as a table for a spreadsheet, or as JSON for a program."""
    _, found = await _ended_or_not(reading, key, version)
    rows = [row_of(one) async for one in _all(reading, found, chosen_by(request))]
    kind = request.url.path.rpartition(".")[2]
    content = _table(rows) if kind == "csv" else json.dumps(rows, ensure_ascii=False).encode()
    media_type = "text/csv" if kind == "csv" else "application/json"
    headers = {
        "Content-Disposition": f'attachment; filename="trial-{found.id}.{kind}"',
        "Cache-Control": "no-store, private",
    }
    return Response(content, media_type=media_type, headers=headers)


def chosen_by(request: Request[Any, Any, State]) -> Chosen:
    """Return which versions an address asks for; what is no effect asks for all."""
    asked = {name: request.query_params.get(name, "")[:200] or None for name in Chosen._fields}
    effect = Effect(asked["effect"]) if asked["effect"] in list(Effect) else None
    return Chosen(effect, asked["institution"], asked["rule"])


def row_of(one: RecheckResult) -> dict[str, Any]:
    """Return a result as a row of a table."""
    return {
        "version": one.version.reference,
        "institution": one.version.interface.institution.key,
        "effect": one.effect.value,
        "reason": one.reason,
        "errors_before": one.before.get("error"),
        "errors_after": one.after.get("error"),
        "appeared": len(one.appeared),
        "raised": len(one.raised),
        "gone": len(one.gone),
    }


def _table(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as CSV."""
    return "".join(map(csv_line, (COLUMNS, *(row.values() for row in rows)))).encode()


async def _all(reading: Work, found: Recheck, chosen: Chosen) -> AsyncIterator[RecheckResult]:
    after: str | None = ""
    while after is not None:
        page = await rechecks.results(reading, found, chosen, after=after, limit=BATCH)
        for one in page.items:
            yield one
        after = page.next_after
        reading.session.expunge_all()


async def _found(reading: Work, key: str, version: str) -> tuple[StoredProfile, Recheck | None]:
    found = await rechecks.newest_trial(reading, key, version)
    return await profiles.get(reading, key, version), found


async def _ended_or_not(reading: Work, key: str, version: str) -> tuple[StoredProfile, Recheck]:
    profile, found = await _found(reading, key, version)
    if found is None:
        raise NotFound("recheck", f"{key}@{version}")
    return profile, found


def _address(row: Recheck) -> str:
    return f"/profiles/{row.profile_key}/{row.profile_version}/trial"


def _identity(word: str) -> UUID:
    try:
        return UUID(word)
    except ValueError:
        raise NotFound("recheck", word[:40]) from None


ROUTES = [trial, start, stop, listing, export]
