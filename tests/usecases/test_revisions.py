import pytest

from registry.domain.errors import Outdated
from registry.usecases.revisions import expect


def test_what_was_seen_is_still_so() -> None:
    expect(3, 3)


@pytest.mark.parametrize("seen", [0, 2, 4])
def test_what_was_seen_is_no_longer_so(seen: int) -> None:
    with pytest.raises(Outdated) as refused:
        expect(3, seen)
    assert refused.value.current == "3"
