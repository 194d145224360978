import json
from types import SimpleNamespace
from typing import Any

from factories import AUDITOR, Factory

from registry.domain.chain import Checkpoint
from registry.http.trail import trail_of


async def _read(make: Factory, head: Checkpoint, form: Any) -> bytes:
    state: Any = SimpleNamespace(database=make.database, check=make.check)
    stream: Any = trail_of(state, AUDITOR, head, 0, form)
    return b"".join([part async for part in stream.iterator])


async def test_a_file_ends_where_the_trail_ended_when_it_was_asked_for(make: Factory) -> None:
    await make.institutions("nida", "ega", "tra")
    lines = (await _read(make, Checkpoint(2, "a" * 64, "x"), "ndjson")).splitlines()
    assert [json.loads(line).get("seq") for line in lines] == [1, 2, None]
    assert json.loads(lines[2]) == {"head": {"seq": 2, "hash": "a" * 64, "at": "x"}}
    assert len((await _read(make, Checkpoint(2, "a" * 64, "x"), "csv")).splitlines()) == 3
