from datetime import UTC, datetime

import pytest

from registry.domain.days import beginning_of, end_of
from registry.domain.errors import FieldsInvalid


def test_a_day_is_one_of_tanzania() -> None:
    assert beginning_of("from", "2026-05-03") == datetime(2026, 5, 2, 21, tzinfo=UTC)
    assert end_of("to", "2026-05-03") == datetime(2026, 5, 3, 21, tzinfo=UTC)
    assert end_of("to", "2024-02-29") == datetime(2024, 2, 29, 21, tzinfo=UTC)


def test_a_moment_says_its_zone() -> None:
    for read in (beginning_of, end_of):
        assert read("x", "2026-05-03T10:00:00+03:00") == datetime(2026, 5, 3, 7, tzinfo=UTC)
        assert read("x", "2026-05-03T07:00:00Z") == datetime(2026, 5, 3, 7, tzinfo=UTC)
        assert read("x", None) is None
        assert read("x", "") is None


@pytest.mark.parametrize(
    "written", ["2026-05-32", "yesterday", "2026-05-03T10:00:00", "9999-12-31", "0001-01-01T00:00:00+14:00", "x" * 10]
)
def test_anything_else_is_refused_by_the_name_of_its_field(written: str) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        end_of("to", written)
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == ("to", "moment")
