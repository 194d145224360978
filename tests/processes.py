"""The command as a process of its own that serves until it is told to stop."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
SECONDS = 60


class Serving:
    """A process that serves, the address it told, and what it printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self.address = ""
        self._told = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if found := re.search(r"http://\S+:\d+", line):
                self.address = found[0]
                self._told.set()
        self._told.set()

    def wait(self) -> None:
        assert self._told.wait(SECONDS)
        assert self.address, "".join(self.lines)
        assert self.status("/health") == 200, "".join(self.lines)

    def status(self, path: str) -> int:
        try:
            with urlopen(self.address + path, timeout=SECONDS) as response:
                return int(response.status)
        except HTTPError as problem:
            return problem.code
        except (URLError, ConnectionError):
            return 0

    def stop(self, sign: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(sign)
        return self.end()

    def end(self) -> int:
        status = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        return status


def started(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 it runs what the test says
        [sys.executable, "-m", "registry", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SOMANA_LANG": "en", **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(*words: str, **environment: str) -> int:
    """Run the command to its end and return its status."""
    process = started(*words, **environment)
    process.communicate(timeout=SECONDS)
    return process.returncode


def killed_half_way(*words: str, seconds: float, **environment: str) -> None:
    """Kill the command some time after it has told that it is half through."""
    process = started(*words, **environment)
    assert process.stderr is not None
    for line in process.stderr:
        done, total = map(int, line.split()[0].split("/"))
        if 2 * done > total:
            break
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@contextmanager
def serving(*words: str, **environment: str) -> Iterator[Serving]:
    process = started(*words, **environment)
    served = Serving(process)
    try:
        served.wait()
        yield served
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        served.end()
        if process.stdout:
            process.stdout.close()
        if process.stderr:
            process.stderr.close()
