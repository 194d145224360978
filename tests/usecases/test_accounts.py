import pytest
from factories import ADMIN, AUDITOR, PASSWORD, PUBLISHER, Factory

from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.errors import FieldsInvalid, KeyTaken, NotFound, RoleMissing, SignInRefused, Unauthenticated
from registry.usecases import accounts, sessions


async def test_an_account_is_made_with_its_roles_and_institution(make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.REVIEWER, Role.PUBLISHER)
    async with make.reading() as work:
        user = await accounts.get(work, "amina")
        assert (user.roles, user.institution and user.institution.key) == (["publisher", "reviewer"], "nida")
        assert [one.name for one in await accounts.list_all(work)] == ["amina"]


async def test_the_password_is_stored_as_its_hash_only(make: Factory) -> None:
    await make.person("amina", institution=None)
    async with make.reading() as work:
        stored = (await accounts.get(work, "amina")).password_hash
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in stored


@pytest.mark.parametrize("name", ["", "A", "a b", "a" * 64, "-a", "a\0b", "é"])
async def test_an_account_has_a_plain_name(make: Factory, name: str) -> None:
    with pytest.raises(FieldsInvalid):
        await make.person(name, institution=None)


async def test_a_name_is_given_once_and_an_institution_must_be_there(make: Factory) -> None:
    await make.person("amina", institution=None)
    with pytest.raises(KeyTaken):
        await make.person("amina", institution=None)
    with pytest.raises(NotFound):
        await make.person("rehema", institution="nowhere")


async def test_new_roles_hold_at_once(make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.PUBLISHER)
    async with make.work() as work:
        secret = await sessions.sign_in(work, "amina", PASSWORD, "127.0.0.1")
    async with make.work() as work:
        await accounts.set_roles(work, "amina", [Role.AUDITOR])
    who = (await sessions.actor_of(make.database, secret)).actor
    assert who.roles == {Role.AUDITOR}


async def test_a_new_password_ends_the_sessions(make: Factory) -> None:
    amina = await make.person("amina", institution=None)
    async with make.work() as work:
        secret = await sessions.sign_in(work, "amina", PASSWORD, "127.0.0.1")
    async with make.work(amina) as work:
        await accounts.set_password(work, "amina", "another good password")
    assert (await sessions.actor_of(make.database, secret))[0] is ANONYMOUS
    with pytest.raises(SignInRefused):
        async with make.work(ANONYMOUS) as work:
            await sessions.sign_in(work, "amina", PASSWORD, "127.0.0.1")
    async with make.work(ANONYMOUS) as work:
        assert await sessions.sign_in(work, "amina", "another good password", "127.0.0.1")


async def test_only_oneself_signed_in_or_an_administrator_sets_a_password(make: Factory) -> None:
    await make.person("amina", institution=None)
    key = Actor(ActorKind.KEY, "amina", scopes=frozenset(Scope), roles=frozenset({Role.PUBLISHER}))
    for who in (PUBLISHER, AUDITOR, key):
        with pytest.raises(RoleMissing):
            async with make.work(who) as work:
                await accounts.set_password(work, "rehema" if who is PUBLISHER else "amina", "another good password")
    with pytest.raises(Unauthenticated):
        async with make.work(ANONYMOUS) as work:
            await accounts.set_password(work, ANONYMOUS.name, "another good password")
    async with make.work(ADMIN) as work:
        await accounts.set_password(work, "amina", "another good password")
