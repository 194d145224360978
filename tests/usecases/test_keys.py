from datetime import timedelta
from typing import Any

import pytest
from factories import ADMIN, Factory, contents
from sqlalchemy import event, update

from registry.db.models import ApiKey, Institution, User
from registry.db.queries import institutions
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.errors import FieldsInvalid, KeyRefused, NotFound, RoleMissing, ScopeMissing, Unauthenticated
from registry.usecases import accounts, allowances, audit, keys
from registry.usecases.secrets import new_key
from registry.usecases.work import begin


async def _made(make: Factory, who: Actor, *scopes: Scope, **parts: Any) -> tuple[ApiKey, str]:
    async with make.work(who) as work:
        return await keys.create(work, {"name": "test", "scopes": list(scopes or Scope), **parts})


async def test_a_key_acts_as_its_owner_within_its_scopes(make: Factory) -> None:
    await make.institution()
    amina = await make.person("amina", Role.PUBLISHER, Role.REVIEWER)
    key, secret = await _made(make, amina, Scope.ENTRIES_READ, Scope.ENTRIES_WRITE)
    who = await keys.actor_of(make.database, secret)
    assert (who.kind, who.name, who.institution, who.key_id) == (ActorKind.KEY, "amina", "nida", key.id)
    assert who.roles == amina.roles
    assert who.scopes == frozenset({Scope.ENTRIES_READ, Scope.ENTRIES_WRITE})
    with pytest.raises(ScopeMissing):
        async with make.work(who) as work:
            work.attempt("version:approve", "version", "x", Scope.REVIEWS_WRITE)


async def test_only_the_hash_of_a_key_is_kept(make: Factory) -> None:
    await make.institution()
    _, secret = await _made(make, await make.person("amina", Role.PUBLISHER))
    assert secret.startswith("som_")
    assert secret not in str(await contents(make.database))
    assert secret[12:] not in str(await contents(make.database))


async def test_a_mistyped_key_asks_the_database_nothing(make: Factory) -> None:
    await make.institution()
    _, secret = await _made(make, await make.person("amina", Role.PUBLISHER))
    asked: list[str] = []
    engine = make.database.reading.kw["bind"].sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for wrong in (
        "",
        "som_",
        secret[:-1],
        secret + "a",
        secret[:10] + ("a" if secret[10] != "a" else "b") + secret[11:],
    ):
        with pytest.raises(KeyRefused):
            await keys.actor_of(make.database, wrong)
    assert asked == []


async def test_a_key_ends_when_its_time_is_over(make: Factory) -> None:
    await make.institution()
    key, secret = await _made(make, await make.person("amina", Role.PUBLISHER), days=1)
    assert await keys.actor_of(make.database, secret, key.expires_at - timedelta(seconds=1))
    with pytest.raises(KeyRefused):
        await keys.actor_of(make.database, secret, key.expires_at)


async def test_a_revoked_key_is_useless_at_once(make: Factory) -> None:
    await make.institution()
    amina = await make.person("amina", Role.PUBLISHER)
    key, secret = await _made(make, amina)
    async with make.work(amina) as work:
        await keys.revoke(work, key.id)
    with pytest.raises(KeyRefused):
        await keys.actor_of(make.database, secret)


async def test_a_key_ends_with_the_account_of_its_owner(make: Factory) -> None:
    await make.institution()
    _, secret = await _made(make, await make.person("amina", Role.PUBLISHER))
    async with make.work() as work:
        await accounts.disable(work, "amina")
    with pytest.raises(KeyRefused):
        await keys.actor_of(make.database, secret)


async def test_a_key_does_not_follow_its_owner_to_another_institution(make: Factory) -> None:
    await make.institutions("nida", "ega")
    _, secret = await _made(make, await make.person("amina", Role.PUBLISHER))
    async with make.database.writing() as session, session.begin():
        ega: Institution = await institutions.get(session, "ega")
        await session.execute(update(User).values(institution_id=ega.id))
    with pytest.raises(KeyRefused):
        await keys.actor_of(make.database, secret)


