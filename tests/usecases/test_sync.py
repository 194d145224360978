import asyncio
import multiprocessing
from collections import Counter
from datetime import UTC, datetime

import pytest
from factories import AUDITOR, PUBLISHER, REVIEWER, STRANGER, Factory
from sqlalchemy import text

from registry.db.models import Institution
from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Scope, operator
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import FeedExpired, ScopeMissing
from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, sync, versions
from registry.usecases.checking import checker
from registry.usecases.work import begin, read
from registry.validators.pool import CheckPool

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WRITERS, EACH = 5, 8
no_check = checker(CheckPool())
"""A check that is never asked, so that no worker is ever started."""


def entered() -> Institution:
    kind, sector = InstitutionKind.AUTHORITY, Sector.IDENTITY
    return Institution(serial=1, key="nida", kind=kind, sector=sector, created_at=NOW, updated_at=NOW)


async def write(database: Database, institution: Institution, name: str, count: int) -> None:
    for number in range(count):
        async with begin(database, operator(name), no_check) as work:
            work.attempt("thing:do", "thing", f"{name}-{number}")
            work.record()
            # One, two or three lines a commit, so that the numbers of several commits would interleave if they could.
            for part in range(number % 3 + 1):
                work.announce("institution.changed", institution, name=f"{name}-{number}-{part}")


async def follow(database: Database, expected: int) -> list[tuple[int, str]]:
    """Read the feed the way a copying script does, until everything that was written has come by."""
    seen: list[tuple[int, str]] = []
    since = 0
    async with asyncio.timeout(60):
        while len(seen) < expected:
            async with read(database, ANONYMOUS, no_check) as work:
                feed = await sync.changes(work, since, 7)
            seen += [(change.seq, change.name) for change in feed.changes]
            since = feed.last_seq
            await asyncio.sleep(0.002)
    return seen


def written(names: list[str], count: int) -> set[str]:
    return {f"{name}-{number}-{part}" for name in names for number in range(count) for part in range(number % 3 + 1)}


def assert_complete(seen: list[tuple[int, str]], expected: set[str]) -> None:
    assert [seq for seq, _ in seen] == list(range(1, len(expected) + 1))
    assert Counter(name for _, name in seen) == dict.fromkeys(expected, 1)


async def test_a_reader_sees_every_change_once_and_in_order_while_many_write(
    database: Database, database_url: str
) -> None:
    institution = entered()
    names = [f"writer-{number}" for number in range(WRITERS)]
    expected = written(names, EACH)
    async with connect(database_url) as elsewhere:
        places = [database, elsewhere]
        writers = [write(places[n % 2], institution, name, EACH) for n, name in enumerate(names)]
        readers = asyncio.gather(follow(database, len(expected)), follow(elsewhere, len(expected)))
        await asyncio.gather(*writers)
        one, other = await readers
    assert_complete(one, expected)
    assert_complete(other, expected)


def write_in_a_process(url: str, name: str) -> None:
    async def run() -> None:
        async with connect(url) as database:
            await write(database, entered(), name, EACH)

    asyncio.run(run())


async def test_the_feed_has_no_gap_when_other_processes_write(database: Database, database_url: str) -> None:
    names = ["first", "second"]
    expected = written(names, EACH)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_in_a_process, args=(database_url, name)) for name in names]
    for process in processes:
        process.start()
    seen = await follow(database, len(expected))
    for process in processes:
        await asyncio.to_thread(process.join, 30)
    assert [process.exitcode for process in processes] == [0, 0]
    assert_complete(seen, expected)


async def test_a_change_that_is_not_committed_is_not_in_the_feed(make: Factory) -> None:
    institution = await make.institution()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            work.attempt("thing:do", "thing", "x")
            work.record()
            work.announce("institution.changed", institution)
            raise ZeroDivisionError
    async with make.reading() as work:
        assert (await sync.changes(work, 0, 10)).head == 1


async def test_the_feed_goes_on_from_where_it_was_left(make: Factory) -> None:
    await make.institutions("aa", "bb", "cc")
    async with make.reading(ANONYMOUS) as work:
        first = await sync.changes(work, 0, 2)
        assert ([change.name for change in first.changes], first.last_seq, first.head) == (["aa", "bb"], 2, 3)
        second = await sync.changes(work, first.last_seq, 2)
        assert ([change.name for change in second.changes], second.last_seq) == (["cc"], 3)
        third = await sync.changes(work, second.last_seq, 2)
        assert (list(third.changes), third.last_seq) == ([], 3)
        assert (await sync.changes(work, 99, 2)).last_seq == 99


async def test_a_feed_that_does_not_reach_back_says_so(make: Factory) -> None:
    await make.institutions("aa", "bb", "cc")
    async with make.database.writing() as session, session.begin():
        await session.execute(text("DELETE FROM change WHERE seq < 3"))
    async with make.reading() as work:
        with pytest.raises(FeedExpired) as expired:
            await sync.changes(work, 1, 10)
        assert expired.value.oldest == 3
        assert [change.name for change in (await sync.changes(work, 2, 10)).changes] == ["cc"]


