import pytest

from registry.validators.schemas.shipped import shipped, specification


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1", "3.2"])
def test_there_is_a_schema_for_each_version(version: str) -> None:
    assert specification(version)["type"] == "object"


def test_parts_are_found_by_their_names() -> None:
    base = shipped("openapi_schema_validator", "schemas", "oas3.1", "vocabularies", "base")
    assert "discriminator" in base["properties"]
