"""Lock rows before anything is read with them."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession


async def lock(session: AsyncSession, query: Select[*tuple[Any, ...]], model: Any) -> None:
    """Lock the rows of a model that a question is about, so that what is read next is as nobody can change it.

    Who waits for a lock in PostgreSQL gets the row as it is then, but joined to the others as they were before: a
    version whose report was replaced meanwhile would come without any.
    """
    await session.execute(query.with_only_columns(model.id).with_for_update(of=model))
