import pytest
from factories import ADMIN, EDITOR, PUBLISHER, Factory, exchanging
from sqlalchemy import delete, select

from registry.db.models import PublishedField
from registry.domain.actors import Actor
from registry.domain.entries import Visibility
from registry.domain.errors import RoleMissing
from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, published_fields, transitions
from registry.usecases.transitions import Order


async def rows(make: Factory) -> set[tuple[str, str | None, str]]:
    async with make.database.reading() as session:
        found = await session.scalars(select(PublishedField))
        return {(one.name, one.concept, one.visibility) for one in found}


async def test_the_fields_of_the_latest_version_in_use_are_kept(make: Factory) -> None:
    await make.catalogue()
    await make.concept(personal_data="none")
    await make.version(Status.APPROVED, "1.0.0", **exchanging("nida_no", "kata"))
    assert await rows(make) == set()
    first = await make.version(Status.PUBLISHED, "2.0.0", **exchanging("nida_no", "kata"))
    assert await rows(make) == {("nida_no", "nin", "public"), ("kata", None, "public")}
    second = await make.version(Status.PUBLISHED, "3.0.0", **exchanging("kijiji"))
    assert await rows(make) == {("kijiji", None, "public")}
    await make.advance(second, Action.SUSPEND)
    assert await rows(make) == {("nida_no", "nin", "public"), ("kata", None, "public")}
    await make.advance(first, Action.DEPRECATE)
    assert len(await rows(make)) == 2
    await make.advance(first, Action.RETIRE)
    assert await rows(make) == set()


async def test_who_may_see_an_entry_may_see_its_fields(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED, **exchanging("kata"))
    async with make.work() as work:
        row = await interfaces.get(work, "cig/identities")
        await interfaces.change(work, row.name, {"visibility": Visibility.GOVERNMENT.value}, row.revision)
    assert await rows(make) == {("kata", None, "government")}


async def test_the_fields_are_undone_with_the_work_they_belong_to(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.APPROVED, **exchanging("kata"))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work(PUBLISHER) as work:
            await transitions.advance(work, "cig/identities", version.number, Order(Action.PUBLISH))
            raise ZeroDivisionError
    assert await rows(make) == set()


async def test_what_was_written_before_the_dictionary_changed_is_written_anew(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **exchanging("nida_no"))
    await make.version(Status.PUBLISHED, name="cig/other", **exchanging("nida_no"))
    await make.concept()
    assert await rows(make) == {("nida_no", None, "public")}
    async with make.work() as work:
        assert await published_fields.rebuild(work, "", 1) == (1, "cig/identities")
    async with make.work() as work:
        assert await published_fields.rebuild(work, "cig/identities", 1) == (1, "cig/other")
    async with make.work() as work:
        assert await published_fields.rebuild(work, "cig/other", 1) == (0, None)
    assert await rows(make) == {("nida_no", "nin", "public")}
    async with make.database.writing() as session, session.begin():
        await session.execute(delete(PublishedField))
    async with make.work() as work:
        assert await published_fields.rebuild(work, "", 10) == (2, None)
    assert await rows(make) == {("nida_no", "nin", "public")}


@pytest.mark.parametrize("who", [PUBLISHER, EDITOR])
async def test_only_an_administrator_writes_them_anew(make: Factory, who: Actor) -> None:
    with pytest.raises(RoleMissing):
        async with make.work(who) as work:
            await published_fields.rebuild(work, "", 1)
    async with make.work(ADMIN) as work:
        assert await published_fields.rebuild(work, "", 1) == (0, None)
