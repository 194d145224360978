from datetime import UTC, date, datetime

import pytest

from registry.domain.notices import BROAD, PAUSES, MailChoice, NoticeKind, has_digest, mailed, tried_again

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("choice", list(MailChoice))
def test_what_many_are_told_is_never_a_letter_of_its_own(kind: NoticeKind, choice: MailChoice) -> None:
    expected = MailChoice.DAILY if (kind in BROAD and choice is MailChoice.AT_ONCE) else choice
    assert mailed(kind, choice) is expected


def test_a_letter_is_tried_again_later_and_later_and_then_given_up() -> None:
    times = [tried_again(attempts, NOW) for attempts in range(1, len(PAUSES) + 2)]
    waits = [when - NOW for when in times if when]
    assert waits == sorted(waits)
    assert len(waits) == len(PAUSES)
    assert times[-1] is None


@pytest.mark.parametrize(
    ("day", "goes"), [(date(2026, 12, 8), True), (date(2026, 12, 9), False), (date(2026, 12, 12), False)]
)
def test_digests_go_out_on_days_on_which_people_work(day: date, goes: bool) -> None:  # noqa: FBT001 a table
    assert has_digest(day, {date(2026, 12, 9)}) is goes
