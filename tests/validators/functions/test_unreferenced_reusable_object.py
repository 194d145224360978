from typing import Any

import pytest
from functions import faults, refuses

MESSAGE = "Potential orphaned reusable object has been detected"
OPTIONS = {"reusableObjectsLocation": "#/definitions"}


def test_what_nothing_refers_to_is_named() -> None:
    references = {"#/paths/~1cards/get": "#/definitions/Card"}
    found = faults("unreferencedReusableObject", {"Card": {}, "Person": {}}, OPTIONS, references=references)
    assert found == [(MESSAGE, ("definitions", "Person"))]


def test_an_object_that_refers_is_not_used_for_that() -> None:
    references = {"#/definitions/A": "#/definitions/B", "#/definitions/B": "#/definitions/A/properties/x"}
    found = faults("unreferencedReusableObject", {"A": {}, "B": {}}, OPTIONS, references=references)
    assert found == [(MESSAGE, ("definitions", "A"))]


@pytest.mark.parametrize("target", [None, "Nope", [], {}])
def test_what_has_no_members_is_not_judged(target: Any) -> None:
    assert faults("unreferencedReusableObject", target, OPTIONS) == []


@pytest.mark.parametrize("location", ["#", "#/", "#/$defs", "#/paths/~1user", "#/a%20b"])
def test_a_location_is_a_pointer_in_a_fragment(location: str) -> None:
    assert not refuses("unreferencedReusableObject", {"reusableObjectsLocation": location})


@pytest.mark.parametrize(
    "options",
    [None, 2, {}, *({"reusableObjectsLocation": wrong} for wrong in (2, "foo", "#foo", "/a", "#/~2", "#/%g0"))],
)
def test_another_location_is_refused(options: Any) -> None:
    assert refuses("unreferencedReusableObject", options)
