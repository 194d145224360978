import pytest

from registry.validators.schemas.metaschemas import compiler_of, known_to, resources_of

DRAFT = "http://json-schema.org/draft-0{}/schema"


@pytest.mark.parametrize(
    ("dialect", "named", "address"),
    [
        ("draft7", None, DRAFT.format(7)),
        ("draft7", DRAFT.format(6) + "#", DRAFT.format(6)),
        ("draft4", DRAFT.format(4) + "#", DRAFT.format(4)),
        ("draft4", DRAFT.format(7), None),
        ("draft2020-12", "http://json-schema.org/schema#", "https://json-schema.org/draft/2020-12/schema"),
        ("draft2020-12", "https://example.go.tz/own", None),
    ],
)
def test_a_schema_names_a_meta_schema_that_its_dialect_knows(
    dialect: str, named: str | None, address: str | None
) -> None:
    assert known_to(dialect, named) == address


def test_the_newer_drafts_are_made_of_vocabularies() -> None:
    assert len(resources_of("https://json-schema.org/draft/2020-12/schema")) > 6
    assert list(resources_of(DRAFT.format(7))) == [DRAFT.format(7)]


def test_a_meta_schema_is_made_ready_once() -> None:
    assert compiler_of(DRAFT.format(7)) is compiler_of(DRAFT.format(7))
