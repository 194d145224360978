from datetime import UTC, datetime, timedelta

import pytest
from factories import ADMIN, PUBLISHER, REVIEWER, STRANGER, Factory, trail
from sqlalchemy import select

from registry.db.models import Change, Confirmation
from registry.domain.actors import ANONYMOUS
from registry.domain.board import Figure
from registry.domain.errors import NotFound, Outdated, RoleMissing
from registry.domain.freshness import Freshness, digest_of
from registry.domain.lifecycle import Status
from registry.usecases import board, freshness, systems
from registry.usecases.work import begin, read

OTHER = [{"kind": "business", "name": "Registry", "email": "registry@nida.example"}]


async def test_an_owner_confirms_the_contacts_that_stand_there(make: Factory) -> None:
    await make.institution()
    system = await make.system()
    async with make.work(PUBLISHER) as work:
        confirmed = await freshness.confirm(work, "cig", 1)
        assert (confirmed.confirmed_at, confirmed.updated_at) == (work.now, system.updated_at)
    async with make.reading() as work:
        assert (await freshness.get(work, "cig")).state is Freshness.CONFIRMED
        row = (await work.session.scalars(select(Confirmation))).one()
        change = (await work.session.scalars(select(Change).order_by(Change.seq.desc()))).first()
    assert (row.subject, row.by, row.contacts) == ("cig", "amina", digest_of(system.contacts))
    assert change is not None
    assert change.type == "system.confirmed"


async def test_other_contacts_need_a_new_confirmation_and_other_words_do_not(make: Factory) -> None:
    await make.institution()
    await make.system()
    states = []
    async with make.work(PUBLISHER) as work:
        await freshness.confirm(work, "cig", 1)
    for tree, seen in (({"gisp_reference": "GISP-1"}, 2), ({"contacts": OTHER}, 3)):
        async with make.work(PUBLISHER) as work:
            await systems.change(work, "cig", tree, seen)
        async with make.reading() as work:
            states.append((await freshness.get(work, "cig")).state)
    assert states == [Freshness.CONFIRMED, Freshness.TO_CONFIRM]


async def test_an_entry_that_nobody_confirms_decays_and_is_counted(make: Factory) -> None:
    await make.institution()
    await make.system()
    later = datetime.now(UTC) + timedelta(days=366)
    states = []
    for _ in range(2):
        async with read(make.database, ANONYMOUS, make.check, now=later) as work:
            facts = await freshness.get(work, "cig")
            counted = (await board.read(work, board.Filters())).total.figures[Figure.UNVERIFIED]
            states.append((facts.state, counted))
        async with begin(make.database, ADMIN, make.check, now=later) as work:
            await freshness.confirm(work, "cig", (await systems.get(work, "cig")).revision)
    assert states == [(Freshness.UNVERIFIED, 1), (Freshness.CONFIRMED, 0)]


async def test_the_last_check_is_that_of_a_version_which_the_reader_may_know_of(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.DRAFT)
    seen = []
    for who in (ANONYMOUS, STRANGER, PUBLISHER, REVIEWER):
        async with make.reading(who) as work:
            system = await systems.get(work, "cig")
            facts = await freshness.of_system(work, system, "cig/identities")
            none = await freshness.of_system(work, system, "cig/other")
            seen.append((facts.checked_at is not None, none.checked_at))
    assert seen == [(False, None), (False, None), (True, None), (True, None)]


async def test_only_those_who_answer_for_it_confirm_what_they_saw(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system()
    for who, key, seen, refused in (
        (STRANGER, "cig", 1, RoleMissing),
        (REVIEWER, "cig", 1, RoleMissing),
        (PUBLISHER, "cig", 7, Outdated),
        (PUBLISHER, "nobody", 1, NotFound),
    ):
        with pytest.raises(refused):
            async with make.work(who) as work:
                await freshness.confirm(work, key, seen)
    assert [entry[1:3] for entry in await trail(make.database)][-4:] == [("system:confirm", "refused")] * 4
