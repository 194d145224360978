from registry.domain.errors import NotFound
from registry.domain.past_errors import NotRecorded


def test_what_was_not_recorded_is_not_found_and_says_since_when_it_is() -> None:
    error = NotRecorded("system", "cig", "2026-11-25")
    assert isinstance(error, NotFound)
    assert error.sentence("en") == "How cig (system) was is not recorded before 2026-11-25."
