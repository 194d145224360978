"""Do once a day what nobody asks for: by the server when a new day has come, or by a command."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind, Role
from registry.domain.errors import RegistryError
from registry.domain.notices import morning_of
from registry.usecases.reminders import DAILY
from registry.usecases.work import Check, begin

log = logging.getLogger("registry")

STEWARD: Final = Actor(ActorKind.OPERATOR, "daily", roles=frozenset({Role.ADMIN}))


def _utc_now() -> datetime:
    return datetime.now(UTC)


async def carry_out(database: Database, check: Check, clock: Callable[[], datetime] = _utc_now) -> None:
    """Do everything that is done once a day, each in a transaction of its own; doing it again changes nothing."""
    for deed in DAILY:
        async with begin(database, STEWARD, check, now=clock()) as work:
            await deed(work)


class Steward:
    """A process that does it when a new day has come, and once when it begins, since a day may have been missed."""

    def __init__(self, database: Database, check: Check, *, clock: Callable[[], datetime] = _utc_now) -> None:
        self._database, self._check, self._clock = database, check, clock
        self._done_on: date | None = None

    async def run_forever(self, seconds: float) -> None:
        """Look every so many seconds whether a new day has come, whatever happens."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.run()
            except (RegistryError, SQLAlchemyError, OSError):
                log.warning("what is done once a day was left, and is tried again", exc_info=True)

    async def run(self) -> bool:
        """Do what is due, say whether there was anything; a day that comes twice by a wrong clock changes nothing."""
        now = self._clock()
        if self._done_on == (day := morning_of(now).date()):
            return False
        await carry_out(self._database, self._check, lambda: now)
        self._done_on = day
        return True
