import pytest
from judging import DESCRIPTIONS, said_of_description

from registry.validators.schemas.descriptions import validator_of


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
def test_a_good_description_passes_the_quick_judge(version: str) -> None:
    assert said_of_description(version) == []
    assert validator_of(version)._passes(DESCRIPTIONS[version])


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
def test_everything_that_is_wrong_is_told(version: str) -> None:
    found = said_of_description(version, info={"title": 1, "contact": {"email": "x"}})
    assert ("/info", "must have required property 'version'") in found
    assert ("/info/title", "must be string") in found
    assert ("/info/contact/email", 'must match format "email"') in found


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
def test_a_large_description_is_judged_as_a_small_one_is(version: str) -> None:
    padding = {"x-padding": list(range(2_000))}
    assert said_of_description(version, **padding) == []
    assert validator_of(version)._gate is not None
    mistakes = {"info": {"title": 1, "contact": {"email": "x"}}}
    assert said_of_description(version, **padding, **mistakes) == said_of_description(version, **mistakes) != []


@pytest.mark.parametrize("version", list(DESCRIPTIONS))
@pytest.mark.parametrize(
    "change", [{"info": None}, {"info": {}}, {"paths": []}, {"tags": [{}]}, {"tags": [{"name": "a"}]}], ids=str
)
def test_both_judges_pass_the_same_descriptions(version: str, change: dict[str, object]) -> None:
    passes = validator_of(version)._passes({**DESCRIPTIONS[version], **change})
    assert passes == (said_of_description(version, **change) == [])


def test_what_judges_a_version_is_made_once() -> None:
    assert validator_of("3.0") is validator_of("3.0")
