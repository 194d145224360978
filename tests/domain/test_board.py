from datetime import date

from registry.domain.board import (
    BY_CHANNEL,
    STEPS,
    Counts,
    Day,
    Figure,
    Known,
    Line,
    Place,
    line_of,
    spread,
    subject_of,
    together,
)
from registry.domain.entries import Channel

DAY = date(2026, 11, 25)


def place(key: str = "nida", known: int | None = None, **levels: dict[Figure, int]) -> Place:
    counted = {level: Counts(figures, 80 * figures.get(Figure.PASSING, 0)) for level, figures in levels.items()}
    told = Known(known, "Audit", DAY) if known is not None else None
    return Place(key, "authority", "identity", (), told, counted, [date(2026, 11, 20), date(2026, 11, 24)])


def line(known: int | None = None, **levels: dict[Figure, int]) -> Line:
    return line_of(place("nida", known, **levels), ("public",), None, DAY)


def test_levels_are_added_up_for_those_who_see_them() -> None:
    counted = place(public={Figure.APIS: 1}, government={Figure.APIS: 2}, private={Figure.WAITING: 4})
    seen = [
        line_of(counted, levels, own, DAY)
        for levels, own in ((("public",), None), (("public", "government"), "ega"), (("public", "government"), "nida"))
    ]
    assert [(one.figures[Figure.APIS], one.figures[Figure.WAITING]) for one in seen] == [(1, 0), (3, 0), (3, 4)]
    assert [(one.days_median, one.days_oldest) for one in seen] == [(None, None), (None, None), (3, 5)]


def test_the_next_steps_come_in_the_order_of_their_urgency() -> None:
    shown = line(known=9, public={step.figure: 2 for step in reversed(STEPS)} | {Figure.REGISTERED: 4})
    assert [todo.name for todo in shown.todo] == ["unregistered", *(step.figure for step in STEPS)]
    assert shown.todo[0].count == 5
    assert shown.backlog == 5 + 2 * sum(step.behind for step in STEPS)


def test_more_systems_than_are_known_of_are_no_fault() -> None:
    assert line(known=1, public={Figure.REGISTERED: 4}).todo == []
    assert line(public={Figure.REGISTERED: 4}).known is None


def test_a_score_is_weighed_by_what_it_was_given_for() -> None:
    one = line(public={Figure.PASSING: 3})
    none = line(public={Figure.REGISTERED: 3})
    assert (one.score, none.score) == (80, None)
    assert together([one, none]).score == 80
    assert together([]).score is None


def test_a_sum_of_known_systems_says_of_how_many_institutions() -> None:
    total = together([line(known=3), line(known=0), line()])
    assert (total.known, total.counted) == (3, 2)
    assert together([line()]).known is None


def test_every_channel_has_a_figure_of_its_own() -> None:
    assert set(BY_CHANNEL.values()) == set(Channel)
    assert {subject_of(figure) for figure in BY_CHANNEL} == {"system"}


def test_days_are_spread_evenly_and_end_with_the_last() -> None:
    days: list[Day] = [(date(2026, 1, 1 + number), {}) for number in range(25)]
    assert [day.day for day, _ in spread(days, 4)] == [1, 9, 17, 25]
    assert spread(days, 25) == days
    assert spread([], 4) == []
