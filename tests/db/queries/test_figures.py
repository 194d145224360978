from datetime import date

from registry.db.queries import figures
from registry.domain.board import Figure, Subject, subject_of

DAY = date(2026, 11, 25)


def test_every_figure_has_one_condition_where_its_subject_is() -> None:
    systems = {figure for figure in Figure if subject_of(figure) is Subject.SYSTEM}
    assert set(figures.of_systems(DAY)) == systems - {Figure.OFFERING}
    assert set(figures.of_apis()) == {figure for figure in Figure if subject_of(figure) is Subject.API}
    assert set(figures.of_versions()) == {figure for figure in Figure if subject_of(figure) is Subject.VERSION}
    assert set(figures.of_waivers(DAY)) == {figure for figure in Figure if subject_of(figure) is Subject.WAIVER}
