import signal
import socket
import time
from pathlib import Path

import pytest
from commands import Run
from processes import serving

from registry.cli import exits
from registry.cli.serve import HEADER_MILLISECONDS, free_port


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


def said(address: tuple[str, int], request: bytes, seconds: float = 5) -> bytes:
    """Return everything that is answered to these bytes until the server closes the connection."""
    answer = b""
    with socket.create_connection(address, timeout=seconds) as connection:
        connection.sendall(request)
        while part := connection.recv(65_536):
            answer += part
    return answer


MALFORMED = {
    "two lengths": b"POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost: %s\r\nX : y\r\n\r\n",
    "a length below nought": b"POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: -1\r\n\r\nx",
    "two hosts": b"GET / HTTP/1.1\r\nHost: %s\r\nHost: evil.invalid\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nX: %s\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: %s\r\nX: a\0b\r\n\r\n",
    "a thousand headers": b"GET / HTTP/1.1\r\nHost: %s\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
}


def test_what_is_no_http_gets_one_refusal_and_no_more(here: str, shared: Path) -> None:
    port = free_port("127.0.0.1", 0)
    host = f"127.0.0.1:{port}".encode()
    requests = {name: text.replace(b"%s", host) for name, text in MALFORMED.items()}
    for file in (shared / "hostile" / "http").glob("*.raw"):
        requests |= {
            file.name: file.read_bytes(),
            f"{file.name} to us": file.read_bytes().replace(b"Host: x", b"Host: " + host),
        }
    settings = {"REGISTRY_DATABASE_URL": here, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with serving("serve", "--port", str(port), **settings) as served:
        answers = {name: said(("127.0.0.1", port), request) for name, request in requests.items()}
        assert served.status("/health") == 200
    wrong = {name: answer for name, answer in answers.items() if not answer.startswith(b"HTTP/1.1 4")}
    wrong |= {name: answer for name, answer in answers.items() if answer.count(b"HTTP/1.1 ") != 1}
    assert wrong == {}


def test_headers_that_never_end_are_not_waited_for(here: str) -> None:
    port = free_port("127.0.0.1", 0)
    settings = {"REGISTRY_DATABASE_URL": here, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with serving("serve", "--port", str(port), **settings) as served:
        begun = time.monotonic()
        slow = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: ".encode()
        answer = said(("127.0.0.1", port), slow, 3 * HEADER_MILLISECONDS / 1000)
        assert time.monotonic() - begun < 2 * HEADER_MILLISECONDS / 1000
        assert b" 200 " not in answer
        assert served.status("/health") == 200
