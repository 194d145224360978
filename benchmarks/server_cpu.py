"""How much CPU this process and its database have used."""

import time
from dataclasses import dataclass
from pathlib import Path

from measuring import TICK, cpu_seconds
from sqlalchemy import text

from registry.db.session import Database


@dataclass(frozen=True, slots=True)
class Used:
    """The CPU seconds used so far, those of a PostgreSQL server on this machine with them."""

    seconds: float

    @classmethod
    async def now(cls, database: Database) -> "Used":
        """Return what has been used until now."""
        if database.dialect.name != "postgresql":
            return cls(time.process_time())
        async with database.reading() as session:
            backend = await session.scalar(text("SELECT pg_backend_pid()"))
        return cls(time.process_time() + cpu_seconds(_parent(backend)) + _ended(_parent(backend)))

    def __sub__(self, before: "Used") -> float:
        """Return what has been used since."""
        return self.seconds - before.seconds


def _parent(process: int) -> int:
    return int(_fields(process)[1])


def _ended(process: int) -> float:
    # What children used that have ended is counted with their parent.
    used = _fields(process)
    return (int(used[13]) + int(used[14])) / TICK


def _fields(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
