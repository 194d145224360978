import csv
import io

import pytest

from registry.domain.cells import guarded, table_of


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "shown"), [("a=b", "a=b"), (-1, "-1"), (None, ""), (0, "0"), ("", "")])
def test_everything_else_is_as_it_is(cell: object, shown: str) -> None:
    assert guarded(cell) == shown


def test_a_table_is_read_back_as_it_was_written() -> None:
    rows: list[list[object]] = [["a", 'says "b", and\nmore', 3], ["=x", None, -2]]
    read = list(csv.reader(io.StringIO(table_of(["x", "y", "z"], rows), newline="")))
    assert read == [["x", "y", "z"], ["a", 'says "b", and\nmore', "3"], ["'=x", "", "-2"]]
