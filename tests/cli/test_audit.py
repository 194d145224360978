import json
from pathlib import Path

import pytest
from commands import Asked, Prepared, Run
from sqlalchemy import text

from registry.cli import exits
from registry.cli.local import Registry


@pytest.fixture
def body(prepared: Prepared) -> None:
    prepared(lambda make: make.institutions("nida", "ega", "tra"))


def tamper(asked: Asked, statement: str) -> None:
    async def deed(registry: Registry) -> None:
        kept = registry.database.dialect.name == "postgresql"
        triggers = ("kept ON audit_entry",) if kept else ("update", "delete")
        async with registry.database.writing() as session, session.begin():
            for trigger in triggers:
                await session.execute(text(f"DROP TRIGGER audit_entry_{trigger}"))
            await session.execute(text(statement))

    asked(deed)


@pytest.mark.usefixtures("body")
def test_a_trail_that_holds_is_told_with_its_span(somana: Run) -> None:
    told = somana("audit", "verify")
    assert told.exit_code == exits.CLEAN
    assert told.stdout.startswith("3 entries hold, from ")
    tree = json.loads(somana("audit", "verify", "--format", "json", "--from", "2").stdout)
    assert (tree["holds"], tree["held"], tree["seq"], tree["broken"]) == (True, 2, 3, None)


@pytest.mark.usefixtures("body")
def test_a_broken_entry_is_told_with_its_number_and_how(somana: Run, asked: Asked) -> None:
    tamper(asked, "UPDATE audit_entry SET subject = 'other' WHERE seq = 2")
    told = somana("audit", "verify")
    assert told.exit_code == exits.FINDINGS
    assert "Entry 2 is broken: its content was changed." in told.stdout
    tree = json.loads(somana("audit", "verify", "--format", "json").stdout)
    assert (tree["holds"], tree["held"], tree["broken"]) == (False, 1, {"seq": 2, "how": "content"})


@pytest.mark.usefixtures("body")
def test_a_trail_that_was_cut_is_noticed_by_its_checkpoint_alone(somana: Run, asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "end.json"
    assert "entry 3" in somana("audit", "checkpoint", "--output", file).stdout
    assert json.loads(somana("audit", "checkpoint").stdout) == json.loads(file.read_text("utf-8"))
    assert somana("audit", "verify", "--checkpoint", file, "--from", "9").exit_code == exits.CLEAN
    tamper(asked, "DELETE FROM audit_entry WHERE seq = 3")
    assert somana("audit", "verify").exit_code == exits.CLEAN
    told = somana("audit", "verify", "--checkpoint", file)
    assert told.exit_code == exits.FINDINGS
    assert "Entry 3 is missing" in told.stdout


@pytest.mark.usefixtures("here")
def test_an_empty_trail_holds_and_has_an_end(somana: Run, tmp_path: Path) -> None:
    file = tmp_path / "end.json"
    somana("audit", "checkpoint", "--output", file)
    told = somana("audit", "verify", "--checkpoint", file)
    assert (told.exit_code, told.stdout) == (exits.CLEAN, "No entry was verified.\n")


@pytest.mark.usefixtures("here")
def test_what_cannot_be_written_stops_it(somana: Run, tmp_path: Path) -> None:
    told = somana("audit", "checkpoint", "--output", tmp_path / "no" / "end.json")
    assert told.exit_code == exits.USAGE
    assert "cannot be written" in told.stderr
