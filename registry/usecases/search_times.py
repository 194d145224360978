"""When what a search found was last changed."""

from collections.abc import Sequence
from datetime import datetime

from registry.db.queries.change_times import changed_at
from registry.usecases.search import Hit
from registry.usecases.work import Work


async def dated(work: Work, hits: Sequence[Hit]) -> list[tuple[Hit, datetime]]:
    """Return what was found with when it was last changed; what is no longer there is left out."""
    times = await changed_at(work.session, [(hit.kind, hit.name) for hit in hits])
    return [(hit, times[hit.kind, hit.name]) for hit in hits if (hit.kind, hit.name) in times]
