"""Read an entry as it was at some time; who may read it is decided by what it is today."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from registry.db.models import Interface, System
from registry.db.queries import revisions
from registry.domain.days import end_of
from registry.domain.entries import Visibility
from registry.domain.errors import FieldError, FieldsInvalid, NotFound
from registry.domain.lifecycle import Status
from registry.domain.past_errors import NotRecorded
from registry.domain.visibility import is_insider, may_see_entry, may_see_version, withheld_from
from registry.usecases import institutions, interfaces, systems, versions
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Past:
    """The state in which an entry was at a moment, and since when it was so."""

    kind: str
    name: str
    moment: datetime
    since: datetime
    revision: int
    tree: dict[str, Any]


async def institution(work: Work, key: str, written: str) -> Past:
    """Return an institution as it was at a moment, or at the end of a day."""
    return await _state(work, "institution", (await institutions.get(work, key)).key, written)


async def system(work: Work, key: str, written: str) -> Past:
    """Return a system as it was at a moment, or at the end of a day."""
    row = await systems.get(work, key)
    return _veiled(work, row, await _state(work, "system", row.key, written))


async def interface(work: Work, name: str, written: str) -> Past:
    """Return an api or a schema as it was at a moment, or at the end of a day."""
    row = await interfaces.get(work, name)
    found = await _state(work, row.kind, row.name, written)
    then = row.guard._replace(visibility=Visibility(found.tree["visibility"]), readers=found.tree.get("readers", ()))
    if not may_see_entry(work.actor, then):
        raise NotFound(row.kind, name)
    return _veiled(work, row, found)


async def version(work: Work, name: str, number: str, written: str) -> Past:
    """Return a version as it was at a moment; what only insiders saw of it then, only they see now."""
    row = await versions.get(work, name, number)
    found = await _state(work, "version", row.reference, written)
    if not may_see_version(work.actor, row.interface.guard, Status(found.tree["status"])):
        raise NotFound("version", row.reference)
    return found


def _veiled(work: Work, row: System | Interface, found: Past) -> Past:
    """Return a state without the parts that are withheld from the reader today."""
    hidden = set(withheld_from(work.actor, row))
    if not is_insider(work.actor, row.institution.key):
        hidden |= {"levels", "readers"}
    return replace(found, tree={name: value for name, value in found.tree.items() if name not in hidden})


async def _state(work: Work, kind: str, name: str, written: str) -> Past:
    moment = end_of("as_of", written)
    if moment is None:
        raise FieldsInvalid((FieldError("as_of", "moment", {"limit": ""}, "query"),))
    found = await revisions.at_moment(work.session, kind, name, moment)
    if found is None:
        first = await revisions.earliest(work.session, kind, name)
        if first and first.tree and datetime.fromisoformat(first.tree["created_at"]) <= moment:
            raise NotRecorded(kind, name, first.at.date().isoformat())
    if found is None or found.tree is None:
        raise NotFound(kind, name)
    return Past(kind, name, moment, found.at, found.revision, found.tree)
