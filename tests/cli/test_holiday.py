import json
from pathlib import Path

import pytest
from commands import Run

from registry.cli.desk_files import DESK

pytestmark = pytest.mark.usefixtures("here")


def test_the_holidays_that_come_with_somana_are_imported_again_and_again(somana: Run) -> None:
    for _ in range(2):
        result = somana("holiday", "import", DESK / "holidays.yaml", "--lang", "en")
        assert (result.exit_code, "public holidays are known" in result.output) == (0, True)
    listed = json.loads(somana("holiday", "list", "--format", "json").stdout)
    days = {one["day"]: one["names"]["en"] for one in listed}
    assert days["2026-12-09"] == "Independence Day"
    assert days["2027-03-26"] == "Good Friday"
    assert not any(one["confirmed"] for one in listed)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('holidays:\n  - {day: "2026-02-30", names: {sw: a, en: b}}\n', ":2:"),
        ('holidays:\n  - {day: "2026-12-09", names: {sw: a, en: b}}\n  - {day: "2026-12-09", names: {sw: a, en: b}}\n',
         ":3:"),
        ("holidays: []\n", ":1:"),
        ("holidays: [", "2026"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_file_with_a_wrong_day_is_refused_with_its_line_and_nothing_is_kept(
    somana: Run, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "2026.yaml"
    file.write_text(content, "utf-8")
    result = somana("holiday", "import", file)
    assert result.exit_code == 2
    assert said in result.output or said == "2026"
    assert somana("holiday", "list").stdout == ""


def test_a_file_that_is_not_there_is_named(somana: Run) -> None:
    result = somana("holiday", "import", "nowhere.yaml")
    assert (result.exit_code, "nowhere.yaml" in result.output) == (2, True)
