from pathlib import Path

import pytest
from commands import Asked

from registry.cli.desk_files import DESK, LARGEST, put_folder, source_in
from registry.cli.local import Registry
from registry.domain.actors import operator
from registry.domain.errors import DocumentTooLarge, DocumentUnreadable
from registry.usecases import checklists, holidays
from registry.usecases.work import read


def test_the_folder_that_comes_with_somana_fills_an_empty_desk_and_leaves_a_filled_one(asked: Asked) -> None:
    async def filled(registry: Registry) -> tuple[int, int, int]:
        await put_folder(DESK)
        await put_folder(DESK)
        async with read(registry.database, operator(), registry.check) as work:
            lists = (await checklists.questions(work), await checklists.reasons(work))
            return len(await holidays.list_all(work)), len(lists[0]), len(lists[1])

    days, questions, reasons = asked(filled)
    assert days >= 4 * 12
    assert questions >= 12
    assert reasons >= 10


def test_what_is_no_yaml_or_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: [")
    with pytest.raises(DocumentUnreadable):
        source_in(file)
    file.write_bytes(b"a" * (LARGEST + 1))
    with pytest.raises(DocumentTooLarge):
        source_in(file)
