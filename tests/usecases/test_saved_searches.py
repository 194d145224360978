import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from factories import ADMIN, Factory, trail
from noticing import told

from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.errors import FieldsInvalid, KeyTaken, NotFound, ScopeMissing, Unauthenticated
from registry.domain.lifecycle import Status
from registry.usecases import accounts, interfaces, saved_searches, systems

IDENTITY = {"name": "Identity", "words": "identity"}


@pytest.fixture
async def amina(make: Factory) -> Actor:
    await make.catalogue()
    return await make.person("amina", Role.PUBLISHER, institution="ega")


async def _save(make: Factory, who: Actor, **parts: object) -> tuple[UUID, str]:
    async with make.work(who) as work:
        saved, secret = await saved_searches.create(work, {**IDENTITY, **parts})
        return saved.id, secret


async def _daily(make: Factory) -> int:
    async with make.work(ADMIN) as work:
        return await saved_searches.tell_of_new(work)


async def test_what_is_found_anew_is_told_once_and_an_edit_makes_nothing_new(make: Factory, amina: Actor) -> None:
    identity, _ = await _save(make, amina)
    assert await _daily(make) == 0
    await make.version(Status.PUBLISHED)
    assert await _daily(make) == 1
    assert await told(make) == [("amina", "search-found", "Identity")]
    async with make.work() as work:
        await interfaces.change(work, "cig/identities", {"description": {"en": "Another identity"}}, 1)
    await make.version(Status.PUBLISHED, "1.1.0")
    assert await _daily(make) == 0
    async with make.reading(amina) as work:
        saved = await saved_searches.get(work, identity)
        found = await saved_searches.matches(work, saved)
    names = [one.hit.name for one in found]
    assert "cig/identities" in names
    fresh = {one.hit.kind.value for one in found if one.found_at > saved.looked_at}
    assert fresh
    assert "api" not in fresh
    async with make.work(amina) as work:
        seen = await saved_searches.see(work, identity)
        assert not [one for one in await saved_searches.matches(work, seen) if one.found_at > seen.looked_at]


async def test_processes_that_ask_at_the_same_time_tell_it_once(make: Factory, amina: Actor) -> None:
    identities = [(await _save(make, amina, name=name))[0] for name in ("one", "two", "three")]
    await make.version(Status.PUBLISHED)

    async def delete() -> int:
        async with make.work(amina) as work:
            await saved_searches.delete(work, identities[0])
        return 0

    numbers = await asyncio.gather(_daily(make), delete(), _daily(make), _daily(make))
    assert sum(numbers) in {2, 3}
    assert len(await told(make)) == sum(numbers)
    assert await _daily(make) == 0


async def test_what_its_owner_may_not_see_is_neither_told_nor_shown(make: Factory, amina: Actor) -> None:
    identity, secret = await _save(make, amina)
    await make.version(Status.SUBMITTED)
    assert await _daily(make) == 0
    await make.api(key="hidden", title={"en": "Identity hidden"}, visibility="government")
    assert await _daily(make) == 1
    outsider = replace(amina, scopes=frozenset({Scope.CHANGES_READ}))
    for who in (ANONYMOUS, outsider, await make.person("salim", Role.ADMIN)):
        async with make.reading(who) as work:
            with pytest.raises((Unauthenticated, NotFound)):
                await saved_searches.get(work, identity)
    async with make.work() as work:
        await accounts.disable(work, "amina")
    await make.api(key="later", title={"en": "Identity later"})
    assert await _daily(make) == 0
    async with make.reading(ANONYMOUS) as work:
        with pytest.raises(NotFound):
            await saved_searches.of_feed(work, secret)


async def test_what_matches_no_more_is_shown_no_more(make: Factory, amina: Actor) -> None:
    identity, secret = await _save(make, amina, words="verification", facets={"kind": ["api"]})
    async with make.reading(ANONYMOUS) as work:
        saved, found = await saved_searches.of_feed(work, secret)
        assert saved.id == identity
        assert [one.hit.name for one in found] == ["cig/identities"]
    async with make.work() as work:
        changes = {"title": {"en": "Other", "sw": "Nyingine"}, "description": {}}
        await interfaces.change(work, "cig/identities", changes, 1)
    async with make.reading(ANONYMOUS) as work:
        assert (await saved_searches.of_feed(work, secret))[1] == []


