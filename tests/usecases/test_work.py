from datetime import UTC, datetime

import pytest
from factories import ADMIN, PUBLISHER, STRANGER, Factory, contents, trail
from sqlalchemy import delete, text, update

from registry.db.models import Allowance, AuditEntry, Change, Institution, System
from registry.db.queries import records
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.chain import GENESIS
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import Conflict, Invalid, KeyTaken, NotFound, RegistryError, RoleMissing, ScopeMissing
from registry.domain.lifecycle import Action
from registry.usecases import systems, transitions
from registry.usecases.transitions import Order
from registry.usecases.work import UnrecordedChange, begin

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def bucket(name: str = "x") -> Allowance:
    return Allowance(name=name, level=1.0, at=NOW)


async def test_what_is_recorded_is_kept_with_who_when_and_what(make: Factory) -> None:
    async with begin(make.database, PUBLISHER, make.check, now=NOW, request_id="r-1") as work:
        work.attempt("thing:do", "thing", "x")
        work.session.add(bucket())
        work.record("because", size=3)
    async with make.reading() as work:
        (entry,) = await records.audit_entries(work.session, after=0, limit=10)
        assert (entry.seq, entry.at, entry.actor, entry.institution) == (1, NOW, "amina", "nida")
        assert (entry.event, entry.subject_kind, entry.subject) == ("thing:do", "thing", "x")
        assert (entry.outcome, entry.reason, entry.details) == ("allowed", "because", {"size": 3})
        assert (entry.request_id, entry.previous_hash) == ("r-1", GENESIS)
        assert await work.session.get(Allowance, "x") is not None


@pytest.mark.parametrize("flushed", [False, True])
async def test_a_change_without_a_record_is_undone(make: Factory, *, flushed: bool) -> None:
    before = await contents(make.database)
    with pytest.raises(UnrecordedChange):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            work.session.add(bucket())
            if flushed:
                await work.session.flush()
    assert await contents(make.database) == before


async def test_a_statement_without_a_record_is_undone(make: Factory) -> None:
    await make.institution()
    await make.system()
    before = await contents(make.database)
    with pytest.raises(UnrecordedChange):
        async with make.work() as work:
            await work.session.execute(update(System).values(gisp_reference="x"))
    with pytest.raises(UnrecordedChange):
        async with make.work() as work:
            await work.session.execute(delete(Change))
    assert await contents(make.database) == before


async def test_a_record_without_an_attempt_is_a_mistake(make: Factory) -> None:
    with pytest.raises(UnrecordedChange):
        async with make.work() as work:
            work.record()


async def test_reading_changes_nothing(make: Factory) -> None:
    before = await contents(make.database)
    with pytest.raises(UnrecordedChange):
        async with make.reading() as work:
            work.session.add(bucket())
    assert await contents(make.database) == before


