import signal
import socket
from pathlib import Path

import pytest
from commands import Run
from processes import serving

from registry.cli import exits
from registry.cli.serve import free_port


def test_pages_and_api_are_served_until_a_signal(here: str) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        port = free_port("127.0.0.1", 0)
        settings = {"REGISTRY_DATABASE_URL": here, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with serving("serve", "--port", str(port), **settings) as served:
            assert served.status("/api/v1/systems") == 200
            assert served.stop(sign) == exits.CLEAN
        assert not any("Traceback" in line for line in served.lines)
        with socket.socket() as again:
            assert again.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.usefixtures("here")
def test_a_port_in_use_gives_status_2(somana: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = somana("serve", "--port", port)
    assert result.exit_code == exits.USAGE
    assert f"Port {port} of 127.0.0.1 is in use" in result.stderr


@pytest.mark.usefixtures("here")
def test_an_address_that_is_not_of_this_machine_gives_status_2(somana: Run) -> None:
    assert somana("serve", "--host", "192.0.2.1").exit_code == exits.USAGE
    assert somana("serve", "--host", "x" * 300).exit_code == exits.USAGE


def test_port_0_is_any_free_one() -> None:
    assert free_port("127.0.0.1", 0) > 0


def test_a_database_without_tables_is_refused_with_the_command_that_helps(
    somana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    result = somana("serve", "--port", "0")
    assert result.exit_code == exits.USAGE
    assert "somana database upgrade" in result.stderr


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("here")
def test_sqlite_takes_one_worker(somana: Run) -> None:
    result = somana("serve", "--workers", "2")
    assert result.exit_code == exits.USAGE
    assert "PostgreSQL" in result.stderr
