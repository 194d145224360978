import csv
import io
import json
from pathlib import Path

import pytest
from commands import Asked, Prepared, Run
from factories import Factory
from sqlalchemy import func, select

from registry.cli import exits
from registry.db.models import KnownSystems
from registry.domain.actors import Role

ROW = "nida,7,Performance audit 2023/24,2024-03-31"


async def catalogue(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    await make.version(number="2.0.0")
    await make.person("rehema", Role.REVIEWER, institution="ega")


@pytest.fixture
def filled(prepared: Prepared) -> None:
    prepared(catalogue)


def table(folder: Path, *rows: str, head: str = "institution,count,source,counted_on") -> Path:
    path = folder / "known.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def recorded(asked: Asked) -> int:
    async def count(registry: object) -> int:
        async with registry.database.reading() as session:  # type: ignore[attr-defined]
            return await session.scalar(select(func.count()).select_from(KnownSystems)) or 0

    return int(asked(count))


@pytest.mark.usefixtures("filled")
def test_the_board_is_told_as_text_as_a_tree_and_as_a_table(somana: Run) -> None:
    text, tree, rows = (somana("board", "--format", form).stdout for form in ("text", "json", "csv"))
    assert "nida: Known to e-GA nobody has recorded it, Registered 1, Checked 1" in text
    assert "1 systems are checked and not reviewed: submit a version" in text
    told = json.loads(tree)
    assert [line["institution"] for line in told["institutions"]] == ["ega", "nida"]
    by_key = {row["institution"]: row for row in csv.DictReader(io.StringIO(rows, newline=""))}
    assert int(by_key["*"]["registered"]) == told["total"]["figures"]["registered"] == 1


@pytest.mark.usefixtures("filled")
def test_one_institution_is_told_as_somebody_sees_it(somana: Run) -> None:
    told = json.loads(somana("board", "--institution", "nida", "--as", "rehema", "--format", "json").stdout)
    assert [line["institution"] for line in told["institutions"]] == ["nida"]


@pytest.mark.usefixtures("filled")
def test_a_day_is_kept_once(somana: Run) -> None:
    assert [somana("board", "keep").stdout for _ in range(2)] == ["Today is kept.\n", "Today was kept already.\n"]


@pytest.mark.usefixtures("filled")
def test_what_is_known_is_recorded_from_a_table(somana: Run, asked: Asked, tmp_path: Path) -> None:
    assert somana("board", "known", table(tmp_path, ROW, "ega,0,Count,2024-03-31")).exit_code == exits.CLEAN
    assert recorded(asked) == 2
    assert json.loads(somana("board", "--format", "json").stdout)["total"]["known"] == 7


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "wrong",
    ["nobody,1,Audit,2024-01-01", "ega,-1,Audit,2024-01-01", "ega,1,Audit,2024-02-30", "ega,1,,2024-01-01", "ega"],
)
def test_one_bad_row_records_nothing_and_is_named(somana: Run, asked: Asked, tmp_path: Path, wrong: str) -> None:
    result = somana("board", "known", table(tmp_path, ROW, wrong))
    assert (result.exit_code, "Line 3" in result.stderr) == (exits.USAGE, True)
    assert recorded(asked) == 0


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_no_such_table_is_refused(somana: Run, tmp_path: Path) -> None:
    other = table(tmp_path, ROW, head="institution;count")
    assert "columns" in somana("board", "known", other).stderr
    other.write_bytes(b"\xff\xfe\x00")
    assert somana("board", "known", other).exit_code == exits.USAGE
