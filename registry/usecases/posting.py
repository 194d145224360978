"""Send the letters of the outbox: after the commit that wrote them, one at a time, however many processes there are."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError

from registry.db.models import Letter
from registry.db.queries import notices as queries
from registry.db.session import Database
from registry.domain.notices import LEASE, LetterState, is_address, tried_again
from registry.mail import Carrier, Undelivered
from registry.settings import Settings
from registry.usecases.letters import message_of

log = logging.getLogger("registry")

BATCH: Final = 50


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Postman:
    """A process that sends what is due.

    A letter is taken up before it is sent and ended afterwards. Whoever is killed between the two leaves it to be sent
    again when its lease is over, under the same identity: it may come twice, and is never lost.
    """

    def __init__(
        self, database: Database, carrier: Carrier, settings: Settings, *, clock: Callable[[], datetime] = _utc_now
    ) -> None:
        self._database, self._carrier, self._settings, self._clock = database, carrier, settings, clock

    async def run_forever(self, seconds: float) -> None:
        """Look for letters every so many seconds, whatever happens."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.send_due()
            except (SQLAlchemyError, OSError):
                log.warning("letters were left, and are taken up again", exc_info=True)

    async def send_due(self) -> int:
        """Send every letter that is due; return how many were sent."""
        sent = 0
        while letters := await self._due():
            for letter in letters:
                sent += await self._one(letter)
        return sent

    async def _due(self) -> list[Letter]:
        async with self._database.reading() as session:
            return list(await queries.due(session, self._clock(), BATCH))

    async def _one(self, letter: Letter) -> bool:
        if not await self._hold(letter, due_at=self._clock() + LEASE, attempts=letter.attempts + 1):
            return False  # another process has it
        letter.attempts += 1
        try:
            await self._send(letter)
        except SQLAlchemyError:
            raise
        except Exception as problem:  # noqa: BLE001 a letter that nobody can write must not keep the others from going
            await self._put_back(letter, problem)
            return False
        await self._hold(letter, state=LetterState.SENT, ended_at=self._clock(), problem=None)
        return True

    async def _send(self, letter: Letter) -> None:
        if letter.account.disabled_at is not None:
            raise Undelivered("account closed", lasting=True)
        async with self._database.reading() as session:
            notices = await queries.carried(session, letter.id)
        if not is_address(letter.account.email):
            raise Undelivered("no address", lasting=True)
        await asyncio.to_thread(self._carrier.carry, message_of(letter, notices, self._settings))

    async def _put_back(self, letter: Letter, problem: Exception) -> None:
        now = self._clock()
        lasting = isinstance(problem, Undelivered) and problem.lasting
        again = None if lasting else tried_again(letter.attempts, now)
        said = str(problem)[:200] if isinstance(problem, Undelivered) else type(problem).__name__
        if again is None:
            log.warning("letter %s is given up: %s", letter.id, said)
            await self._hold(letter, state=LetterState.FAILED, ended_at=now, problem=said)
        else:
            await self._hold(letter, due_at=again, problem=said)

    async def _hold(self, letter: Letter, **values: Any) -> bool:
        async with self._database.writing() as session, session.begin():
            return await queries.hold(session, letter, **values)
