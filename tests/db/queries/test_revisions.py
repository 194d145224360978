from datetime import UTC, datetime, timedelta

from factories import Factory
from sqlalchemy import select

from registry.db.models import Revision
from registry.db.queries import revisions
from registry.domain.lifecycle import Status
from registry.usecases import institutions, systems, versions


async def _kept(make: Factory, subject: str) -> list[Revision]:
    async with make.reading() as work:
        query = select(Revision).where(Revision.subject == subject).order_by(Revision.at, Revision.revision)
        return list(await work.session.scalars(query))


async def test_every_change_of_an_entry_leaves_its_state(make: Factory) -> None:
    await make.catalogue()
    async with make.work() as work:
        await systems.change(work, "cig", {"gisp_reference": "G-1"}, 1)
    first, second = await _kept(make, "cig")
    assert (first.revision, second.revision) == (1, 2)
    assert first.tree is not None
    assert second.tree == {**first.tree, "gisp_reference": "G-1", "updated_at": second.at.isoformat()}
    assert (first.tree["institution"], first.tree["replaced_by"]) == ("nida", None)


async def test_the_names_and_parents_of_an_institution_belong_to_its_state(make: Factory) -> None:
    await make.institutions("nida", "ega")
    async with make.work() as work:
        await institutions.change(work, "nida", {"parents": [{"institution": "ega"}]}, 1)
    first, second = [one.tree for one in await _kept(make, "nida")]
    assert first is not None
    assert second is not None
    assert [name["acronym"] for name in first["names"]] == ["NIDA", "NIDA"]
    assert (first["parents"], [one["institution"] for one in second["parents"]]) == ([], ["ega"])


async def test_a_version_is_kept_with_its_state_its_document_and_its_report(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED)
    kept = [one.tree for one in await _kept(make, "cig/identities@1.0.0") if one.tree is not None]
    assert [tree["status"] for tree in kept] == ["draft", "submitted", "in_review", "approved", "published"]
    assert {tree["digest"] for tree in kept} == {version.digest}
    assert kept[0]["report"]["result"] == "pass"
    assert not any("amina" in str(tree) for tree in kept)


async def test_a_deleted_draft_leaves_that_it_is_gone_and_may_come_again(make: Factory) -> None:
    await make.catalogue()
    for _ in range(2):
        await make.version()
        async with make.work() as work:
            await versions.delete(work, "cig/identities", "1.0.0")
    kept = await _kept(make, "cig/identities@1.0.0")
    assert [one.tree is None for one in kept] == [False, True, False, True]


async def test_the_state_of_a_moment_is_the_last_one_before_it(make: Factory) -> None:
    await make.catalogue()
    first, *_ = await _kept(make, "cig")
    async with make.reading() as work:
        now = datetime.now(UTC)
        found = await revisions.at_moment(work.session, "system", "cig", now)
        assert found is not None
        assert found.revision == 1
        before = first.at - timedelta(microseconds=1)
        assert await revisions.at_moment(work.session, "system", "cig", before) is None
        assert await revisions.at_moment(work.session, "api", "cig", now) is None
        earliest = await revisions.earliest(work.session, "system", "cig")
        assert earliest is not None
        assert earliest.at == first.at
