import csv

import pytest

from registry.usecases.tables import guarded, line_of


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\N{NO-BREAK SPACE}=1"])
def test_what_a_spreadsheet_takes_for_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert next(csv.reader([line_of([cell, "b"])], strict=True))[0].startswith("'")


def test_other_cells_stay_as_they_are() -> None:
    assert line_of([1, -1, None, "a,b", 'say "x"', "cig/identities@1.0.0"]) == (
        '1,-1,,"a,b","say ""x""",cig/identities@1.0.0\r\n'
    )
