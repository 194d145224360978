import pytest
from factories import PUBLISHER, Factory, contents, document

from registry.domain.actors import ANONYMOUS
from registry.domain.errors import DocumentUnreadable, TooMany
from registry.usecases import allowances, checks
from registry.validators.report import Result


async def test_anybody_may_check_a_document_and_nothing_is_kept(make: Factory) -> None:
    before = await contents(make.database, "allowance")
    async with make.reading(ANONYMOUS) as work:
        report = await checks.check(work, document(), "192.0.2.1")
    assert report.result is Result.PASS
    assert await contents(make.database, "allowance") == before


async def test_an_address_is_slowed_down_and_another_is_not(make: Factory) -> None:
    async with make.reading(ANONYMOUS) as work:
        for _ in range(allowances.CHECKS.requests):
            await allowances.spend(work.database, "check:192.0.2.1", allowances.CHECKS, work.now)
        with pytest.raises(TooMany):
            await checks.check(work, document(), "192.0.2.1")
        assert (await checks.check(work, document(), "192.0.2.2")).result is Result.PASS


async def test_somebody_known_has_their_own_allowance(make: Factory) -> None:
    async with make.reading(PUBLISHER) as work:
        for _ in range(allowances.CHECKS.requests):
            await allowances.spend(work.database, "check:192.0.2.1", allowances.CHECKS, work.now)
        assert (await checks.check(work, document(), "192.0.2.1")).result is Result.PASS


async def test_what_cannot_be_read_is_refused(make: Factory) -> None:
    async with make.reading(ANONYMOUS) as work:
        with pytest.raises(DocumentUnreadable):
            await checks.check(work, b"{", "192.0.2.1")