async def test_a_key_makes_no_key_that_may_do_more_than_itself(make: Factory) -> None:
    await make.institution()
    _, secret = await _made(make, await make.person("amina", Role.PUBLISHER), Scope.ACCOUNTS_WRITE, Scope.ENTRIES_READ)
    who = await keys.actor_of(make.database, secret)
    with pytest.raises(ScopeMissing, match="entries:write"):
        await _made(make, who, Scope.ENTRIES_WRITE)
    _, lesser = await _made(make, who, Scope.ENTRIES_READ)
    assert (await keys.actor_of(make.database, lesser)).scopes == frozenset({Scope.ENTRIES_READ})


async def test_keys_are_seen_and_revoked_by_their_owner_and_the_administrators(make: Factory) -> None:
    await make.institutions("nida", "ega")
    amina, baraka = await make.person("amina", Role.PUBLISHER), await make.person("baraka", Role.PUBLISHER)
    head = await make.person("head", Role.INSTITUTION_ADMIN)
    other = await make.person("other", Role.INSTITUTION_ADMIN, institution="ega")
    key, _ = await _made(make, amina)
    for who, sees in ((amina, 1), (baraka, 0), (head, 1), (other, 0)):
        async with make.reading(who) as work:
            assert len(await keys.list_all(work)) == sees
    for who in (baraka, other):
        with pytest.raises(NotFound):
            async with make.work(who) as work:
                await keys.revoke(work, key.id)
    for who in (head, ADMIN):
        async with make.work(who) as work:
            assert (await keys.revoke(work, key.id)).revoked_at is not None


async def test_only_a_person_of_an_institution_makes_keys(make: Factory) -> None:
    for who, error in ((ANONYMOUS, Unauthenticated), (ADMIN, Unauthenticated)):
        with pytest.raises(error):
            await _made(make, who)
    with pytest.raises(RoleMissing):
        await _made(make, await make.person("hawa", Role.AUDITOR, institution=None))
    with pytest.raises(Unauthenticated):
        async with make.reading(ANONYMOUS) as work:
            await keys.list_all(work)


async def test_an_unknown_scope_is_refused(make: Factory) -> None:
    await make.institution()
    amina = await make.person("amina", Role.PUBLISHER)
    with pytest.raises(FieldsInvalid):
        async with make.work(amina) as work:
            await keys.create(work, {"name": "test", "scopes": ["everything"]})


async def test_use_of_a_key_is_noted_once_a_minute(make: Factory) -> None:
    await make.institution()
    amina = await make.person("amina", Role.PUBLISHER)
    key, secret = await _made(make, amina)
    start = key.created_at
    noted = []
    for seconds in (0, 30, 61):
        await keys.actor_of(make.database, secret, start + timedelta(seconds=seconds))
        async with make.reading(amina) as work:
            noted.append((await keys.list_all(work))[0].last_used_at)
    assert noted == [start, start, start + timedelta(seconds=61)]


async def _refuse(make: Factory, secret: str) -> None:
    with pytest.raises(KeyRefused):
        async with begin(make.database, ANONYMOUS, make.check, origin="192.0.2.9") as work:
            await keys.record_refusal(work, secret)


async def test_the_refused_use_of_a_key_is_on_the_record_and_fills_it_only_so_fast(make: Factory) -> None:
    await make.institution()
    amina = await make.person("amina", Role.PUBLISHER)
    async with make.work(amina) as work:
        key, secret = await keys.create(work, {"name": "CI", "scopes": ["entries:read"]})
    async with make.work(amina) as work:
        await keys.revoke(work, key.id)
    await _refuse(make, secret)
    unknown = new_key()
    for _ in range(allowances.KEYS_REFUSED.requests + 5):
        await _refuse(make, unknown)
    async with make.reading() as work:
        entries = [entry for entry in await audit.entries(work, after=0, limit=100) if entry.event == "key:use"]
    first, second, *_ = entries
    assert len(entries) == allowances.KEYS_REFUSED.requests
    assert (first.actor, first.subject, first.reason) == ("amina", str(key.id), "key-refused")
    assert (second.actor, second.subject) == ("-", unknown[:12])
    assert {entry.details["from"] for entry in entries} == {"192.0.2.9"}
