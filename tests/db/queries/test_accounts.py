from datetime import UTC, datetime

import pytest
from factories import Factory

from registry.db.models import Session
from registry.db.queries import accounts
from registry.domain.errors import NotFound

NOW = datetime(2026, 11, 23, tzinfo=UTC)


async def test_people_are_found_by_their_name_and_counted(make: Factory) -> None:
    for name in ("baraka", "amina"):
        await make.person(name, institution=None)
    async with make.reading() as work:
        assert (await accounts.get_user(work.session, "amina")).full_name == "Amina"
        assert await accounts.find_user(work.session, "Amina") is None
        assert [user.name for user in await accounts.list_users(work.session)] == ["amina", "baraka"]
        assert await accounts.count_users(work.session) == 2
        with pytest.raises(NotFound):
            await accounts.get_user(work.session, "nobody")


async def test_sessions_end_for_one_person_only(make: Factory) -> None:
    for name in ("baraka", "amina"):
        await make.person(name, institution=None)
    async with make.database.writing() as session, session.begin():
        for name in ("amina", "baraka"):
            user = await accounts.get_user(session, name)
            session.add(Session(secret_hash=name, user=user, created_at=NOW, seen_at=NOW))
        await session.flush()
        await accounts.end_sessions(session, (await accounts.get_user(session, "amina")).id)
    async with make.reading() as work:
        assert await accounts.find_session(work.session, "amina") is None
        kept = await accounts.find_session(work.session, "baraka")
        assert kept is not None
        assert [one.secret_hash for one in await accounts.sessions_of(work.session, kept.user_id)] == ["baraka"]


async def test_a_new_allowance_is_unused_and_the_same_one_comes_back(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        new = await accounts.allowance(session, "x", NOW)
        assert (new.level, new.at) == (0.0, NOW)
        new.level = 3.0
    async with make.database.writing() as session, session.begin():
        assert (await accounts.allowance(session, "x", NOW)).level == 3.0


async def test_what_is_no_key_is_not_found(make: Factory) -> None:
    person = await make.person(institution=None)
    async with make.reading() as work:
        assert await accounts.key_in_use(make.database.quick, "nothing") is None
        assert await accounts.session_in_use(make.database.quick, "nothing") is None
        assert person.user_id is not None
        with pytest.raises(NotFound):
            await accounts.get_key(work.session, person.user_id)
