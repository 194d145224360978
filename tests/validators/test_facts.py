import pytest
from documents import api, in_json, operation, schema

from registry.validators.checking import check
from registry.validators.facts import Facts, FieldFact, Operation, SchemaFact, SecurityScheme

API = api(
    servers=[{"url": "https://api.nida.example/v1"}],
    security=[{"key": []}],
    paths={"/bills": {"get": operation(description="All of them", tags=["bills"], deprecated=True)}},
    components={
        "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        "schemas": {"Bill": {"type": "object", "description": "A bill", "properties": {"amount": {}}}},
    },
)


def facts_in(tree: dict[str, object]) -> Facts:
    facts = check(in_json(tree)).facts
    assert facts is not None
    return facts


def test_the_facts_of_an_api_are_those_of_its_check() -> None:
    listing = Operation(
        method="get",
        path="/bills",
        operation_id="listBills",
        summary="List the bills",
        description="All of them",
        tags=("bills",),
        deprecated=True,
        pointer="/paths/~1bills/get",
        security=("key",),
    )
    assert facts_in(API) == Facts(
        kind="openapi",
        specification="openapi 3.1.0",
        title="Bills",
        version="1.0.0",
        description=None,
        servers=("https://api.nida.example/v1",),
        operations=(listing,),
        security_schemes=(SecurityScheme("key", "http"),),
        schemas=(SchemaFact("Bill", "/components/schemas/Bill", "object", "A bill", ("amount",)),),
        tags=("bills",),
        properties=(),
        fields=(FieldFact("amount", "", None, None),),
    )


def test_a_data_schema_has_the_same_facts_with_properties_for_operations() -> None:
    facts = facts_in(schema(title="Person", description="Somebody", properties={"name": {"type": "string"}}))

    assert (facts.kind, facts.specification) == ("schema", "json-schema 2020-12")
    assert (facts.title, facts.description, facts.version) == ("Person", "Somebody", None)
    assert (facts.properties, facts.operations, facts.servers) == (("name",), (), ())


def test_facts_are_values_that_nobody_changes() -> None:
    facts = facts_in(API)

    assert hash(facts) == hash(facts_in(API))
    with pytest.raises(AttributeError):
        facts.title = "Another"  # type: ignore[misc]