async def test_an_empty_feed_is_empty(make: Factory) -> None:
    async with make.reading(ANONYMOUS) as work:
        feed = await sync.changes(work, 0, 10)
        assert (list(feed.changes), feed.last_seq, feed.head, feed.oldest_seq) == ([], 0, 0, 1)


async def test_the_feed_of_one_institution_keeps_the_numbers(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system()
    async with make.reading(ANONYMOUS) as work:
        assert [change.seq for change in (await sync.changes(work, 0, 10, "nida")).changes] == [1, 3]


async def test_a_key_needs_the_scope_of_what_it_copies(make: Factory) -> None:
    async with make.reading(Actor(ActorKind.KEY, "x", scopes=frozenset({Scope.ENTRIES_READ}))) as work:
        with pytest.raises(ScopeMissing):
            await sync.changes(work, 0, 10)
    async with make.reading(Actor(ActorKind.KEY, "x", scopes=frozenset({Scope.CHANGES_READ}))) as work:
        with pytest.raises(ScopeMissing):
            await anext(sync.everything(work))


async def _types(make: Factory, who: Actor) -> list[str]:
    async with make.reading(who) as work:
        return [change.type for change in (await sync.changes(work, 0, 100)).changes]


async def test_strangers_hear_of_a_version_when_it_is_published(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    entered = ["institution.created", "institution.created", "system.registered", "api.defined"]
    private = ["api.version.uploaded", "system.changed", "api.version.submitted", "api.version.in_review"]
    for who in (ANONYMOUS, STRANGER):
        types = await _types(make, who)
        assert sorted(types) == sorted([*entered, "system.changed", "system.changed", "api.version.published"])
    for who in (PUBLISHER, REVIEWER, AUDITOR):
        types = await _types(make, who)
        assert set(private) < set(types)
        assert types[-1] == "api.version.published"


async def test_strangers_hear_nothing_of_an_entry_for_the_government(make: Factory) -> None:
    await make.catalogue(visibility="government")
    version = await make.version(Status.PUBLISHED)
    await make.advance(version, Action.DEPRECATE)
    assert not any(kind.startswith("api") for kind in await _types(make, ANONYMOUS))
    assert "api.version.deprecated" in await _types(make, STRANGER)


async def test_those_who_copied_an_entry_hear_that_it_is_no_longer_public(make: Factory) -> None:
    await make.catalogue()
    api = await make.api(key="other")
    async with make.work() as work:
        await interfaces.change(work, api.name, {"visibility": "government"}, api.revision)
    assert (await _types(make, ANONYMOUS))[-1] == "api.changed"
    async with make.work() as work:
        await interfaces.change(work, api.name, {"title": {"en": "Hidden"}}, api.revision + 1)
    assert (await _types(make, ANONYMOUS)).count("api.changed") == 1
    assert (await _types(make, STRANGER)).count("api.changed") == 2


async def _exported(make: Factory, who: Actor) -> list[str]:
    async with make.reading(who) as work:
        return [_label(entry) async for entry in sync.everything(work)]


def _label(entry: sync.Entry) -> str:
    return next(str(getattr(entry, name)) for name in ("reference", "name", "key") if hasattr(entry, name))


async def test_the_export_holds_what_the_reader_may_know(make: Factory) -> None:
    await make.catalogue()
    await make.schema()
    await make.version(Status.PUBLISHED)
    await make.version(number="2.0.0")
    await make.api(key="hidden", visibility="government")
    await make.profile()
    everybody = ["ega", "nida", "cig", "cig/identities", "cig/identities@1.0.0", "person", "tz-interop@1.0.0"]
    assert await _exported(make, ANONYMOUS) == everybody
    assert await _exported(make, STRANGER) == ["ega", "nida", "cig", "cig/hidden", *everybody[3:]]
    for who in (PUBLISHER, AUDITOR, REVIEWER):
        assert "cig/identities@2.0.0" in await _exported(make, who)


async def test_the_export_goes_through_any_number_of_entries(make: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "BATCH", 2)
    await make.catalogue()
    for number in range(5):
        await make.api(key=f"api-{number}")
    await make.version()
    assert await _exported(make, PUBLISHER) == [
        "ega", "nida", "cig", *(f"cig/api-{number}" for number in range(5)), "cig/identities", "cig/identities@1.0.0",
    ]  # fmt: skip


async def test_the_head_of_the_feed_is_the_last_change(make: Factory) -> None:
    await make.institutions("aa", "bb")
    async with make.reading() as work:
        last, etag = await sync.state_of(work)
        assert last == 2
        assert (last, etag) == await sync.state_of(work)
    async with make.reading(ANONYMOUS) as work:
        assert (await sync.state_of(work))[1] != etag


async def test_deleting_a_draft_is_told_to_those_who_knew_of_it(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    async with make.work(PUBLISHER) as work:
        await versions.delete(work, "cig/identities", "1.0.0")
    async with make.reading(PUBLISHER) as work:
        last = (await sync.changes(work, 0, 100)).changes[-1]
        assert (last.type, last.op, last.version) == ("api.version.deleted", "delete", "1.0.0")
    assert "api.version.deleted" not in await _types(make, STRANGER)
