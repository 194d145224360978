import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from commands import Run
from processes import serving

from registry.cli import exits


class Stranger(BaseHTTPRequestHandler):
    """A server that is no registry; what it answers is in the path, and it keeps what it was sent."""

    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        type(self).seen.append((self.path, self.headers.get("Authorization")))
        kind = self.path.split("/")[1]
        status, content = {
            "moved": (302, b""),
            "page": (200, b"<html>"),
            "down": (503, b"<html>"),
            "fault": (500, b'{"detail": "a fault \\u001b[31m", "code": "internal"}'),
            "taken": (409, b'{"detail": "taken", "code": "version-number-taken"}'),
            "unfit": (422, b'{"detail": "unfit", "code": "document-has-errors"}'),
            "wrong": (422, b'{"detail": "wrong", "errors": [{"pointer": "/x", "detail": "mend"}]}'),
            "slow": (429, b'{"detail": "slow down"}'),
            "unknown": (401, b'{"detail": "sign in"}'),
            "other": (200, b"{}"),
        }[kind]
        self.send_response(status)
        if kind == "moved":
            self.send_header("Location", f"http://{self.headers['Host']}/other/")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    Stranger.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("page", exits.UNREACHABLE, "cannot be understood"),
        ("down", exits.UNREACHABLE, "cannot be understood (status 503)"),
        ("fault", exits.UNREACHABLE, "a fault \ufffd[31m"),
        ("taken", exits.FINDINGS, "taken"),
        ("unfit", exits.FINDINGS, "unfit"),
        ("wrong", exits.USAGE, "  /x: mend"),
        ("slow", exits.UNREACHABLE, "slow down"),
        ("unknown", exits.REFUSED, "sign in"),
    ],
)
def test_what_a_server_refuses_has_its_status_and_its_sentence(
    somana: Run, stranger: str, kind: str, status: int, said: str
) -> None:
    result = somana("search", "x", "--server", f"{stranger}/{kind}")
    assert result.exit_code == status
    assert said in result.stderr


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(
    somana: Run, stranger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMANA_KEY", "som_secret")
    result = somana("search", "x", "--server", f"{stranger}/moved")
    assert result.exit_code == exits.UNREACHABLE
    assert [path.split("/")[1] for path, _ in Stranger.seen] == ["moved"]


def test_a_key_is_never_sent_in_the_clear_to_another_machine(somana: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMANA_KEY", "som_secret")
    result = somana("search", "x", "--server", "http://registry.example")
    assert result.exit_code == exits.USAGE
    assert "https://" in result.stderr


@pytest.mark.parametrize("server", ["file:///etc/passwd", "ftp://x", "registry.example", "https://"])
def test_only_a_web_address_is_a_server(somana: Run, server: str) -> None:
    assert somana("search", "x", "--server", server).exit_code == exits.USAGE


def test_a_server_that_is_away_gives_status_3(somana: Run) -> None:
    result = somana("search", "x", "--server", "http://127.0.0.1:1")
    assert result.exit_code == exits.UNREACHABLE
    assert "cannot be reached" in result.stderr


def test_publishing_needs_a_key(somana: Run) -> None:
    result = somana("publish", "-", "--to", "a/b", "--server", "http://127.0.0.1:1", given="{}")
    assert result.exit_code == exits.REFUSED
    assert "SOMANA_KEY" in result.stderr


def test_publish_and_search_through_a_real_server(
    somana: Run, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving("demo", "--port", "0", "--data", str(demo_folder)) as served:
        accounts = {row["name"]: row for row in json.loads((demo_folder / "demo-accounts.json").read_text("utf-8"))}
        monkeypatch.setenv("SOMANA_KEY", accounts["publisher"]["key"])
        there = ("--server", served.address)
        name = "nida-cig/identity-verification"
        file = Path(__file__).parents[2] / f"catalog_seed/systems/nida/{name}/1.0.0.openapi.yaml"

        found = json.loads(somana("search", "nida-cig", "--format", "json", *there).stdout)
        monkeypatch.setenv("REGISTRY_DATABASE_URL", f"sqlite:///{demo_folder}/somana.db")
        here = json.loads(somana("search", "nida-cig", "--format", "json", "--as", "publisher").stdout)
        assert found["items"]
        assert found == here | {"page": found["page"]}

        again = somana("publish", file, "--to", name, *there)
        assert (again.exit_code, "is there already" in again.stdout) == (exits.CLEAN, True)
        raised = file.read_bytes().replace(b"version: 1.0.0", b"version: 7.0.0")
        assert somana("publish", "-", "--to", name, "--dry-run", *there, given=raised).exit_code == exits.CLEAN
        new = somana("publish", "-", "--to", name, "--submit", *there, given=raised)
        assert (new.exit_code, "State: submitted." in new.stdout) == (exits.CLEAN, True), new.output
        other = somana("publish", "-", "--to", name, *there, given=raised + b"\n# more\n")
        assert other.exit_code == exits.FINDINGS
        foreign = somana("publish", file, "--to", "gepg/bills", *there)
        assert foreign.exit_code == exits.REFUSED
