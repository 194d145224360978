from hypothesis import given
from hypothesis import strategies as some

from registry.validators.pointers import below, keys_of


@given(some.lists(some.text(max_size=5)))
def test_a_pointer_leads_back_to_its_keys(keys: list[str]) -> None:
    assert keys_of(below("", *keys)) == keys


def test_slashes_and_tildes_are_escaped() -> None:
    assert below("/paths", "/a~b", 0) == "/paths/~1a~0b/0"
