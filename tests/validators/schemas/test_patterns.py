import pytest

from registry.validators.schemas.failures import SchemaRefused
from registry.validators.schemas.patterns import is_pattern, searcher


def test_a_pattern_is_found_anywhere() -> None:
    assert searcher("b+")("abbc")
    assert not searcher("^b")("abbc")


def test_what_is_no_pattern_is_refused_as_v8_does() -> None:
    with pytest.raises(SchemaRefused) as refused:
        searcher("?")
    assert refused.value.problem == "Invalid regular expression: /?/: Nothing to repeat"
    assert not is_pattern("?")


def test_patterns_are_read_without_the_flag_u() -> None:
    assert searcher(r"[\-_]")("-")
    assert is_pattern("a{1,")
