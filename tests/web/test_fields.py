from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.web.fields import place_of

FACTS = {
    "schemas": [
        {"name": "Bill", "properties": ["billId", "amount"]},
        {"name": "Payer", "properties": ["nida_no", "amount"]},
    ],
    "fields": [{"name": "controlNumber"}, {"name": "billId"}],
}


def test_a_field_is_shown_in_the_first_schema_that_has_it_however_it_is_written() -> None:
    assert place_of(FACTS, "amount") == "/schemas/0#f-amount"
    assert place_of(FACTS, "nidaNo") == "/schemas/1#f-nida_no"
    assert place_of(FACTS, "control_number") == "#f-controlNumber"
    assert place_of(FACTS, "zebra") is None


async def test_a_field_that_was_found_opens_at_its_line(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    results = await stranger.see("/search?q=first_name")
    address = "/apis/cig/identities/1.0.0/fields/firstName"
    assert f'href="{address}"' in results
    led = await stranger.client.get(address)
    assert led.status_code == 303
    place, _, anchor = led.headers["location"].partition("#")
    assert f'id="{anchor}"' in await stranger.see(place)


async def test_a_field_that_is_not_there_is_not_found(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    assert (await stranger.client.get("/apis/cig/identities/1.0.0/fields/zebra")).status_code == 404
