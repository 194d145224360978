"""Cells of tables that spreadsheets open: nothing in them may run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: object) -> str:
    """Return a cell as text; what a spreadsheet would take for a formula gets an apostrophe before it."""
    words = "" if value is None else str(value)
    is_text = isinstance(value, str)
    return f"'{words}" if is_text and words.lstrip(" ").startswith(_FORMULA) else words


def table_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV (RFC 4180), every cell guarded."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue()
