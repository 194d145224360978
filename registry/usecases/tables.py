"""Rows of a table as spreadsheets read them."""

import csv
from collections.abc import Iterable
from io import StringIO

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


def line_of(cells: Iterable[object]) -> str:
    """Return one line of CSV (RFC 4180) in which no cell is taken for a formula."""
    line = StringIO()
    csv.writer(line).writerow([guarded(cell) for cell in cells])
    return line.getvalue()


def guarded(cell: object) -> object:
    """Return a cell with an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.lstrip(" \N{NO-BREAK SPACE}").startswith(RISKY):
        return f"'{cell}"
    return "" if cell is None else cell
