"""The board as plain values: the JSON and the CSV that every door gives."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.domain.board import Figure, Line
from registry.domain.completeness import names_on
from registry.domain.csv_cells import csv_line
from registry.usecases.board import Board

HEAD = (
    *("institution", "name_sw", "name_en", "kind", "sector", "known", "known_source", "known_on", "unregistered"),
    *(figure.replace("-", "_") for figure in Figure),
    *("score", "days_in_review_median", "days_in_review_oldest", "next_step", "next_step_count"),
)
"""The columns of the table."""


def title_of(line: Line, day: date) -> dict[str, str]:
    """Return what an institution is called on a day, by language."""
    found = {language: name["text"] for language, name in names_on(day.isoformat(), line.names).items()}
    anything = next(iter(found.values()), line.key.upper())
    return {language: found.get(language, anything) for language in ("sw", "en")}


def told(line: Line, day: date) -> dict[str, Any]:
    """Return one line of the board as a tree; what nobody has recorded or counted is nothing, never nought."""
    known = line.known_from
    return {
        "institution": line.key or None,
        "title": title_of(line, day) if line.key else None,
        "kind": line.kind or None,
        "sector": line.sector or None,
        "known": line.known,
        "known_source": known and known.source,
        "known_on": known and known.counted_on,
        "institutions_counted": line.counted,
        "unregistered": line.unregistered if line.known is not None else None,
        "figures": {str(figure): line.figures[figure] for figure in Figure},
        "score": line.score,
        "days_in_review": {"median": line.days_median, "oldest": line.days_oldest},
        "next_steps": [{"step": str(one.name), "count": one.count, "behind": one.behind} for one in line.todo],
        "backlog": line.backlog,
    }


def tree_of(board: Board) -> dict[str, Any]:
    """Return the board as a tree."""
    lines = [told(line, board.day) for line in board.lines]
    return {"day": board.day, "total": told(board.total, board.day), "institutions": lines}


def table(board: Board) -> str:
    """Return the board as CSV: a row for each institution, and the last for all of them."""
    rows = [_row(told(line, board.day)) for line in board.lines]
    return "".join(map(csv_line, (HEAD, *rows, _row(told(board.total, board.day)))))


def _row(line: Mapping[str, Any]) -> Sequence[object]:
    first: Mapping[str, Any] = next(iter(line["next_steps"]), {"step": None, "count": None})
    title = line["title"] or {"sw": None, "en": None}
    days = line["days_in_review"]
    return [
        *(line["institution"] or "*", title["sw"], title["en"], line["kind"], line["sector"]),
        *(line["known"], line["known_source"], line["known_on"], line["unregistered"]),
        *line["figures"].values(),
        *(line["score"], days["median"], days["oldest"], first["step"], first["count"]),
    ]
