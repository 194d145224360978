import asyncio
import threading

import pytest

from registry.domain.errors import Unavailable
from registry.web.threads import MOST_WAITING, THREADS, elsewhere


async def test_work_is_done_in_another_thread() -> None:
    assert await elsewhere(threading.get_ident) != threading.get_ident()


async def test_too_much_work_at_once_is_refused_and_the_rest_is_done() -> None:
    released = threading.Event()
    waiting = [asyncio.ensure_future(elsewhere(released.wait, 30)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await elsewhere(threading.get_ident)
    released.set()
    assert all(await asyncio.gather(*waiting))
    assert THREADS == 2
    assert await elsewhere(threading.get_ident)
