"""The words that everybody may see, held in memory: read again when something was put into the index.

A small vocabulary is read at once; a large one behind the answers, which know its new words some seconds later.
What is found in it is offered only if the database still knows it.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.dialect import Dialect
from registry.db.queries import search_terms
from registry.db.session import Database
from registry.domain.spelling import Vocabulary
from registry.usecases.work import Work

MOST_WORDS: Final = 200_000
"""How many words are held, the heaviest."""
SMALL: Final = 2_000
PAUSE, OLD = 10.0, 60.0
"""For how many seconds a large vocabulary is kept at least, and any at most."""
_PAGE: Final = 2_000
_MOST_READ: Final = 1_000_000
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Held:
    vocabulary: Vocabulary
    serial: int
    read_at: float
    renewal: asyncio.Task[None] | None = None


_held: WeakKeyDictionary[Any, _Held] = WeakKeyDictionary()


async def vocabulary_of(work: Work) -> Vocabulary:
    """Return the vocabulary; of a large one that has changed, the one before, while it is read anew."""
    held = _held.get(work.database.reading)
    serial = await search_terms.serial(work.session, work.database.dialect)
    age = time.monotonic() - held.read_at if held else 0.0
    if held and held.serial == serial and age < OLD:
        return held.vocabulary
    if held is None or len(held.vocabulary) <= SMALL:
        held = await _read(work.session, work.database.dialect)
        _held[work.database.reading] = held
    elif age > PAUSE and (held.renewal is None or held.renewal.done()):
        held.renewal = asyncio.create_task(_renew(work.database))
    return held.vocabulary


async def _renew(database: Database) -> None:
    try:
        async with database.reading() as session:
            _held[database.reading] = await _read(session, database.dialect)
    except SQLAlchemyError:
        _LOG.warning("the words of the search could not be read anew", exc_info=True)


async def _read(session: AsyncSession, dialect: Dialect) -> _Held:
    serial = await search_terms.serial(session, dialect)
    weights: dict[str, int] = {}
    last = ""
    while len(weights) < _MOST_READ and (page := await search_terms.after(session, last, _PAGE)):
        weights.update(page)
        last = page[-1][0]
    if len(weights) <= SMALL:
        return _Held(Vocabulary(weights), serial, time.monotonic())
    return _Held(await asyncio.to_thread(Vocabulary, weights, MOST_WORDS), serial, time.monotonic())
