from datetime import UTC, datetime, timedelta

import pytest
from factories import Factory

from registry.domain.errors import TooMany
from registry.usecases.allowances import Limit, spend

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LIMIT = Limit(3, 60)


async def test_an_allowance_is_exact(make: Factory) -> None:
    for _ in range(3):
        await spend(make.database, "a", LIMIT, NOW)
    for _ in range(2):
        with pytest.raises(TooMany) as refused:
            await spend(make.database, "a", LIMIT, NOW)
        assert refused.value.retry_after == 20
    await spend(make.database, "b", LIMIT, NOW)


async def test_an_allowance_fills_up_again_with_time(make: Factory) -> None:
    for _ in range(3):
        await spend(make.database, "a", LIMIT, NOW)
    with pytest.raises(TooMany):
        await spend(make.database, "a", LIMIT, NOW + timedelta(seconds=19))
    await spend(make.database, "a", LIMIT, NOW + timedelta(seconds=20))
    with pytest.raises(TooMany):
        await spend(make.database, "a", LIMIT, NOW + timedelta(seconds=21))


async def test_waiting_long_saves_up_no_more_than_the_limit(make: Factory) -> None:
    await spend(make.database, "a", LIMIT, NOW)
    later = NOW + timedelta(days=30)
    for _ in range(3):
        await spend(make.database, "a", LIMIT, later)
    with pytest.raises(TooMany):
        await spend(make.database, "a", LIMIT, later)


async def test_who_waits_as_told_is_let_in(make: Factory) -> None:
    limit, now = Limit(30, 60), NOW
    for _ in range(30):
        await spend(make.database, "a", limit, now)
    with pytest.raises(TooMany) as refused:
        await spend(make.database, "a", limit, now)
    await spend(make.database, "a", limit, now + timedelta(seconds=refused.value.retry_after))


async def test_a_long_name_is_kept_short(make: Factory) -> None:
    for _ in range(3):
        await spend(make.database, "a" * 5000, LIMIT, NOW)
    with pytest.raises(TooMany):
        await spend(make.database, "a" * 200, LIMIT, NOW)
