import asyncio

import pytest
from commands import Prepared
from factories import Factory, document

from registry.cli.delivering import delivered
from registry.cli.publish import Delivery
from registry.domain.names import Reference
from registry.usecases import audit, versions


@pytest.mark.usefixtures("here")
def test_a_dry_run_leaves_no_row_and_no_entry_on_the_record(prepared: Prepared) -> None:
    prepared(lambda make: make.catalogue())
    delivery = Delivery(document(), Reference("cig/identities"), None, submit=True, dry_run=True)
    outcome = asyncio.run(delivered(delivery, None))
    assert outcome["version"] is None
    assert outcome["report"]["result"] == "pass"

    async def events(make: Factory) -> set[str]:
        async with make.reading() as work:
            return {entry.event for entry in await audit.entries(work, after=0, limit=100)}

    assert not any(event.startswith("version:") for event in prepared(events))


@pytest.mark.usefixtures("here")
def test_submission_is_an_entry_of_its_own_on_the_record(prepared: Prepared) -> None:
    prepared(lambda make: make.catalogue())
    delivery = Delivery(document(), Reference("cig/identities"), None, submit=True, dry_run=False)
    assert asyncio.run(delivered(delivery, None))["version"]["status"] == "submitted"

    async def history(make: Factory) -> list[str]:
        async with make.reading() as work:
            version = await versions.get(work, "cig/identities", "1.0.0")
            return [entry["action"] for entry in await versions.history_of(work, version)]

    assert prepared(history) == ["upload", "submit"]
