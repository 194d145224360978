"""Run a function in forked children, so that no item can delay, exhaust or end anything but its own turn.

A child inherits everything that its parent has imported, so it costs a few milliseconds. The parent must
have neither threads nor an event loop: what they held would be torn in the child.
"""

import gc
import os
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn, Self, TypeVar

from registry.frugal.values import field, record, value
from registry.validators.confinement import OUT_OF_MEMORY, allow_time, confine, reason_of

ANSWER_BYTES: Final = 200_000_000
_CHUNK: Final = 1 << 20
_LAST_WORDS: Final = 4_096
_OPEN_FILES: Final = 4_096
_AHEAD: Final = 32
"""How many answers are kept for their turn while the first in the line is not there yet."""

Item = TypeVar("Item")


@value
class Ended:
    """A child ended, or was ended, before it answered."""

    reason: str


def each(
    work: Callable[[Item], bytes], items: Iterable[Item], at_once: int = 2, wall_seconds: float = 15
) -> Iterator[bytes | Ended]:
    """Yield what the function answers to each item, in their order, a few children at once."""
    waiting = iter(items)
    line: deque[_Child] = deque()
    gc.freeze()
    try:
        while True:
            _fill(line, work, waiting, at_once, wall_seconds)
            if not line:
                return
            while line and (outcome := line[0].outcome) is not None:
                line.popleft()
                yield outcome
            _listen([child for child in line if child.outcome is None])
    finally:
        for child in line:
            child.kill("crashed")
        gc.unfreeze()


def _fill(
    line: "deque[_Child]", work: Callable[[Item], bytes], waiting: Iterator[Item], at_once: int, wall_seconds: float
) -> None:
    while len(line) < _AHEAD and sum(child.outcome is None for child in line) < at_once:
        for item in waiting:
            line.append(_Child.forked(work, item, wall_seconds))
            break
        else:
            return


@record
class _Child:
    """One child, what it has answered so far, and until when it may."""

    process: int
    answers: int
    words: int
    deadline: float
    answer: bytearray = field(default_factory=bytearray)
    outcome: bytes | Ended | None = None

    @classmethod
    def forked(cls, work: Callable[[Any], bytes], item: Any, wall_seconds: float) -> Self:
        answers, answer_to = os.pipe()
        words, speak_to = os.pipe()
        process = os.fork()
        if process == 0:
            _answer(work, item, answer_to, speak_to)
        os.close(answer_to)
        os.close(speak_to)
        return cls(process, answers, words, time.monotonic() + wall_seconds)

    def hear(self) -> None:
        """Take in a part of the answer; nothing is its end, and too much is none."""
        part = os.read(self.answers, _CHUNK)
        self.answer += part
        if not part:
            self._leave(None)
        elif len(self.answer) > ANSWER_BYTES:
            self.kill("crashed")

    def kill(self, reason: str) -> None:
        """End the child before it has answered."""
        if self.outcome is None:
            os.kill(self.process, signal.SIGKILL)
            self._leave(reason)

    def _leave(self, reason: str | None) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        if reason is None and code == 0:
            self.outcome = bytes(self.answer)
        else:
            self.outcome = Ended(reason or reason_of(code, os.read(self.words, _LAST_WORDS)))
        self.answer.clear()
        os.close(self.answers)
        os.close(self.words)


def _listen(children: Sequence[_Child]) -> None:
    """Wait until one of the children says something, or its time is over."""
    poll = select.poll()
    for child in children:
        poll.register(child.answers, select.POLLIN)
    left = min((child.deadline for child in children), default=0) - time.monotonic()
    heard = {source for source, _ in poll.poll(max(0, left) * 1000)} if children else set()
    now = time.monotonic()
    for child in children:
        if child.answers in heard:
            child.hear()
        elif child.deadline <= now:
            child.kill("timed-out")


def _answer(work: Callable[[Any], bytes], item: Any, answer_to: int, speak_to: int) -> NoReturn:
    """Be the child: answer, and end without anything that a program does at its end."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.set_blocking(speak_to, False)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, stream in enumerate((nothing, answer_to, speak_to)):
            os.dup2(stream, number)
        os.closerange(3, _OPEN_FILES)
        confine()
        allow_time()
        _write(work(item))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _write(answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(1, rest) :]
