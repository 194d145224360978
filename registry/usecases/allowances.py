"""How often somebody may ask for something costly; kept in the database, so that all workers share it."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from registry.db.queries import accounts
from registry.db.session import Database
from registry.domain.errors import TooMany


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket that holds so many requests and empties in so many seconds."""

    requests: int
    seconds: int


SIGN_IN_ACCOUNT = Limit(10, 300)
SIGN_IN_ADDRESS = Limit(30, 300)
KEYS_REFUSED = Limit(10, 300)
CHECKS = Limit(30, 60)
UPLOADS = Limit(60, 60)
IMPORTS = Limit(20, 60)


async def spend(database: Database, name: str, limit: Limit, now: datetime) -> None:
    """Use up one request of an allowance; raise `TooMany` with the seconds to wait where none is left."""
    async with database.writing() as session, session.begin():
        bucket = await accounts.allowance(session, name[:200], now)
        rate = limit.requests / limit.seconds
        level = max(0.0, bucket.level - (now - bucket.at).total_seconds() * rate)
        if level + 1 > limit.requests:
            raise TooMany(ceil((level + 1 - limit.requests) / rate))
        bucket.level, bucket.at = level + 1, now
