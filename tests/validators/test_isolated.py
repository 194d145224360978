import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.validators.isolated import Ended, each

ROOT = Path(__file__).parents[2]
OPEN = Path("/proc/self/fd")
CHILDREN = Path("/proc/thread-self/children")


def outcomes(work: Callable[[bytes], bytes], *contents: bytes, wall_seconds: float = 15) -> list[bytes | Ended]:
    return list(each(work, contents, wall_seconds=wall_seconds))


def backwards(content: bytes) -> bytes:
    return content[::-1]


def test_answers_come_in_the_order_of_the_contents_whoever_is_ready_first() -> None:
    def slow_at_first(content: bytes) -> bytes:
        time.sleep(0.3 if content == b"0" else 0)
        return content

    contents = [str(number).encode() for number in range(40)]
    assert outcomes(slow_at_first, *contents) == contents


def test_nothing_to_do_is_nothing_done() -> None:
    assert outcomes(backwards) == []


def test_an_answer_longer_than_a_pipe_holds_comes_whole() -> None:
    long = os.urandom(1_000) * 3_000
    assert outcomes(backwards, long) == [backwards(long)]


def test_an_empty_answer_is_an_answer() -> None:
    assert outcomes(backwards, b"") == [b""]


def test_a_few_children_work_at_the_same_time() -> None:
    def sleepy(content: bytes) -> bytes:
        time.sleep(0.5)
        return content

    began = time.monotonic()
    assert outcomes(sleepy, b"a", b"b") == [b"a", b"b"]
    assert time.monotonic() - began < 0.95


def test_a_child_that_does_not_end_is_ended_and_the_next_one_answers() -> None:
    def stuck(content: bytes) -> bytes:
        while content == b"x":
            time.sleep(1)
        return content

    assert outcomes(stuck, b"x", b"y", wall_seconds=0.4) == [Ended("timed-out"), b"y"]


def test_memory_that_runs_out_is_said() -> None:
    assert outcomes(lambda content: content * 2**31, b"x") == [Ended("out-of-memory")]


def test_a_library_that_says_its_memory_ran_out_is_heard() -> None:
    def spoken(_content: bytes) -> bytes:
        os.write(2, b"memory allocation of 9 bytes failed\n")
        os.abort()

    assert outcomes(spoken, b"x") == [Ended("out-of-memory")]


@pytest.mark.parametrize("end", [lambda: os._exit(3), os.abort, lambda: os._exit(0) if 1 / 0 else None])
def test_a_child_that_breaks_off_is_said(end: Callable[[], None]) -> None:
    def broken(_content: bytes) -> bytes:
        end()
        return b""

    assert outcomes(broken, b"x") == [Ended("crashed")]


def test_a_child_that_talks_too_much_to_nobody_still_answers() -> None:
    def chatty(content: bytes) -> bytes:
        for _ in range(100):
            try:
                os.write(2, b"x" * 10_000)
            except BlockingIOError:
                return content
        return b""

    assert outcomes(chatty, b"x") == [b"x"]


def test_a_child_reads_no_input_reaches_no_network_and_writes_no_file(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def nosy(_content: bytes) -> bytes:
            told = [os.read(0, 10)]
            try:
                (tmp_path / "written").write_text("x")
            except OSError:
                told.append(b"file")
            try:
                socket.create_connection(server.getsockname(), timeout=2)
            except OSError:
                told.append(b"network")
            return b",".join(told)

        assert outcomes(nosy, b"x") == [b",file,network"]
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_text()


def test_a_child_sees_no_file_that_its_parent_has_open(tmp_path: Path) -> None:
    (tmp_path / "open").write_text("secret")
    with (tmp_path / "open").open() as file:

        def nosy(_content: bytes) -> bytes:
            try:
                return os.read(file.fileno(), 100)
            except OSError:
                return b"closed"

        assert outcomes(nosy, b"x") == [b"closed"]


def test_nothing_is_left_behind() -> None:
    before = (len(list(OPEN.iterdir())), CHILDREN.read_text())
    for outcome in each(backwards, [b"a", b"b", b"c", b"d"]):
        assert outcome == b"a"
        break
    outcomes(lambda content: content * 2**31, b"x", b"y")
    assert (len(list(OPEN.iterdir())), CHILDREN.read_text()) == before


def test_a_child_does_not_do_what_a_program_does_at_its_end() -> None:
    code = (
        "import atexit\nfrom registry.validators.isolated import each\n"
        "atexit.register(print, 'goodbye')\nprint('hello', end=' ')\n"
        "print(*each(bytes.upper, [b'a', b'b']))"
    )
    done = subprocess.run(  # noqa: S603 it is this program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "hello b'A' b'B'\ngoodbye\n"
    assert done.stderr == ""


def test_a_program_that_is_interrupted_takes_its_children_with_it() -> None:
    code = (
        "import os, signal, time\nfrom registry.validators.isolated import each\n"
        # Whoever runs the tests in the background has the signal ignored, and Python keeps it so.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def work(_):\n    time.sleep(0.2)\n    os.kill(os.getppid(), signal.SIGINT)\n    time.sleep(60)\n"
        "try:\n    list(each(work, [b'x']))\nexcept KeyboardInterrupt:\n"
        "    try:\n        while True:\n            os.waitpid(-1, 0)\n"
        "    except ChildProcessError:\n        print('alone')"
    )
    done = subprocess.run(  # noqa: S603 it is this program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    assert (done.stdout, done.stderr) == ("alone\n", "")
