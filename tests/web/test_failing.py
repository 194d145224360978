from datetime import UTC, date, datetime, timedelta

from factories import Factory
from rechecking import activated, catalogue_to_check, runner
from sqlalchemy import update
from visitors import Visitor

from registry.db.models import LatestCheck

PAGE = "/apis/cig/identities/2.0.0"


async def test_a_version_that_fails_says_since_when_and_until_when_it_may(stranger: Visitor, make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make, grace_days=30)
    assert "latest-findings" not in await stranger.see(PAGE)
    await runner(make).run_all()
    page = await stranger.see(PAGE)
    assert "has failed the check of today since" in page
    assert f'href="{PAGE}/latest-findings"' in page
    assert "halifaulu ukaguzi wa leo tangu" in await stranger.see(PAGE, "sw")
    newest = await stranger.see(f"{PAGE}/latest-findings")
    assert "tz-interop@1.0.0" in newest
    assert f'href="{PAGE}/findings"' in newest
    assert f"/api/v1{PAGE.rpartition('/')[0]}/versions/2.0.0/latest-report" in newest
    approved = await stranger.see(f"{PAGE}/findings")
    assert f'href="{PAGE}/latest-findings"' in approved
    assert "has failed" not in await stranger.see("/apis/cig/identities/1.0.0")


async def test_an_institution_sees_what_fails_and_by_when(stranger: Visitor, make: Factory) -> None:
    await catalogue_to_check(make, 2)
    assert "Nothing published fails" in await stranger.see("/institutions/nida/failing")
    await activated(make, grace_days=30)
    await runner(make).run_all()
    page = await stranger.see("/institutions/nida/failing")
    day = datetime.now(UTC).date() + timedelta(days=30)
    assert f'href="{PAGE}"' in page
    assert f"{day.day} " in page
    assert 'href="/institutions/nida/failing"' in await stranger.see("/institutions/nida")


async def test_a_version_whose_grace_has_ended_says_so_and_stays(stranger: Visitor, make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make)
    await runner(make).run_all()
    async with make.database.writing() as session, session.begin():
        await session.execute(update(LatestCheck).values(grace_until=date(2026, 1, 2)))
    page = await stranger.see(PAGE)
    assert "Its days of grace ended on 2 January 2026" in page
    assert "Published" in page
