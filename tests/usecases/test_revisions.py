import pytest

from registry.domain.errors import ConditionMissing, Outdated
from registry.usecases.revisions import NOTHING, expect, expect_before_put


def test_what_was_seen_is_still_so() -> None:
    expect(3, 3)


@pytest.mark.parametrize("seen", [0, 2, 4])
def test_what_was_seen_is_no_longer_so(seen: int) -> None:
    with pytest.raises(Outdated) as refused:
        expect(3, seen)
    assert refused.value.current == "3"


@pytest.mark.parametrize(("current", "seen"), [(None, None), (3, None), (None, NOTHING), (3, 3)])
def test_what_is_put_is_as_it_was_seen_or_nothing_was_said_of_it(current: int | None, seen: int | None) -> None:
    expect_before_put(current, seen)


@pytest.mark.parametrize(
    ("current", "seen", "error"), [(3, NOTHING, ConditionMissing), (3, 2, Outdated), (None, 2, Outdated)]
)
def test_what_is_put_is_not_as_it_was_seen(current: int | None, seen: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        expect_before_put(current, seen)
