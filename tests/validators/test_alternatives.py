import pytest

from registry.validators.alternatives import none_defined


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        (["a", "b"], 'At least one of "a" or "b" must be defined'),
        (list("abcd"), 'At least one of "a" or "b" or "c" or "d" must be defined'),
        (list("abcdef"), 'At least one of "a" or "b" or "c" or 3 other properties must be defined'),
    ],
)
def test_up_to_four_properties_are_named_and_three_of_more(properties: list[str], said: str) -> None:
    assert none_defined(properties) == said
