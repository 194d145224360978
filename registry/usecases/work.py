"""One piece of work: a transaction, the actor, the time, the audit entry."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm.exc import StaleDataError

from registry.db import conflicts
from registry.db.models import Change
from registry.db.queries import revisions
from registry.db.queries.revisions import REVISED
from registry.db.session import Database
from registry.domain.actors import Actor, Scope, require_scope
from registry.domain.errors import (
    Invalid,
    KeyRefused,
    Outdated,
    RegistryError,
    SignInRefused,
    Unauthenticated,
    Unavailable,
)
from registry.usecases.checking import Checker
from registry.usecases.shapes import validated

Check = Checker
"""The check of documents, elsewhere than in the event loop."""


class Announced(Protocol):
    """An entry of the catalogue that copies are kept of."""

    id: UUID

    @property
    def key(self) -> str:
        """Return the key of the entry."""
        ...


class UnrecordedChange(RuntimeError):
    """A use case changed something and recorded nothing; its change is undone."""


@dataclass(slots=True)
class Work:
    """What every use case is given: who asks, when, in which session, and where it is put on the record."""

    database: Database
    session: AsyncSession
    actor: Actor
    now: datetime
    check: Check
    request_id: str | None = None
    attempted: tuple[str, str, str] | None = None
    entries: list[dict[str, Any]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    touched: bool = False
    origin: str | None = None
    """The address that somebody asks from, where it is known."""
    revised: dict[UUID, tuple[Any, bool]] = field(default_factory=dict)
    """The entries that are not as they were, and whether each is gone."""

    def attempt(self, event: str, kind: str, subject: str, scope: Scope = Scope.ENTRIES_WRITE) -> None:
        """Name what is about to be tried, so that a refusal is on the record too; ask the key for its scope."""
        self.attempted = (event, kind, subject)
        require_scope(self.actor, scope)

    def given(self, shape: str, tree: object) -> dict[str, Any]:
        """Return what somebody known has sent, where it has the shape; raise `Unauthenticated` or `FieldsInvalid`."""
        if not self.actor.known:
            raise Unauthenticated
        return validated(shape, tree)

    def record(self, reason: str | None = None, **details: Any) -> None:
        """Put what was attempted on the record as done."""
        if self.attempted is None:
            raise UnrecordedChange
        self.entries.append(self._entry("allowed", reason, details))

    def refusal(self, error: RegistryError) -> dict[str, Any] | None:
        """Return the audit entry of a refused attempt, none where nobody known attempted anything.

        Whoever comes with a wrong password or key is nobody known, and is on the record all the same.
        """
        if self.attempted is None or not (self.actor.known or isinstance(error, SignInRefused | KeyRefused)):
            return None
        return self._entry("refused", error.code, {})

    def announce(
        self,
        change: str,
        entry: Announced,
        *,
        level: str = "public",
        readers: Sequence[str] = (),
        **more: str | None,
    ) -> None:
        """Tell those who copy the catalogue that an entry is no longer as it was; sent with the commit."""
        self.changes.append(
            Change(
                seq=0,
                at=self.now,
                type=change,
                op="delete" if change.endswith(".deleted") else "upsert",
                kind=change.partition(".")[0],
                entry_id=str(entry.id),
                name=more.get("name") or entry.key,
                institution=more.get("institution") or entry.key,
                version=more.get("version"),
                digest=more.get("digest"),
                visibility=level,
                readers=list(readers) or None,
            )
        )

    def _entry(self, outcome: str, reason: str | None, details: dict[str, Any]) -> dict[str, Any]:
        event, kind, subject = self.attempted or ("", "", "")
        return {
            "at": self.now,
            "actor_kind": self.actor.kind.value,
            "actor": self.actor.name,
            "institution": self.actor.institution,
            "event": event,
            "subject_kind": kind,
            "subject": "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in subject[:200]),
            "outcome": outcome,
            "reason": reason,
            "details": {**details, "from": self.origin} if self.origin else details,
            "request_id": self.request_id,
        }


@asynccontextmanager
async def begin(
    database: Database,
    actor: Actor,
    check: Check,
    *,
    now: datetime | None = None,
    request_id: str | None = None,
    origin: str | None = None,
) -> AsyncIterator[Work]:
    """Open a piece of work that commits when the block ends well and is undone when it does not.

    A refused attempt of somebody known is put on the record in a transaction of its own.
    """
    async with database.writing() as session:
        work = Work(database, session, actor, now or datetime.now(UTC), check, request_id, origin=origin)
        _watch(work)
        try:
            with _translated(work):
                yield work
                await _finish(work)
        except RegistryError as error:
            await session.rollback()
            await _record_refusal(work, error)
            raise


@asynccontextmanager
async def read(database: Database, actor: Actor, check: Check, *, now: datetime | None = None) -> AsyncIterator[Work]:
    """Open a piece of work that only reads."""
    session = database.reading()
    try:
        work = Work(database, session, actor, now or datetime.now(UTC), check)
        with _translated(work):
            yield work
        if session.new or session.dirty or session.deleted:
            raise UnrecordedChange
    finally:
        # Most hot reads ask nothing of their session, and closing costs more than their question.
        if session.in_transaction():
            await session.close()


def _watch(work: Work) -> None:
    # What was flushed is no longer new or dirty, and what a statement changes never was, so both are noted as they go.
    def on_flush(session: OrmSession, _context: object, _instances: object) -> None:
        work.touched = work.touched or bool(session.new or session.dirty or session.deleted)
        changed = [row for row in session.dirty if isinstance(row, REVISED) and session.is_modified(row)]
        for row in [*changed, *(row for row in [*session.new, *session.deleted] if isinstance(row, REVISED))]:
            work.revised[row.id] = row, row in session.deleted

    def on_statement(state: ORMExecuteState) -> None:
        work.touched = work.touched or state.is_insert or state.is_update or state.is_delete

    event.listen(work.session.sync_session, "before_flush", on_flush)
    event.listen(work.session.sync_session, "do_orm_execute", on_statement)


async def _finish(work: Work) -> None:
    await work.session.flush()
    if work.touched and not work.entries:
        raise UnrecordedChange
    await revisions.keep(work.session, work.revised.values(), work.now)
    # Numbers are given last, so that the lock that goes with them is held for as short as can be.
    await work.database.put_on_record(work.session, work.entries, work.changes)
    await work.session.commit()


async def _record_refusal(work: Work, error: RegistryError) -> None:
    entry = work.refusal(error)
    if entry is None or isinstance(error, Unavailable):
        return
    with _translated(work):
        async with work.database.writing() as session, session.begin():
            await work.database.put_on_record(session, [entry])


class _translated:  # noqa: N801 it is used as a statement, like the context managers of the standard library
    """Turn what the database refuses into errors that a caller can read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, IntegrityError):
            raise conflicts.error_of(error) from error
        if isinstance(error, DataError):
            raise Invalid from error
        if isinstance(error, StaleDataError):
            raise Outdated(current="") from error
        if isinstance(error, OperationalError | PoolTimeout):
            raise Unavailable(retry_after=2) from error
