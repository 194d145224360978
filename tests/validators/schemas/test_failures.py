import pytest

from registry.validators.rule import NotChecked
from registry.validators.schemas.failures import Budget, Run, keys_of, pointer_of


def test_a_place_is_the_way_to_it() -> None:
    place = (((None, "a/b"), 0), "~c")
    assert list(keys_of(place)) == ["a/b", 0, "~c"]
    assert pointer_of(place) == "/a~1b/0/~0c"


def test_the_value_itself_has_no_way_to_it() -> None:
    assert list(keys_of(None)) == []
    assert pointer_of(None) == ""


def test_what_costs_too_much_is_not_checked() -> None:
    run = Run(budget=Budget(2))
    run.spend(2)
    with pytest.raises(NotChecked, match="too-large"):
        run.spend()
