import json
from pathlib import Path

import pytest
from commands import Run
from reference_data import SYNONYM

from registry.cli import exits


@pytest.fixture
def file(tmp_path: Path, here: str) -> Path:
    del here
    (tmp_path / "synonym.json").write_text(json.dumps(SYNONYM))
    return tmp_path / "synonym.json"


def test_a_group_is_put_listed_shown_put_again_and_removed(somana: Run, file: Path) -> None:
    assert somana("synonym", "list").stderr.startswith("No group of names matches")
    assert somana("synonym", "put", file).stdout == "payment is at revision 1.\n"
    assert somana("synonym", "list", "kulipia").stdout == "payment  synonym  malipo, makusanyo, payment\n"
    assert somana("synonym", "list", "--kind", "acronym").stdout == ""
    shown = somana("synonym", "show", "payment").stdout
    assert shown.startswith("# revision 1\nkey: payment\n")
    assert somana("synonym", "put", "-", given=shown).stdout == "payment is at revision 1.\n"
    late = somana("synonym", "remove", "payment", "--revision", 2)
    assert (late.exit_code, "has changed meanwhile" in late.stderr) == (exits.FINDINGS, True)
    assert somana("synonym", "remove", "payment").stdout == "payment is removed.\n"
    assert somana("synonym", "show", "payment").exit_code == exits.USAGE
