from typing import Any

import pytest
from factories import COMPLETE, PUBLISHER, Factory, exchanging
from reference_data import concept
from reviewing import asked, review_of

from registry.domain.lifecycle import Action, Status
from registry.usecases import versions
from registry.usecases.stakes import declares

NIN = concept("nin", personal_data="identifier", field_names=["nin"])
PLACE = concept("place", personal_data="location", field_names=["place"])
AMOUNT = concept("amount", personal_data="none", field_names=["amount"])
SCHEMA = b"""{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Amounts", "type": "object",
"description": "What was paid.", "properties": {"amount": {"type": "string", "description": "How much."}}}"""
HOLDS = {"personal_data": {"holds": True, "categories": ["NIN"]}}


@pytest.mark.parametrize(
    ("system", "parts", "document", "approvals"),
    [
        ({}, {}, exchanging("amount", "place"), 1),
        (HOLDS, {}, exchanging("amount"), 2),
        ({"critical": True}, {}, exchanging("amount"), 2),
        ({}, {}, exchanging("nin"), 2),
        ({}, {"concept": "nin"}, exchanging("amount"), 2),
        ({}, {"concept": "place"}, exchanging("amount"), 2),
        ({}, {"concept": "amount"}, exchanging("amount"), 1),
        ({}, {}, {"x-personal-data": "health", **exchanging("amount")}, 2),
        ({}, {}, {"x-personal-data": ["none"], **exchanging("amount")}, 1),
    ],
)
async def test_two_reviewers_decide_where_the_entry_declares_what_is_at_stake(
    make: Factory, system: dict[str, Any], parts: dict[str, Any], document: dict[str, Any], approvals: int
) -> None:
    await make.institutions("nida", "ega")
    for one in (NIN, PLACE, AMOUNT):
        await make.concept(**one)
    if "concept" in parts:  # only a schema names the concept that it is of
        await make.schema(**parts)
        async with make.work(PUBLISHER) as work:
            version, _ = await versions.publish(work, "person", SCHEMA, "1.0.0")
        await make.advance(version, Action.SUBMIT)
        review = await review_of(make, name="person")
    else:
        await make.system(**{**COMPLETE, **system})
        await make.api()
        await make.version(Status.SUBMITTED, **document)
        review = await review_of(make)
    assert (review.approvals, review.personal_data) == (approvals, approvals > 1 and "critical" not in system)


@pytest.mark.parametrize(("system", "approvals"), [({}, 1), (HOLDS, 2), ({"critical": True}, 2)])
async def test_a_system_says_itself_what_is_at_stake(make: Factory, system: dict[str, Any], approvals: int) -> None:
    await make.institutions("nida", "ega")
    await make.system(**{**COMPLETE, **system})
    assert (await asked(make)).approvals == approvals


@pytest.mark.parametrize(
    ("said", "is_declared"),
    [
        ("true", True),
        ('"identifier"', True),
        ('["none", "name"]', True),
        ("false", False),
        ('"none"', False),
        ("[]", False),
    ],
)
def test_a_mark_declares_personal_data_wherever_it_stands(said: str, is_declared: bool) -> None:  # noqa: FBT001 a row of a table
    assert declares(b'{"a": [{"b": {"x-personal-data": %s}}]}' % said.encode()) is is_declared
