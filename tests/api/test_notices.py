import httpx
import pytest
from factories import ADMIN, Factory
from noticing import told

from registry.domain.actors import Role
from registry.domain.notices import NoticeKind
from registry.usecases import notices


@pytest.fixture
async def header(make: Factory) -> dict[str, str]:
    await make.institution()
    return await make.key(await make.person("amina", Role.PUBLISHER))


async def _tell(make: Factory) -> None:
    async with make.work(ADMIN) as work:
        work.attempt("test:tell", "account", "amina")
        people = await notices.owners_of(work, "nida")
        await notices.tell(work, people, NoticeKind.REVIEW_TAKEN, "cig", "/reviews/x", number="x")
        work.record()


async def test_notices_are_listed_by_cursor_read_and_chosen(
    make: Factory, client: httpx.AsyncClient, header: dict[str, str]
) -> None:
    for _ in range(3):
        await _tell(make)
    first = (await client.get("/api/v1/notices?limit=2", headers=header)).json()
    assert [one["id"] for one in first["items"]] == [3, 2]
    assert first["items"][0]["text"]["en"] == "A reviewer has taken cig (x)"
    cursor = first["page"]["next_cursor"]
    rest = (await client.get("/api/v1/notices", params={"limit": 2, "cursor": cursor}, headers=header)).json()
    assert [one["id"] for one in rest["items"]] == [1]
    answer = await client.post("/api/v1/notices/read", json={"ids": [3]}, headers=header)
    assert answer.json() == {"read": 1}
    unread = (await client.get("/api/v1/notices?unread=true", headers=header)).json()
    assert [one["id"] for one in unread["items"]] == [2, 1]
    assert (await client.post("/api/v1/notices/read", json={}, headers=header)).json() == {"read": 2}
    assert (await client.get("/api/v1/me/notices", headers=header)).json() == {"mail": "at-once"}
    assert (await client.patch("/api/v1/me/notices", json={"mail": "never"}, headers=header)).json() == {
        "mail": "never"
    }
    wrong = await client.patch("/api/v1/me/notices", json={"mail": "hourly"}, headers=header)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/mail")


async def test_strangers_have_no_notices_and_a_tampered_cursor_is_refused(
    make: Factory, client: httpx.AsyncClient, header: dict[str, str]
) -> None:
    await _tell(make)
    assert (await client.get("/api/v1/notices")).status_code == 401
    assert (await client.post("/api/v1/notices/read", json={})).status_code == 401
    assert (await client.get("/api/v1/notices?cursor=x", headers=header)).status_code == 422
    assert len(await told(make)) == 1
