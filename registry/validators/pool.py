"""Check documents in worker processes, so that none can delay, exhaust or end anything but its own check."""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast

from registry.frugal.values import field, record, replace
from registry.validators.checking import unfinished
from registry.validators.confinement import reason_of
from registry.validators.outline import Outline, Wanted, outline_of
from registry.validators.report import Report, from_tree
from registry.validators.rule_card import RuleCard, card_from
from registry.validators.rulesets.refusal import RulesetRefused, problem_of, refused
from registry.validators.unreadable import Unreadable
from registry.validators.worker import LENGTH_BYTES

Answer = TypeVar("Answer")

_ROOT: Final = str(Path(__file__).parents[2])


class Busy(Exception):
    """More documents wait to be checked than the pool takes."""


class _Stopped(Exception):
    """The worker ended, or was ended, before it answered; its argument is the reason."""


@record
class Tally:
    """What a pool has done since it was started."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """How checks ended: `report`, `unreadable`, `busy`, or why one was stopped."""
    seconds: float = 0.0
    """The time that checks took, waiting included."""
    replaced: int = 0
    """How many workers were ended or found dead."""
    taught: int = 0
    """How often a worker was sent a profile."""


class CheckPool:
    """A few long-lived worker processes and the line of documents that wait for them.

    A check that takes longer than `patience` gives up its place to the next one and goes on in a slow
    lane as wide as the pool, so a hostile document delays nobody until the slow lane is full as well.
    """

    def __init__(self, workers: int = 2, waiting: int = 64, wall_seconds: float = 15, patience: float = 1) -> None:
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._places = asyncio.Semaphore(workers)
        self._slow_places = asyncio.Semaphore(workers)
        self._workers = workers
        self._limit = workers + waiting
        self._wall_seconds = wall_seconds
        self._patience = patience
        self._asked = 0
        self._built_in: Outline | None = None
        self.tally = Tally()

    async def start(self) -> None:
        """Start the workers."""
        self._idle += await asyncio.gather(*(_Worker.started(self.tally) for _ in range(self._workers)))

    async def close(self) -> None:
        """End every worker."""
        for worker in [*self._idle, *self._busy]:
            await worker.end()
        self._idle.clear()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Return the process identifiers of the workers."""
        return tuple(worker.process.pid for worker in [*self._idle, *self._busy])

    @property
    def busy(self) -> int:
        """Return how many workers are at work."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """Return how many documents wait for a worker."""
        return max(0, self._asked - len(self._busy))

    async def built_in(self) -> Outline:
        """Return what the workers say of the profile that comes with Somana, so that nobody else need load it."""
        if self._built_in is None:
            async with self._worker() as worker:
                self._built_in = worker.built_in
        return self._built_in

    async def check(self, content: bytes, wanted: Wanted | None = None) -> Report:
        """Check a document against a profile, the built-in one unless another is wanted; raise `Unreadable` or `Busy`.

        The report is told under the name of the profile that was wanted, whichever name its bytes were learned under.
        """
        began = time.monotonic()
        try:
            report = _report_of(await self._turn(lambda worker: worker.asked_of({}, content, wanted)))
        except (Unreadable, Busy, RulesetRefused, _Stopped) as problem:
            self.tally.outcomes[_outcome_of(problem)] += 1
            if isinstance(problem, Unreadable | Busy):
                raise
            outline = wanted.outline if wanted else await self.built_in()
            return unfinished(content, _outcome_of(problem), outline)
        finally:
            self.tally.seconds += time.monotonic() - began
        self.tally.outcomes["report"] += 1
        return replace(report, profile=wanted.outline.reference) if wanted else report

    async def cards(self, wanted: Wanted | None = None) -> tuple[RuleCard, ...]:
        """Return what the rules of a profile say of themselves; raise `RulesetRefused` or `Busy`."""
        try:
            answer = await self._turn(lambda worker: worker.asked_of({"cards": "yes"}, b"", wanted))
        except _Stopped as stopped:
            raise refused(str(stopped)) from None
        return tuple(map(card_from, answer["cards"]))

    async def examine(self, key: str, version: str, bundle: bytes) -> Outline:
        """Load a profile as a worker does, and return what is told of it; raise `RulesetRefused` or `Busy`."""
        try:
            return await self._turn(lambda worker: worker.learn(key, version, bundle, strictly=True))
        except _Stopped as stopped:
            raise refused(str(stopped)) from None

    async def _turn(self, talk: Callable[["_Worker"], Awaitable[Answer]]) -> Answer:
        if self._asked >= self._limit:
            raise Busy
        self._asked += 1
        try:
            return await self._served(talk)
        finally:
            self._asked -= 1

    async def _served(self, talk: Callable[["_Worker"], Awaitable[Answer]]) -> Answer:
        await self._places.acquire()
        place = self._places
        try:
            async with self._worker() as worker:
                answer = asyncio.ensure_future(talk(worker))
                try:
                    await asyncio.wait({answer}, timeout=self._patience)
                    if not answer.done() and not self._slow_places.locked():
                        await self._slow_places.acquire()
                        place.release()
                        place = self._slow_places
                    return await asyncio.wait_for(answer, self._wall_seconds - self._patience)
                except TimeoutError:
                    raise _Stopped("timed-out") from None
                finally:
                    answer.cancel()
        finally:
            place.release()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator["_Worker"]:
        """Lend a worker; one that still owes an answer afterwards is ended, and the next one is fresh."""
        living = [worker for worker in self._idle if worker.process.returncode is None]
        self.tally.replaced += len(self._idle) - len(living)
        self._idle = living
        worker = self._idle.pop() if self._idle else await _Worker.started(self.tally)
        self._busy.add(worker)
        try:
            yield worker
        finally:
            self._busy.discard(worker)
            if not worker.owing and len(self._idle) < self._workers:
                self._idle.append(worker)
            else:
                self.tally.replaced += worker.owing
                await worker.end()


class _Worker:
    """One worker process and the pipe to it."""

    def __init__(self, process: asyncio.subprocess.Process, tally: Tally, built_in: Outline) -> None:
        self.process = process
        self.built_in = built_in
        self.owing = False
        """Whether it was asked something that it has not answered."""
        self._tally = tally

    @classmethod
    async def started(cls, tally: Tally) -> Self:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "registry.validators.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd="/",
            env={"PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        ready = await _message_from(process)
        return cls(process, tally, outline_of(ready["built_in"]))

    async def asked_of(self, asked: dict[str, str], content: bytes, wanted: Wanted | None) -> dict[str, Any]:
        """Ask for something of a profile; one that the process does not know is sent to it first."""
        if wanted is None:
            return await self._ask(asked, content)
        asked = {**asked, "profile": wanted.outline.digest}
        answer = await self._ask(asked, content)
        if "unknown" not in answer:
            return answer
        await self.learn(wanted.outline.key, wanted.outline.version, await wanted.fetch())
        answer = await self._ask(asked, content)
        if "unknown" in answer:  # its bytes are not those that the digest stands for
            raise refused("digest-differs")
        return answer

    async def learn(self, key: str, version: str, bundle: bytes, *, strictly: bool = False) -> Outline:
        """Have a profile loaded; raise `RulesetRefused` where it cannot be."""
        self._tally.taught += 1
        asked = {"learn": key, "version": version} | ({"strictly": "yes"} if strictly else {})
        answer = await self._ask(asked, bundle)
        if "refused" in answer:
            raise RulesetRefused(tuple(map(problem_of, answer["refused"])))
        return outline_of(answer["learned"])

    async def _ask(self, asked: dict[str, str], content: bytes) -> dict[str, Any]:
        """Send a request and return the answer; raise `_Stopped` where there is none."""
        requests = cast("asyncio.StreamWriter", self.process.stdin)
        self.owing = True
        try:
            for part in (json.dumps(asked).encode(), content):
                requests.write(len(part).to_bytes(LENGTH_BYTES, "big") + part)
            await requests.drain()
            answer = await _message_from(self.process)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _Stopped(await self._last_word()) from None
        self.owing = False
        return answer

    async def _last_word(self) -> str:
        words = await cast("asyncio.StreamReader", self.process.stderr).read()
        code = await self.process.wait()
        return reason_of(code, words)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        with suppress(ProcessLookupError):
            self.process.kill()
        cast("asyncio.StreamWriter", self.process.stdin).close()
        await self.process.wait()


async def _message_from(process: asyncio.subprocess.Process) -> dict[str, Any]:
    answers = cast("asyncio.StreamReader", process.stdout)
    length = int.from_bytes(await answers.readexactly(LENGTH_BYTES), "big")
    return cast("dict[str, Any]", json.loads(await answers.readexactly(length)))


def _outcome_of(problem: Exception) -> str:
    """Return the word under which a check that gave no report is counted, and told where it was stopped."""
    names: dict[type[Exception], str] = {Unreadable: "unreadable", Busy: "busy", RulesetRefused: "profile-unusable"}
    return names.get(type(problem)) or str(problem)


def _report_of(answer: dict[str, Any]) -> Report:
    if "unreadable" in answer:
        told = answer["unreadable"]
        raise Unreadable(told["code"], told["line"], told["column"], told["pointer"], **told["values"])
    return from_tree(answer["report"])
