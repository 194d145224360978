from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from factories import COMPLETE, Factory
from reviewing import asked, fetched

from registry.domain.review_errors import (
    EntryIncomplete,
)
from registry.usecases import requests, review_steps, systems


async def test_what_is_missing_is_said_in_both_languages(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**{**COMPLETE, "personal_data": {"holds": True}})
    async with make.reading() as work:
        with pytest.raises(EntryIncomplete) as refused:
            review_steps.require_ready(await systems.get(work, "cig"))
    error = refused.value.errors[0]
    assert "Which personal data" in error.sentence("en")
    assert "taarifa binafsi" in error.sentence("sw")
    assert "/systems/cig/edit" in refused.value.sentence("en")


async def test_the_day_of_a_review_never_goes_back(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    review = await fetched(make, await asked(make))
    early: Any = SimpleNamespace(now=datetime(2000, 1, 1, tzinfo=UTC))
    late: Any = SimpleNamespace(now=datetime(2100, 1, 1, tzinfo=UTC))
    assert review_steps.day_of(early, review) == review.running_since
    assert review_steps.day_of(late, review).year == 2100


async def test_the_authors_of_a_request_are_who_asked(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    review = await asked(make)
    assert review_steps.authors_of(review) == {"amina"}
    async with make.reading() as work:
        case = await review_steps.case_of(work, await requests.get(work, review.number))
    assert (case.institution, set(case.deciders), set(case.conflicts)) == ("nida", set(), set())
