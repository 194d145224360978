from datetime import UTC, datetime, timedelta
from typing import Any

from factories import Factory

from registry.db.queries import records
from registry.domain import chain

ENTRY: dict[str, Any] = {
    "at": datetime(2026, 11, 23, 12, 0, 0, 123456, UTC),
    "actor_kind": "user",
    "actor": "amina",
    "institution": None,
    "event": "thing:do",
    "subject_kind": "thing",
    "subject": "jina la Kiswahili 😀",
    "outcome": "allowed",
    "reason": "because",
    "details": {"b": [1, 2.5, None, True], "a": {"é": "x"}},
    "request_id": None,
}


async def test_what_is_read_has_the_hash_of_what_was_written(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await records.append_audit(session, [ENTRY, ENTRY])
        await records.append_audit(session, [])
    async with make.database.reading() as session:
        first, second = await records.audit_entries(session, after=0, limit=10)
    for entry in (first, second):
        plain = {name: getattr(entry, name) for name in (*ENTRY, "seq", "previous_hash")}
        assert chain.hash_of(plain) == entry.hash
    assert (first.previous_hash, second.previous_hash) == (chain.GENESIS, first.hash)
    assert first.at == ENTRY["at"]


async def test_an_empty_feed_begins_at_one_and_has_no_last_change(make: Factory) -> None:
    async with make.database.reading() as session:
        assert await records.last_change(session) == 0
        assert await records.oldest_change(session) == 1


async def test_entries_are_asked_for_by_subject_and_by_event(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await records.append_audit(session, [ENTRY, {**ENTRY, "subject": "other"}, {**ENTRY, "event": "thing:undo"}])
    async with make.database.reading() as session:
        for chosen, numbers in (
            ({}, [2, 3]),
            ({"subject": "other"}, [2]),
            ({"event": "thing:undo"}, [3]),
            ({"actor": "amina", "outcome": "allowed"}, [2, 3]),
            ({"institution": "nida"}, []),
            ({"since": ENTRY["at"]}, [2, 3]),
            ({"until": ENTRY["at"]}, []),
            ({"until": ENTRY["at"] + timedelta(seconds=1)}, [2, 3]),
        ):
            found = await records.audit_entries(session, after=1, limit=10, filters=chain.AuditFilters(**chosen))
            assert [entry.seq for entry in found] == numbers, chosen
        found = await records.audit_entries_before(session, before=3, limit=10)
        assert [entry.seq for entry in found] == [2, 1]