async def test_the_address_of_a_feed_is_renewed_and_the_old_one_ends(make: Factory, amina: Actor) -> None:
    identity, old = await _save(make, amina)
    async with make.work(amina) as work:
        _, new = await saved_searches.renew(work, identity)
    async with make.reading(ANONYMOUS) as work:
        assert (await saved_searches.of_feed(work, new))[0].id == identity
        for secret in (old, "", "x" * 300, str(identity)):
            with pytest.raises(NotFound):
                await saved_searches.of_feed(work, secret)
    async with make.work(amina) as work:
        await saved_searches.delete(work, identity)
    async with make.reading(amina) as work:
        assert await saved_searches.list_all(work) == []
        with pytest.raises(NotFound):
            await saved_searches.of_feed(work, new)


async def test_a_search_is_saved_within_bounds(make: Factory, amina: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    await _save(make, amina)
    wrong: list[tuple[dict[str, object], str]] = [
        ({"name": "2", "words": ""}, "/words"),
        ({"name": "2", "words": "x" * 201}, "/words"),
        ({"name": ""}, "/name"),
        ({"name": "2", "facets": {"kind": ["nothing"]}}, "/facets/kind/0"),
        ({"name": "2", "facets": {"other": ["x"]}}, "/facets/other"),
    ]
    for parts, pointer in wrong:
        with pytest.raises(FieldsInvalid) as refused:
            await _save(make, amina, **parts)
        assert refused.value.errors[0].pointer == pointer
    with pytest.raises(KeyTaken):
        await _save(make, amina)
    monkeypatch.setattr(saved_searches, "WATCHED", 0)
    with pytest.raises(FieldsInvalid) as broad:
        await _save(make, amina, name="2")
    assert broad.value.errors[0].code == "too-broad"
    monkeypatch.undo()
    monkeypatch.setattr(saved_searches, "MOST", 1)
    with pytest.raises(FieldsInvalid) as many:
        await _save(make, amina, name="2")
    assert many.value.errors[0].code == "maxItems"


STRANGE = ('"', "a* OR b", "NEAR(a b)", "'; DROP TABLE x;--", "%", "a & b | !c", "٣", "😀", "-", "(" * 200)


@pytest.mark.parametrize("words", STRANGE)
async def test_no_words_are_too_strange_to_be_saved(make: Factory, amina: Actor, words: str) -> None:
    await _save(make, amina, words=words)
    assert await _daily(make) == 0


@pytest.mark.parametrize("words", ["a\x00b", "\u202ex", "   "])
async def test_words_that_nobody_can_see_are_refused(make: Factory, amina: Actor, words: str) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        await _save(make, amina, words=words)
    assert refused.value.errors[0].pointer == "/words"


async def test_only_its_owner_changes_a_saved_search_and_with_a_key_that_writes(make: Factory, amina: Actor) -> None:
    identity, _ = await _save(make, amina)
    other = await make.person("salim", Role.ADMIN)
    reading_key = replace(amina, kind=ActorKind.KEY, scopes=frozenset({Scope.ENTRIES_READ}))
    for change in (saved_searches.see, saved_searches.renew, saved_searches.delete):
        for who, error in ((other, NotFound), (reading_key, ScopeMissing)):
            with pytest.raises(error):
                async with make.work(who) as work:
                    await change(work, identity)
        with pytest.raises(NotFound):
            async with make.work(amina) as work:
                await change(work, uuid4())
    with pytest.raises(Unauthenticated):
        await _save(make, ANONYMOUS)
    assert ("salim", "saved-search:delete", "refused", "not-found") in await trail(make.database)


async def test_facets_narrow_a_saved_search(make: Factory, amina: Actor) -> None:
    identity, _ = await _save(make, amina, words="", facets={"kind": ["system"], "sector": []})
    async with make.work() as work:
        await systems.register(
            work,
            {
                "key": "new-one",
                "institution": "nida",
                "names": [{"kind": "name", "text": "New"}],
                "purpose": {"en": "x"},
                "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
            },
        )
    await make.api(key="more")
    assert await _daily(make) == 1
    async with make.reading(amina) as work:
        saved = await saved_searches.get(work, identity)
        assert {one.hit.name for one in await saved_searches.matches(work, saved)} == {"cig", "new-one"}
