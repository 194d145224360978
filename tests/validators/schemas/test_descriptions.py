import pytest
from judging import DESCRIPTIONS, said_of_description

from registry.validators.schemas.descriptions import validator_of


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
def test_a_good_description_passes_the_quick_judge(version: str) -> None:
    assert said_of_description(version) == []
    assert validator_of(version)._gate.is_valid(DESCRIPTIONS[version])


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
def test_everything_that_is_wrong_is_told(version: str) -> None:
    found = said_of_description(version, info={"title": 1, "contact": {"email": "x"}})
    assert ("/info", "must have required property 'version'") in found
    assert ("/info/title", "must be string") in found
    assert ("/info/contact/email", 'must match format "email"') in found


def test_what_judges_a_version_is_made_once() -> None:
    assert validator_of("3.0") is validator_of("3.0")
