import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.csv_cells import csv_line, guarded, unguarded


@pytest.mark.parametrize(
    "cell",
    ['=HYPERLINK("https://x.example")', "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "\N{NO-BREAK SPACE}=1"],
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert csv_line([-3, 1.5, None, "NIDA", 'a "b", c', True]) == '-3,1.5,,NIDA,"a ""b"", c",True\r\n'


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2))
def test_what_is_written_reads_back_and_never_begins_a_formula(cells: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(csv_line(cells), newline=""), strict=True)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read)
    assert [unguarded(cell) for cell in read] == cells
