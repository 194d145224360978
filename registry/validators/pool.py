"""Check documents in worker processes, so that none can delay, exhaust or end anything but its own check."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, cast

from registry.validators.checking import unfinished
from registry.validators.confinement import reason_of
from registry.validators.report import Report, from_tree
from registry.validators.unreadable import Unreadable
from registry.validators.worker import LENGTH_BYTES

_ROOT: Final = str(Path(__file__).parents[2])


class Busy(Exception):
    """More documents wait to be checked than the pool takes."""


class _Stopped(Exception):
    """The worker ended, or was ended, before it answered; its argument is the reason."""


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

    async def start(self) -> None:
        """Start the workers."""
        self._idle += await asyncio.gather(*(_Worker.started() for _ in range(self._workers)))

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

    async def check(self, content: bytes) -> Report:
        """Check a document; raise `Unreadable`, or `Busy` where the line is too long."""
        if self._asked >= self._limit:
            raise Busy
        self._asked += 1
        try:
            return await self._checked(content)
        except _Stopped as stopped:
            return unfinished(content, str(stopped))
        finally:
            self._asked -= 1

    async def _checked(self, content: bytes) -> Report:
        await self._places.acquire()
        place = self._places
        try:
            async with self._worker() as worker:
                answer = asyncio.ensure_future(worker.ask(content))
                try:
                    await asyncio.wait({answer}, timeout=self._patience)
                    if not answer.done() and not self._slow_places.locked():
                        await self._slow_places.acquire()
                        place.release()
                        place = self._slow_places
                    return _report_of(await asyncio.wait_for(answer, self._wall_seconds - self._patience))
                except TimeoutError:
                    raise _Stopped("timed-out") from None
                finally:
                    answer.cancel()
        finally:
            place.release()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator["_Worker"]:
        """Lend a worker; whatever does not end well ends the worker too, and the next one is fresh."""
        self._idle = [worker for worker in self._idle if worker.process.returncode is None]
        worker = self._idle.pop() if self._idle else await _Worker.started()
        self._busy.add(worker)
        handed_back = False
        try:
            yield worker
            handed_back = len(self._idle) < self._workers
        except Unreadable:
            handed_back = len(self._idle) < self._workers
            raise
        finally:
            self._busy.discard(worker)
            if handed_back:
                self._idle.append(worker)
            else:
                await worker.end()


class _Worker:
    """One worker process and the pipe to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def started(cls) -> Self:
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
        worker = cls(process)
        await worker.answer()
        return worker

    async def ask(self, content: bytes) -> dict[str, Any]:
        """Send a document and return the answer; raise `_Stopped` where there is none."""
        requests = cast("asyncio.StreamWriter", self.process.stdin)
        try:
            requests.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
            await requests.drain()
            return await self.answer()
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _Stopped(await self._last_word()) from None

    async def answer(self) -> dict[str, Any]:
        """Read one answer; the first says only that the worker is ready."""
        answers = cast("asyncio.StreamReader", self.process.stdout)
        length = int.from_bytes(await answers.readexactly(LENGTH_BYTES), "big")
        return cast("dict[str, Any]", json.loads(await answers.readexactly(length)))

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


def _report_of(answer: dict[str, Any]) -> Report:
    if "unreadable" in answer:
        told = answer["unreadable"]
        raise Unreadable(told["code"], told["line"], told["column"], told["pointer"], **told["values"])
    return from_tree(answer["report"])
