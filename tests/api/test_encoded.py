from collections.abc import Sequence

import httpx
import pytest
from api_readers import Readers

from registry.api.encoded import OVERHEAD, Encoded, Shelf, encoded
from registry.domain.heads import SystemHead


def entry(content: bytes = b"{}") -> Encoded:
    return Encoded(content, {})


async def test_only_what_is_not_kept_in_that_state_is_loaded_and_the_order_stays() -> None:
    shelf, loaded = Shelf(), []

    async def load(heads: Sequence[SystemHead]) -> list[tuple[SystemHead, Encoded]]:
        loaded.append([head.key for head in heads])
        return [(head, entry(head.key.encode())) for head in reversed(heads)]

    first = [SystemHead("a", 1, 1), SystemHead("b", 2, 1), SystemHead("c", 3, 1)]
    later = [SystemHead("b", 2, 2), SystemHead("c", 3, 1), SystemHead("a", 1, 1)]
    for heads, contents in ((first, [b"a", b"b", b"c"]), (first, [b"a", b"b", b"c"]), (later, [b"b", b"c", b"a"])):
        assert [one.content for one in await encoded(shelf, heads, load)] == contents
    assert loaded == [["a", "b", "c"], ["b"]]


async def test_what_is_gone_when_it_is_loaded_is_left_out() -> None:
    async def load(_heads: Sequence[SystemHead]) -> list[tuple[SystemHead, Encoded]]:
        return []

    assert await encoded(Shelf(), [SystemHead("a", 1, 1)], load) == []


def test_the_shelf_holds_no_more_than_it_may_and_lets_go_of_what_nobody_asked_for() -> None:
    shelf = Shelf(2 * (OVERHEAD + 100))
    for name in ("a", "b"):
        shelf.keep(name, 1, entry(b"x" * 100))
    assert shelf.find("a", 1)
    shelf.keep("c", 1, entry(b"x" * 100))
    assert [name for name in ("a", "b", "c") if shelf.find(name, 1)] == ["a", "c"]
    shelf.keep("c", 2, entry(b""))
    assert (shelf.find("c", 1), shelf.kept_bytes) == (None, 2 * OVERHEAD + 100)
    shelf.keep("huge", 1, entry(b"x" * 10_000))
    assert shelf.kept_bytes == 0


@pytest.mark.parametrize("path", ["/api/v1/systems/cig", "/api/v1/systems?limit=1"])
async def test_somebody_known_reads_a_change_at_once(client: httpx.AsyncClient, readers: Readers, path: str) -> None:
    for purpose in ("One", "Two"):
        seen = {"If-Match": (await client.get("/api/v1/systems/cig", headers=readers.reviewer)).headers["etag"]}
        change = {"purpose": {"en": purpose}}
        assert (await client.patch("/api/v1/systems/cig", json=change, headers=readers.publisher | seen)).is_success
        for _ in range(2):
            body = (await client.get(path, headers=readers.reviewer)).json()
            assert body.get("items", [body])[0]["purpose"] == {"en": purpose}
