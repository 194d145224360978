import pytest

from registry.domain.standards import is_issue_day, is_standard_key


@pytest.mark.parametrize("key", ["rfc-9457", "openapi-3.1", "json-schema-2020-12", "modi", "a" * 64])
def test_the_key_of_a_standard_may_hold_the_number_of_its_version(key: str) -> None:
    assert is_standard_key(key)


@pytest.mark.parametrize("key", ["", "RFC-1", "a..b", ".a", "a.", "a-", "a.-b", "a_b", "é", "new", "a" * 65, "a\n"])
def test_what_an_address_cannot_hold_is_no_key(key: str) -> None:
    assert not is_standard_key(key)


@pytest.mark.parametrize(("text", "known"), [
    ("2017", True), ("2017-12", True), ("2016-02-29", True),
    ("2017-13", False), ("2017-02-29", False), ("17", False), ("2017-1", False), ("0000", False),
    ("2017-12-01T", False),
])  # fmt: skip
def test_a_day_of_issue_is_a_year_a_month_or_a_day(text: str, known: bool) -> None:  # noqa: FBT001 pytest gives it
    assert is_issue_day(text) is known
