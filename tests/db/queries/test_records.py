from datetime import UTC, datetime, timedelta
from typing import Any

from factories import Factory

from registry.db.queries import records

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
        assert records.hash_of(plain) == entry.hash
    assert (first.previous_hash, second.previous_hash) == (records.GENESIS, first.hash)
    assert first.at == ENTRY["at"]


def test_the_order_of_the_fields_makes_no_other_hash_and_any_value_does() -> None:
    turned = dict(reversed(ENTRY.items()))
    assert records.hash_of(turned) == records.hash_of(ENTRY)
    for name in ENTRY:
        assert records.hash_of({**ENTRY, name: "other"}) != records.hash_of(ENTRY)
    later = ENTRY["at"] + timedelta(microseconds=1)
    assert records.hash_of({**ENTRY, "at": later}) != records.hash_of(ENTRY)


async def test_an_empty_feed_begins_at_one_and_has_no_last_change(make: Factory) -> None:
    async with make.database.reading() as session:
        assert await records.last_change(session) == 0
        assert await records.oldest_change(session) == 1


async def test_entries_are_asked_for_by_subject_and_by_event(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await records.append_audit(session, [ENTRY, {**ENTRY, "subject": "other"}, {**ENTRY, "event": "thing:undo"}])
    async with make.database.reading() as session:
        for chosen, numbers in (({}, [2, 3]), ({"subject": "other"}, [2]), ({"event": "thing:undo"}, [3])):
            found = await records.audit_entries(session, after=1, limit=10, **chosen)
            assert [entry.seq for entry in found] == numbers
