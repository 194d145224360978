from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from factories import PASSWORD, Factory
from sqlalchemy import event

from registry.db.session import Database
from registry.domain.actors import Role, Scope
from registry.usecases import accounts, sessions
from registry.usecases.work import Work

ME = "/api/v1/me"


@contextmanager
def questions_to(database: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    engines = {id(engine): engine for engine in (_engine_of(database.reading), _engine_of(database.writing))}
    for engine in engines.values():
        event.listen(engine, "before_cursor_execute", note)
    yield asked
    for engine in engines.values():
        event.remove(engine, "before_cursor_execute", note)


def _engine_of(sessions: Any) -> Any:
    return sessions.kw["bind"].sync_engine


@pytest.fixture
async def key(make: Factory) -> str:
    await make.institution()
    return (await make.key(await make.person("amina", Role.PUBLISHER)))["Authorization"].removeprefix("Bearer ")


async def test_a_key_says_who_asks(client: httpx.AsyncClient, key: str) -> None:
    for scheme in ("Bearer", "bearer", "BEARER"):
        body = (await client.get(ME, headers={"Authorization": f"{scheme} {key}"})).json()
        assert (body["name"], body["institution"], body["roles"]) == ("amina", "nida", ["publisher"])
        assert body["scopes"] == sorted(Scope)


async def test_anything_but_a_well_formed_key_is_refused_with_a_challenge(client: httpx.AsyncClient) -> None:
    for authorization in (
        "Basic YTpi",
        "Bearer",
        "Bearer ",
        "",
        "som_x",
        "Bearer é",
        "Digest a",
        f"Bearer {'a' * 9_000}",
    ):
        headers = httpx.Headers([(b"Authorization", authorization.encode("latin-1"))])
        refused = await client.get(ME, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (401, "key-refused")
        assert refused.headers["www-authenticate"].startswith("Bearer")


async def test_a_key_that_fails_its_checksum_costs_no_question_to_the_database(
    client: httpx.AsyncClient, database: Database, key: str
) -> None:
    mistyped = key[:-1] + ("0" if key[-1] != "0" else "1")
    with questions_to(database) as asked:
        refused = await client.post("/api/v1/systems", headers={"Authorization": f"Bearer {mistyped}"}, json={})
    assert (refused.status_code, asked) == (401, [])
    with questions_to(database) as asked:
        await client.get(ME, headers={"Authorization": f"Bearer {key}"})
    assert any("api_key" in statement for statement in asked)


async def test_two_credentials_in_one_request_are_refused(client: httpx.AsyncClient, key: str) -> None:
    for other in ("Basic YTpi", f"Bearer {key}"):
        headers = [("Authorization", f"Bearer {key}"), ("Authorization", other)]
        assert (await client.get(ME, headers=headers)).status_code == 401


async def test_a_key_in_the_address_is_refused_under_any_name(client: httpx.AsyncClient, key: str) -> None:
    for name in ("api_key", "access_token", "q"):
        refused = await client.get(ME, params={name: key})
        assert (refused.status_code, refused.json()["code"]) == (401, "key-refused")
        assert key not in refused.text


async def test_a_cookie_counts_for_nothing_at_the_api(client: httpx.AsyncClient, make: Factory, key: str) -> None:
    async with make.work() as work:
        from_pages = await _session_of(work, "amina")
    for cookie in ({"somana": from_pages}, {"somana": key}):
        client.cookies.update(cookie)
        assert (await client.get(ME)).status_code == 401
        written = await client.post("/api/v1/systems", json={})
        assert written.status_code in {401, 422}
        audit = await client.get("/api/v1/audit")
        assert audit.status_code == 401


async def _session_of(work: Work, name: str) -> str:
    return await sessions.sign_in(work, name, PASSWORD, "192.0.2.7")


async def test_a_key_may_do_no_more_than_its_scopes_say(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    person = await make.person("rashid", Role.PUBLISHER)
    reading = await make.key(person, Scope.ENTRIES_READ)
    refused = await client.post("/api/v1/apis/cig", headers=reading, json={"key": "bills", "title": {"en": "Bills"}})
    assert (refused.status_code, refused.json()["scope"]) == (403, "entries:write")
    assert (await client.get("/api/v1/changes", headers=reading)).status_code == 403


async def test_a_closed_account_takes_its_keys_with_it(client: httpx.AsyncClient, make: Factory, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    assert (await client.get(ME, headers=headers)).status_code == 200
    async with make.work() as work:
        await accounts.disable(work, "amina")
    assert (await client.get(ME, headers=headers)).status_code == 401
