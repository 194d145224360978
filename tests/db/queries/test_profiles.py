import pytest
from factories import Factory

from registry.db.queries import profiles as queries
from registry.domain.errors import NotFound
from registry.domain.profiles import ProfileState
from registry.validators.bundles import unpacked


async def test_a_profile_is_found_by_its_version_its_state_and_the_default(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(version="2.0.0")
    await make.profile(key="other")
    async with make.database.reading() as session:
        first = await queries.get(session, "tz-interop", "1.0.0")
        assert first is await queries.find_active(session, "tz-interop") is await queries.find_default(session)
        assert await queries.find_active(session, "other") is None
        assert await queries.find(session, "tz-interop", "3.0.0") is None
        with pytest.raises(NotFound):
            await queries.get(session, "tz-interop", "3.0.0")
        every = [one.reference for one in await queries.list_all(session)]
    assert every == ["other@1.0.0", "tz-interop@2.0.0", "tz-interop@1.0.0"]


async def test_the_bytes_are_found_by_their_digest_whatever_else_they_are_called(make: Factory) -> None:
    stored = await make.profile()
    await make.profile(version="2.0.0")
    async with make.database.reading() as session:
        assert unpacked(await queries.bundle_of(session, stored.digest)).content.startswith(b"extends")
        with pytest.raises(NotFound):
            await queries.bundle_of(session, "sha256:0")
