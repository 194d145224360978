from factories import Factory
from reference_data import SYNONYM

from registry.api.synonym_bodies import SynonymBody


async def test_a_body_says_what_is_said_of_a_group_and_leads_on(make: Factory) -> None:
    body = SynonymBody.of(await make.synonym())
    assert {name: getattr(body, name) for name in SYNONYM} == SYNONYM
    assert body.links["page"] == "/synonyms/payment/edit"
