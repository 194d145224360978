"""What means the same, kept in memory and put together anew where it has changed."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.queries import synonyms as queries
from registry.domain.synonyms import Synonyms, synonyms_of


class KnownSynonyms:
    """Everything that means the same, put together anew where a group or a concept has changed.

    Whether any has is asked each time, so that no process answers by what another has changed.
    """

    def __init__(self) -> None:
        self._state: tuple[Any, ...] | None = None
        self._synonyms = Synonyms()

    async def now(self, session: AsyncSession) -> Synonyms:
        """Return what means the same now."""
        state = await queries.state(session)
        if state != self._state:
            self._synonyms, self._state = synonyms_of(await queries.names(session)), state
        return self._synonyms
