import re

import pytest

from registry.frugal.patterns import late


def test_a_late_pattern_searches_as_one_that_is_compiled_at_once() -> None:
    pattern = late(r"(a+)b", re.IGNORECASE)
    found = pattern.search("xAAb")
    assert found is not None
    assert found[1] == "AA"
    assert pattern.fullmatch("aab")
    assert not pattern.match("xaab")
    assert pattern.sub("-", "aab ab") == "- -"
    assert pattern.split("1ab2")[::2] == ["1", "2"]
    assert [one[0] for one in pattern.finditer("ab AB")] == ["ab", "AB"]
    assert late(rb"\d").findall(b"1a2") == [b"1", b"2"]


def test_a_late_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("")


def test_a_late_pattern_has_nothing_else() -> None:
    with pytest.raises(AttributeError):
        _ = late("a").groups
