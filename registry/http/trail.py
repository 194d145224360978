"""The audit trail as a file that is sent while it is read."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

import msgspec
from litestar.datastructures import State
from litestar.response import Stream

from registry.db.models import AuditEntry
from registry.domain.actors import Actor
from registry.domain.chain import FIELDS, Checkpoint
from registry.domain.csv_cells import csv_line
from registry.usecases import audit
from registry.usecases.work import read

NOT_KEPT = {"Cache-Control": "no-store"}
CHUNK = 64 * 1024
COLUMNS = (*FIELDS, "hash")

TrailForm = Literal["ndjson", "csv"]


def trail_of(state: State, actor: Actor, head: Checkpoint, after: int, form: TrailForm) -> Stream:
    """Return the trail after a number up to its end, which is in a header and, of objects, in the last line."""
    headers = {**NOT_KEPT, "X-Audit-Head": f"{head.seq} {head.hash}"}
    headers["Content-Disposition"] = f'attachment; filename="audit.{form}"'
    kind = "text/csv" if form == "csv" else "application/x-ndjson"
    return Stream(_chunks(state, actor, head, after, form), media_type=kind, headers=headers)


async def _chunks(state: State, actor: Actor, head: Checkpoint, after: int, form: TrailForm) -> AsyncIterator[bytes]:
    # The stream outlives the handler, so it has a work of its own; it ends where the trail ended at the beginning.
    buffer = bytearray()
    async with read(state.database, actor, state.check) as work:
        entries = audit.everything(work, after=after, upto=head.seq)
        async for line in _rows(entries) if form == "csv" else _objects(entries, head):
            buffer += line
            if len(buffer) >= CHUNK:
                yield bytes(buffer)
                buffer.clear()
    yield bytes(buffer)


async def _objects(entries: AsyncIterator[AuditEntry], head: Checkpoint) -> AsyncIterator[bytes]:
    async for entry in entries:
        yield msgspec.json.encode({name: getattr(entry, name) for name in COLUMNS}) + b"\n"
    yield msgspec.json.encode({"head": asdict(head)}) + b"\n"


async def _rows(entries: AsyncIterator[AuditEntry]) -> AsyncIterator[bytes]:
    yield csv_line(COLUMNS).encode()
    async for entry in entries:
        yield csv_line(_cell(getattr(entry, name)) for name in COLUMNS).encode()


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value
