import pytest

from registry.validators.concepts.options import dictionary_from
from registry.validators.function import OptionsRefused

NIN = {"key": "nin", "version": "1.0.0", "sw": "N", "en": "N", "names": "nin"}


def test_options_hold_a_dictionary() -> None:
    assert set(dictionary_from({"concepts": [NIN]}).entries) == {"nin"}


def test_options_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(OptionsRefused) as refused:
        dictionary_from({"concepts": [NIN, {**NIN, "key": "tin"}]})
    assert (refused.value.problem, refused.value.path) == ("nin: nin, tin", ("concepts",))
