import csv
import io
from datetime import date

from factories import Factory

from registry.domain.board import together
from registry.usecases import board, board_told
from registry.usecases.board import Filters


async def test_the_table_and_the_tree_tell_the_same(make: Factory) -> None:
    await make.catalogue()
    async with make.reading() as work:
        shown = await board.read(work, Filters())
    tree, rows = board_told.tree_of(shown), list(csv.DictReader(io.StringIO(board_told.table(shown), newline="")))
    for line, row in zip([*tree["institutions"], tree["total"]], rows, strict=True):
        assert (line["institution"] or "*") == row["institution"]
        assert {name.replace("-", "_"): str(count) for name, count in line["figures"].items()}.items() <= row.items()
    assert tree["total"]["known"] is None
    assert tree["total"]["unregistered"] is None
    assert tree["institutions"][0]["title"] == {"sw": "Mamlaka ya ega", "en": "Authority of ega"}


def test_what_has_no_names_is_called_nothing_else() -> None:
    assert board_told.title_of(together([]), date(2026, 1, 1)) == {"sw": "", "en": ""}
