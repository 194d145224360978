import pytest

from registry.validators.regex.properties import property_of
from registry.validators.regex.ranges import is_within
from registry.validators.regex.syntax import Characters, Property


@pytest.mark.parametrize("name", ["Lu", "Uppercase_Letter", "gc=Lu", "General_Category=Uppercase_Letter"])
def test_a_category_has_a_long_and_a_short_name(name: str) -> None:
    assert property_of(name) == Characters((), (Property("gc", "Lu"),))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("sc=Grek", "sc"), ("Script=Greek", "sc"), ("scx=Grek", "scx"), ("Script_Extensions=Greek", "scx")],
)
def test_a_script_has_a_long_and_a_short_name(name: str, kind: str) -> None:
    assert property_of(name) == Characters((), (Property(kind, "Greek"),))


@pytest.mark.parametrize("name", ["Alpha", "Alphabetic"])
def test_a_property_that_is_or_is_not_has_no_value(name: str) -> None:
    assert property_of(name) == Characters((), (Property("", "Alphabetic"),))


def test_some_properties_are_known_without_a_table() -> None:
    white = property_of("White_Space")
    assert white is not None
    assert is_within(0x85, white.ranges)
    assert not is_within(0xFEFF, white.ranges)
    assert property_of("ASCII") == Characters(((0, 0x7F),))


@pytest.mark.parametrize(
    "name", ["", "lu", "LU", "Greek", "IsGreek", " L", "L=", "=L", "Script=", "Script=Lu", "Alpha=Y"]
)
def test_names_are_exact(name: str) -> None:
    assert property_of(name) is None
