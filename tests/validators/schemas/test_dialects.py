import pytest

from registry.validators.schemas.dialects import dialect_of, draft_of


@pytest.mark.parametrize(
    ("address", "draft"),
    [
        ("http://json-schema.org/draft-04/schema#", "draft4"),
        ("http://json-schema.org/draft-07/schema", "draft7"),
        ("https://json-schema.org/draft/2020-12/schema", "draft2020-12"),
        ("https://json-schema.org/draft-06/hyper-schema#", "draft6"),
        ("https://example.go.tz/own", None),
        (None, None),
    ],
)
def test_an_address_names_a_draft(address: str | None, draft: str | None) -> None:
    assert draft_of(address) == draft


def test_each_draft_has_its_keywords() -> None:
    assert "unevaluatedItems" in dialect_of("draft2019-09").rules
    assert "prefixItems" not in dialect_of("draft2019-09").rules
    assert "id" in dialect_of("draft7").rules
    assert dialect_of("draft4").identifier == "id"


def test_draft_6_is_judged_as_draft_7() -> None:
    assert dialect_of("draft6").name == "draft7"