async def test_a_refused_attempt_is_on_the_record_and_changes_nothing_else(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    before, entries = await contents(make.database, "audit_entry"), await trail(make.database)
    attempts = [
        (STRANGER, systems.change, ("cig", {"state": "retired"}, 1), "system:change", "role-missing"),
        (PUBLISHER, systems.change, ("cig", {"state": "retired"}, 99), "system:change", "outdated"),
        (PUBLISHER, systems.change, ("nothing", {}, 1), "system:change", "not-found"),
        (STRANGER, transitions.advance, ("cig/identities", "1.0.0", Order(Action.SUBMIT)), "version:submit",
         "not-found"),
        (PUBLISHER, transitions.advance, ("cig/identities", "1.0.0", Order(Action.RETIRE)), "version:retire",
         "illegal-transition"),
    ]  # fmt: skip
    for who, usecase, given, event, code in attempts:
        with pytest.raises(RegistryError) as refused:
            async with make.work(who) as work:
                await usecase(work, *given)  # type: ignore[operator]
        assert refused.value.code == code
        entries.append((who.name, event, "refused", code))
    assert await trail(make.database) == entries
    assert await contents(make.database, "audit_entry") == before


async def test_a_refusal_of_nobody_known_is_not_recorded(make: Factory) -> None:
    await make.catalogue()
    before = await contents(make.database)
    with pytest.raises(RegistryError):
        async with make.work(ANONYMOUS) as work:
            await systems.change(work, "cig", {"state": "retired"}, 1)
    assert await contents(make.database) == before


async def test_a_missing_scope_is_refused_and_recorded(make: Factory) -> None:
    key = Actor(ActorKind.KEY, "amina", institution="nida", roles=frozenset({Role.PUBLISHER}), scopes=frozenset())
    with pytest.raises(ScopeMissing):
        async with make.work(key) as work:
            work.attempt("thing:do", "thing", "x", Scope.REVIEWS_WRITE)
    assert await trail(make.database) == [("amina", "thing:do", "refused", "scope-missing")]


async def test_half_a_work_that_fails_leaves_nothing(make: Factory) -> None:
    await make.institution()
    before = await contents(make.database)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            await systems.register(
                work,
                {
                    "key": "cig",
                    "institution": "nida",
                    "names": [{"kind": "name", "text": "CIG"}],
                    "purpose": {"en": "x"},
                    "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
                },
            )
            raise ZeroDivisionError
    assert await contents(make.database) == before


async def test_a_violated_constraint_never_shows_the_words_of_the_database(make: Factory) -> None:
    await make.institution()
    for statement in (
        "INSERT INTO institution SELECT * FROM institution",
        "UPDATE institution SET kind = NULL",
        "INSERT INTO session VALUES ('a', (SELECT id FROM institution), '2026-01-01', '2026-01-01', '')",
    ):
        with pytest.raises(Conflict) as refused:  # noqa: PT012 what comes before is part of the attempt
            async with make.work(PUBLISHER) as work:
                work.attempt("thing:do", "thing", "x")
                await work.session.execute(text(statement))
                await work.session.commit()
        shown = f"{refused.value} {refused.value.sentence('sw')} {refused.value.values()}".lower()
        assert not any(word in shown for word in ("constraint", "insert", "sql", "uq_", "pk_", "null", "psycopg"))


async def test_characters_that_a_database_cannot_hold_are_refused_not_a_fault(make: Factory) -> None:
    await make.institution()
    with pytest.raises((NotFound, Invalid)):
        async with make.work(PUBLISHER) as work:
            await systems.change(work, "nul\0nul\x1b", {}, 1)
    async with make.reading() as work:
        entries = await records.audit_entries(work.session, after=1, limit=10)
        assert [entry.subject for entry in entries] == ["nul\ufffdnul\ufffd"]
    with pytest.raises(RoleMissing):  # noqa: PT012 what comes before is part of the attempt
        async with make.work(STRANGER) as work:
            work.attempt("thing:do", "thing", "x" * 1000 + "\0")
            raise RoleMissing("admin")
    async with make.reading() as work:
        assert max(len(entry.subject) for entry in await records.audit_entries(work.session, after=0, limit=10)) == 200


async def test_a_taken_key_is_named_also_when_the_database_finds_it(make: Factory) -> None:
    await make.institution()
    with pytest.raises(KeyTaken):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            work.attempt("thing:do", "thing", "x")
            work.session.add(
                Institution(
                    serial=99,
                    key="nida",
                    kind=InstitutionKind.AGENCY,
                    sector=Sector.IDENTITY,
                    created_at=NOW,
                    updated_at=NOW,
                )
            )


async def test_what_is_announced_goes_out_with_the_commit(make: Factory) -> None:
    institution = await make.institution()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            work.attempt("thing:do", "thing", "x")
            work.record()
            work.announce("institution.changed", institution)
            raise ZeroDivisionError
    async with make.work() as work:
        work.attempt("thing:do", "thing", "x")
        work.record()
        work.announce("institution.deleted", institution)
    async with make.reading() as work:
        changes = await records.changes_since(work.session, 0, 10, ["public"], None, None)
        assert [(one.seq, one.type, one.op) for one in changes] == [
            (1, "institution.created", "upsert"),
            (2, "institution.deleted", "delete"),
        ]


async def test_several_records_of_one_work_are_chained(make: Factory) -> None:
    async with make.work() as work:
        for subject in ("a", "b", "c"):
            work.attempt("thing:do", "thing", subject)
            work.record()
    async with make.reading(ADMIN) as work:
        entries = await records.audit_entries(work.session, after=0, limit=10)
        assert [entry.seq for entry in entries] == [1, 2, 3]
        assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
        assert isinstance(entries[0], AuditEntry)
