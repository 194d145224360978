from typing import Any

import pytest

from registry.validators.schemas.formats import FORMATS, comparison


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("duration", "P1Y2M3DT4H5M6S"),
        ("duration", "P1W"),
        ("uuid", "urn:uuid:12345678-1234-1234-1234-123456789ABC"),
        ("json-pointer", "/a~0/b~1"),
        ("json-pointer-uri-fragment", "#/a%20b"),
        ("relative-json-pointer", "1/a"),
        ("relative-json-pointer", "0#"),
        ("byte", "YWJj"),
        ("byte", "YQ=="),
        ("byte", "no\n"),
        ("regex", "[a-z]+"),
        ("int32", 2**31 - 1),
        ("int64", 2.0**60),
    ],
)
def test_what_has_the_format_is_accepted(name: str, value: Any) -> None:
    assert FORMATS[name][1](value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("duration", "P"),
        ("duration", "PT"),
        ("duration", "P1W1D"),
        ("uuid", "12345678"),
        ("json-pointer", "a"),
        ("json-pointer", "/~2"),
        ("json-pointer-uri-fragment", "/a"),
        ("relative-json-pointer", "01"),
        ("byte", "YQ="),
        ("regex", "("),
        ("regex", r"a\Z"),
        ("int32", 2**31),
        ("int32", 1.5),
        ("int64", float("inf")),
    ],
)
def test_what_has_not_is_refused(name: str, value: Any) -> None:
    assert not FORMATS[name][1](value)


def test_only_dates_and_times_have_an_order() -> None:
    assert [name for name in FORMATS if comparison(name)] == ["date", "time", "date-time"]
