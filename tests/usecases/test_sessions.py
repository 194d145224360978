from datetime import timedelta

import pytest
from factories import PASSWORD, Factory, contents, trail

from registry.domain.actors import ANONYMOUS, ActorKind, Role
from registry.domain.errors import SignInRefused, TooMany
from registry.usecases import accounts, allowances, audit, sessions


async def _in(make: Factory, name: str = "amina", password: str = PASSWORD, address: str = "192.0.2.1") -> str:
    async with make.work(ANONYMOUS) as work:
        return await sessions.sign_in(work, name, password, address, "browser")


async def test_who_knows_the_password_comes_in(make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.PUBLISHER)
    who, language, _ = await sessions.actor_of(make.database, await _in(make, " Amina "))
    assert (who.kind, who.name, who.institution, set(who.roles)) == (ActorKind.USER, "amina", "nida", {Role.PUBLISHER})
    assert (language, who.scopes) == ("sw", None)
    assert ("amina", "session:begin", "allowed", None) in await trail(make.database)


async def test_only_the_hash_of_a_session_is_kept(make: Factory) -> None:
    await make.person("amina", institution=None)
    secret = await _in(make)
    assert secret not in str(await contents(make.database))
    assert await _in(make) != secret


@pytest.mark.parametrize(
    ("name", "password"), [("amina", "wrong password"), ("nobody", PASSWORD), ("amina", PASSWORD + "x" * 200), ("", "")]
)
async def test_a_wrong_name_and_a_wrong_password_look_the_same(make: Factory, name: str, password: str) -> None:
    await make.person("amina", institution=None)
    with pytest.raises(SignInRefused) as refused:
        await _in(make, name, password)
    assert refused.value.values() == {}
    async with make.reading() as work:
        *_, entry = await audit.entries(work, after=0, limit=100)
    assert (entry.event, entry.outcome, entry.reason) == ("session:begin", "refused", "sign-in-refused")
    assert (entry.actor_kind, entry.actor, entry.subject) == ("anonymous", "-", name)
    assert entry.details == {"from": "192.0.2.1"}
    assert password not in str(await contents(make.database, "user")) or not password


async def test_a_closed_account_stays_outside(make: Factory) -> None:
    await make.person("amina", institution=None)
    secret = await _in(make)
    async with make.work() as work:
        await accounts.disable(work, "amina")
    assert (await sessions.actor_of(make.database, secret))[0] is ANONYMOUS
    with pytest.raises(SignInRefused):
        await _in(make)


async def test_a_session_ends_after_half_an_hour_of_silence(make: Factory) -> None:
    await make.person("amina", institution=None)
    async with make.work(ANONYMOUS) as work:
        secret, start = await sessions.sign_in(work, "amina", PASSWORD, "192.0.2.1"), work.now
    assert (await sessions.actor_of(make.database, secret, start + timedelta(minutes=30)))[0].known
    assert (await sessions.actor_of(make.database, secret, start + timedelta(minutes=60)))[0].known
    assert not (await sessions.actor_of(make.database, secret, start + timedelta(minutes=90, seconds=1)))[0].known


async def test_a_session_ends_after_eight_hours_however_busy(make: Factory) -> None:
    await make.person("amina", institution=None)
    async with make.work(ANONYMOUS) as work:
        secret, start = await sessions.sign_in(work, "amina", PASSWORD, "192.0.2.1"), work.now
    for minutes in range(25, 8 * 60 + 1, 25):
        assert (await sessions.actor_of(make.database, secret, start + timedelta(minutes=minutes)))[0].known
    assert (await sessions.actor_of(make.database, secret, start + timedelta(hours=8)))[0].known
    assert not (await sessions.actor_of(make.database, secret, start + timedelta(hours=8, seconds=1)))[0].known


async def test_who_signs_out_is_unknown_and_may_do_it_twice(make: Factory) -> None:
    amina = await make.person("amina", institution=None)
    secret, other = await _in(make), await _in(make)
    for _ in range(2):
        async with make.work(amina) as work:
            await sessions.sign_out(work, secret)
    assert not (await sessions.actor_of(make.database, secret))[0].known
    assert (await sessions.actor_of(make.database, other))[0].known
    assert [entry[1] for entry in await trail(make.database)].count("session:end") == 1


async def test_a_made_up_session_is_nobody(make: Factory) -> None:
    for secret in ("", "x", "é\0", "a" * 10_000):
        assert await sessions.actor_of(make.database, secret) == sessions.Sitting(ANONYMOUS)


async def test_guessing_is_slowed_down_for_the_account_and_for_the_address(make: Factory) -> None:
    async with make.reading() as work:
        for _ in range(allowances.SIGN_IN_ACCOUNT.requests):
            await allowances.spend(make.database, "sign-in:amina", allowances.SIGN_IN_ACCOUNT, work.now)
        for _ in range(allowances.SIGN_IN_ADDRESS.requests):
            await allowances.spend(make.database, "sign-in:192.0.2.9", allowances.SIGN_IN_ADDRESS, work.now)
    with pytest.raises(TooMany):
        await _in(make, "amina")
    with pytest.raises(TooMany):
        await _in(make, "other", address="192.0.2.9")
    with pytest.raises(SignInRefused):
        await _in(make, "other")
