"""Limits that a process which looks at a stranger's document puts on itself and cannot lift."""

import resource
import signal
from importlib import import_module
from pathlib import Path
from typing import Final

MEMORY_BYTES: Final = 2**30
PROCESSOR_SECONDS: Final = 10
OPEN_FILES: Final = 16
OUT_OF_MEMORY: Final = 70
"""The exit status of a process that has no memory left."""
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


def confine() -> None:
    """Give up the files and the memory that a check does not need."""
    for limit, value in (
        (resource.RLIMIT_AS, _mapped() + MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _mapped() -> int:
    """Return how much address space is taken by now: a forked process begins with that of its parent."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def allow_time() -> None:
    """Allow the next document its seconds of processor time, whatever was spent before."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime) + PROCESSOR_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def reason_of(code: int, last_words: bytes) -> str:
    """Say why a confined process ended before it answered, from its exit status and what it wrote to the last."""
    if b"memory allocation" in last_words:
        return "out-of-memory"
    return {-signal.SIGXCPU: "timed-out", OUT_OF_MEMORY: "out-of-memory"}.get(code, "crashed")


def leave_the_network() -> None:
    """Move to a network of one's own with nothing on it, where the kernel allows it; nothing relies on it.

    To reach that call of the kernel takes milliseconds, so that only a process that checks many documents does it.
    """
    # Python has had `os.unshare` since 3.12 only.
    unshare = import_module("ctypes").CDLL(None).unshare
    if unshare(_NEW_NETWORK):
        unshare(_NEW_USER | _NEW_NETWORK)
