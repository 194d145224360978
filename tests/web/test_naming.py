import pytest
from factories import Factory
from visitors import Visitor

from registry.web.naming import below_versions


def test_apis_and_schemas_have_the_same_pages() -> None:
    assert below_versions("history") == [
        "/apis/{system:str}/{api:str}/{number:str}/history",
        "/schemas/{key:str}/{number:str}/history",
    ]


@pytest.mark.parametrize("path", ["/apis/cig/identities", "/schemas/person"])
async def test_an_address_names_an_api_or_a_schema(
    stranger: Visitor, publisher: Visitor, make: Factory, path: str
) -> None:
    del publisher
    await make.schema()
    assert f"/api/v1{path}" in await stranger.see(path)
