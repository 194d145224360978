import pytest

from registry.validators.scalars import NumberRefused, float_of, integer_of, value_of


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0])
def test_integers_of_64_bits_are_read(number: int) -> None:
    assert integer_of(str(number)) == value_of(str(number)) == number


@pytest.mark.parametrize("text", [str(2**63), str(-(2**63) - 1), "1" * 41, "0x" + "f" * 16, "9" * 5000])
def test_integers_of_more_bits_are_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match="number-range"):
        value_of(text)


@pytest.mark.parametrize("text", ["1e309", "-1e309", "1." + "0" * 40])
def test_doubles_that_are_not_finite_or_too_long_are_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match="number-range"):
        float_of(text)


@pytest.mark.parametrize("text", [".inf", "-.INF", "+.Inf", ".nan", ".NaN"])
def test_what_json_has_no_number_for_is_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match="yaml-11-type"):
        value_of(text)
