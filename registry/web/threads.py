"""Do work that takes long elsewhere than in the event loop, and not too much of it at once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from registry.domain.errors import Unavailable

Outcome = TypeVar("Outcome")

THREADS = 2
MOST_WAITING = 32

_EXECUTOR = ThreadPoolExecutor(THREADS, thread_name_prefix="pages")
_waiting = 0


async def elsewhere(work: Callable[..., Outcome], *given: Any) -> Outcome:
    """Return what a function returns, run in one of a few threads; raise `Unavailable` where too many wait."""
    global _waiting  # noqa: PLW0603 one count for one executor
    if _waiting >= MOST_WAITING:
        raise Unavailable(retry_after=2)
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_EXECUTOR, work, *given)
    finally:
        _waiting -= 1
