from collections.abc import Sequence

import pytest
from factories import ADMIN, AUDITOR, PUBLISHER, REVIEWER, Factory
from sqlalchemy import text

from registry.db.models import AuditEntry
from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind, Scope
from registry.domain.errors import NotFound, RoleMissing, ScopeMissing
from registry.domain.lifecycle import Status
from registry.usecases import audit, systems

FIELDS = {
    "at": "'2020-01-01 00:00:00+00:00'",
    "actor_kind": "'key'",
    "actor": "'somebody'",
    "institution": "'other'",
    "event": "'version:approve'",
    "subject_kind": "'other'",
    "subject": "'other'",
    "outcome": "'refused'",
    "reason": "'another reason'",
    "details": "'{\"a\": 1}'",
    "request_id": "'other'",
    "previous_hash": f"'{'1' * 64}'",
    "hash": f"'{'2' * 64}'",
    "seq": "99",
}


async def _tamper(database: Database, *statements: str) -> None:
    # Only somebody who owns the database can do this, and the chain is there for that case.
    if database.dialect.name == "sqlite":
        opening: Sequence[str] = ["DROP TRIGGER audit_entry_update", "DROP TRIGGER audit_entry_delete"]
    else:
        opening = ["DROP TRIGGER audit_entry_kept ON audit_entry"]
    async with database.writing() as session, session.begin():
        for statement in [*opening, *statements]:
            await session.execute(text(statement.replace(":", "\\:")))


async def _broken(make: Factory) -> int | None:
    async with make.reading(AUDITOR) as work:
        return await audit.first_broken(work)


async def _trail(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    with pytest.raises(NotFound):
        async with make.work(PUBLISHER) as work:
            await systems.change(work, "nothing", {}, 1)


async def test_an_untouched_trail_holds(make: Factory) -> None:
    assert await _broken(make) is None
    await _trail(make)
    assert await _broken(make) is None


async def test_every_edit_is_found(make: Factory) -> None:
    await make.institutions("nida", "ega", "brela")
    await _tamper(make.database)
    async with make.work(AUDITOR) as work:
        for field, value in FIELDS.items():
            await work.session.execute(
                text(f"UPDATE audit_entry SET {field} = {value} WHERE seq = 2".replace(":", "\\:"))  # noqa: S608 nothing of it comes from outside
            )
            assert await audit.first_broken(work) in {2, 3}, field
            await work.session.rollback()
        assert await audit.first_broken(work) is None
        assert set(FIELDS) == {column.name for column in AuditEntry.__table__.columns}


async def test_every_deletion_before_the_end_is_found(make: Factory) -> None:
    await make.institutions("nida", "ega", "brela")
    await _tamper(make.database, "DELETE FROM audit_entry WHERE seq = 1")
    assert await _broken(make) == 2


async def test_a_gap_that_is_closed_again_is_found(make: Factory) -> None:
    await make.institutions("nida", "ega", "brela")
    await _tamper(
        make.database, "DELETE FROM audit_entry WHERE seq = 2", "UPDATE audit_entry SET seq = 2 WHERE seq = 3"
    )
    assert await _broken(make) == 2


async def test_every_change_of_order_is_found(make: Factory) -> None:
    await make.institutions("nida", "ega", "brela")
    swap = [f"UPDATE audit_entry SET seq = {after} WHERE seq = {before}" for before, after in ((2, 9), (3, 2), (9, 3))]  # noqa: S608 nothing of it comes from outside
    await _tamper(make.database, *swap)
    assert await _broken(make) == 2


async def test_the_trail_is_for_auditors_and_administrators(make: Factory) -> None:
    await _trail(make)
    for who in (AUDITOR, ADMIN):
        async with make.reading(who) as work:
            first = await audit.entries(work, after=0, limit=3)
            rest = await audit.entries(work, after=first[-1].seq, limit=1000)
            assert [entry.seq for entry in [*first, *rest]] == list(range(1, 11))
            about = await audit.entries(work, after=0, limit=1000, subject="cig/identities@1.0.0")
            assert [entry.event.partition(":")[2] for entry in about] == [
                "upload", "submit", "take", "approve", "publish",
            ]  # fmt: skip
    for who in (PUBLISHER, REVIEWER):
        with pytest.raises(RoleMissing):
            async with make.reading(who) as work:
                await audit.entries(work, after=0, limit=1)
        with pytest.raises(RoleMissing):
            async with make.reading(who) as work:
                await audit.first_broken(work)
    key = Actor(ActorKind.KEY, "hawa", roles=AUDITOR.roles, scopes=frozenset({Scope.ENTRIES_READ}))
    with pytest.raises(ScopeMissing):
        async with make.reading(key) as work:
            await audit.entries(work, after=0, limit=1)
