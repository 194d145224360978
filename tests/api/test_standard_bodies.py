from factories import Factory
from reference_data import concept

from registry.api.standard_bodies import ComponentBody, ConceptBody, RestingBody, StandardBody
from registry.usecases import concepts
from registry.usecases.rules import Resting
from registry.validators.finding import Severity


async def test_a_body_says_what_is_said_of_a_standard_and_leads_on(make: Factory) -> None:
    component = await make.component()
    assert ComponentBody.of(component).links["page"] == "/standards#integration-architecture"
    body = StandardBody.of(await make.standard())
    assert (body.component, body.seen, body.links["page"]) == (
        "integration-architecture",
        "cover",
        "/standards/ega-ita-001",
    )
    assert StandardBody.of(await make.standard(component=None)).component is None
    assert RestingBody.of(Resting("tz@1.0.0", "a", Severity.ERROR, None)).rule == "a"


async def test_a_body_holds_the_present_schema_of_its_own_concept(make: Factory) -> None:
    rows = [await make.concept(), await make.concept(**concept("tin", schema={"type": "string", "maxLength": 9}))]
    await make.concept(**concept("tin", version="2.0.0", schema={"type": "string", "maxLength": 10}))
    async with make.reading() as work:
        rows = list(await concepts.list_all(work))
        schemas = await concepts.schemas_of(work, rows)
    bodies = {row.key: ConceptBody.of(row, schemas) for row in rows}
    assert (bodies["tin"].versions, bodies["tin"].schema["maxLength"]) == (["1.0.0", "2.0.0"], 10)
    assert bodies["nin"].links["schema"] == "/concepts/nin/1.0.0.schema.json"
    assert bodies["nin"].schema_digest.startswith("sha256:")
