import json
import socket
import stat
from pathlib import Path

from commands import Run
from processes import serving

from registry.cli import exits


def test_a_newcomer_gets_a_registry_and_keeps_it_over_a_second_start(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with serving("demo", "--port", "0", "--data", str(folder)) as served:
        assert served.status("/api/v1/systems") == 200
        assert served.stop() in {exits.CLEAN, exits.INTERRUPTED}
        assert served.process.stdout is not None
        printed = served.process.stdout.read()
    assert not any("Traceback" in line for line in served.lines)
    file = folder / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text("utf-8")
    rows = json.loads(written)
    assert len({row["role"] for row in rows}) == 6
    assert all(row["password"] in printed and row["key"] in printed for row in rows)

    with serving("demo", "--port", "0", "--data", str(folder)) as served:
        assert served.status("/api/v1/systems/gepg") == 200
    assert file.read_text("utf-8") == written
    assert any(str(file) in line for line in served.lines)


def test_the_accounts_are_made_again_when_their_file_is_lost(demo_folder: Path) -> None:
    file = demo_folder / "demo-accounts.json"
    rows = json.loads(file.read_text("utf-8"))
    file.unlink()
    with serving("demo", "--port", "0", "--data", str(demo_folder)):
        pass
    again = json.loads(file.read_text("utf-8"))
    assert [row["name"] for row in again] == [row["name"] for row in rows]
    assert not {row["password"] for row in again} & {row["password"] for row in rows}


def test_a_port_in_use_is_told_before_anything_is_made(somana: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = somana("demo", "--port", taken.getsockname()[1], "--data", tmp_path / "demo")
    assert result.exit_code == exits.USAGE
    assert "is in use by another program" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_gives_status_2(somana: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = somana("demo", "--port", "0", "--data", tmp_path / "file" / "demo")
    assert result.exit_code == exits.USAGE
