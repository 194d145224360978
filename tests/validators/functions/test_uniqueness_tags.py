from typing import Any

import pytest
from functions import faults


def test_each_tag_whose_name_was_met_before_is_named() -> None:
    target = [{"name": "a"}, {"name": "b"}, {"name": "a"}, {"name": "a"}]
    message = '"tags" object contains duplicate tag name "a".'
    assert faults("uniquenessTags", target, path=("tags",)) == [(message, ("tags", index, "name")) for index in (2, 3)]


@pytest.mark.parametrize("last", [{}, {"name": 1}, None])
def test_tags_of_which_one_is_malformed_are_not_judged(last: Any) -> None:
    assert faults("uniquenessTags", [{"name": "a"}, {"name": "a"}, last]) == []


@pytest.mark.parametrize("target", [None, {}, [], [{"name": "a"}, {"name": "A"}]])
def test_names_that_differ_pass(target: Any) -> None:
    assert faults("uniquenessTags", target) == []
