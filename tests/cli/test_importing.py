import json
from pathlib import Path

from commands import Asked, Prepared, Run
from factories import contents

from registry.cli import exits

CSV = "name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"
GOOD = "Bills,BPS,nida,P,ICT,i@x.example\n"


def test_a_file_is_tried_imported_and_imported_again(
    somana: Run, prepared: Prepared, asked: Asked, tmp_path: Path
) -> None:
    prepared(lambda make: make.institutions("nida"))
    file = tmp_path / "systems.csv"
    file.write_text(CSV + GOOD)
    before = asked(lambda registry: contents(registry.database))
    tried = somana("import", file, "--dry-run")
    assert tried.exit_code == exits.CLEAN
    assert tried.stdout.endswith("created 1, changed 0, unchanged 0, refused 0.\n")
    assert asked(lambda registry: contents(registry.database)) == before
    assert f"{file}:2: created bps" in somana("import", file).stdout
    again = json.loads(somana("import", file, "--format", "json").stdout)
    assert again["counts"] == {"created": 0, "changed": 0, "unchanged": 1, "refused": 0}


def test_a_refused_row_gives_status_1_and_every_outcome_goes_to_the_list(
    somana: Run, prepared: Prepared, tmp_path: Path
) -> None:
    prepared(lambda make: make.institutions("nida"))
    told = tmp_path / "list.ndjson"
    result = somana("import", "-", "--list", told, given=CSV + GOOD + GOOD.replace("nida", "none") * 150)
    assert result.exit_code == exits.FINDINGS
    assert "-:3: refused owner: There is no institution none. (no-such-institution)" in result.stdout
    assert "… and 51 more" in result.stdout
    lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert [line["result"] for line in lines] == ["created", *["refused"] * 150]


def test_a_file_that_cannot_be_read_gives_status_2(somana: Run, here: str, tmp_path: Path) -> None:
    assert here
    for content, words in (("name_en,ownr\n", "owner"), ("", "no row of heads")):
        result = somana("import", "-", given=content)
        assert result.exit_code == exits.USAGE
        assert words in result.stderr
    assert somana("import", tmp_path / "none.csv").exit_code == exits.USAGE
    assert somana("import").exit_code == exits.USAGE


def test_the_template_can_be_printed_in_either_language(somana: Run) -> None:
    assert somana("import", "--template", "systems").stdout.startswith("key,registry_number,name_sw,")
    assert somana("import", "--template", "institutions", "--lang", "sw").stdout.startswith("ufunguo,")
