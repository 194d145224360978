"""Run a server, ask it the same thing many times over one connection, and print a table."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number of equal requests cost: server CPU and time seen by the client, in microseconds each."""

    name: str
    cpu: float
    p50: float
    p99: float


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(target: str, port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Serve an application factory with granian, one worker, for as long as the block runs."""
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--no-ws", "--workers", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", target]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    try:
        _wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait(20)


async def ask(process: subprocess.Popen[bytes], port: int, name: str, request: bytes, times: int) -> Figure:
    """Send one request many times over one connection and return what it cost."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(50):
        await _once(reader, writer, request)
    before, spent = cpu_seconds(process.pid), []
    for _ in range(times):
        started = time.perf_counter_ns()
        await _once(reader, writer, request)
        spent.append((time.perf_counter_ns() - started) / 1000)
    cpu = (cpu_seconds(process.pid) - before) / times * 1e6
    writer.close()
    await writer.wait_closed()
    ranked = statistics.quantiles(spent, n=100)
    return Figure(name, cpu, ranked[49], ranked[98])


def request_of(path: str, **headers: str) -> bytes:
    """Return the bytes of a GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process and its children have used."""
    total = 0.0
    for process in [pid, *_children(pid)]:
        try:
            fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown."""
    print(f"\n{title}\n")
    print("| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text("utf-8").split():
            found += [int(child), *_children(int(child))]
    return found


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "the server did not start"
    raise TimeoutError(message)


async def _once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    body = await reader.readexactly(length) if length and b" 304 " not in head[:20] else b""
    if b" 200 " not in head[:20] and b" 304 " not in head[:20]:
        message = head.decode("latin-1") + body.decode("utf-8", "replace")[:500]
        raise RuntimeError(message)
    return head
