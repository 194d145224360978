from typing import Any

import httpx
from api_readers import Readers

from registry.usecases.secrets import is_key

NEW: dict[str, Any] = {"name": "build server", "scopes": ["entries:read", "entries:write"], "days": 30}


async def test_a_key_is_shown_once_used_and_revoked(client: httpx.AsyncClient, readers: Readers) -> None:
    made = await client.post("/api/v1/keys", json=NEW, headers=readers.publisher)
    assert made.status_code == 201, made.text
    secret = made.json()["key"]
    assert is_key(secret)
    assert made.headers["cache-control"] == "no-store"
    headers = {"Authorization": f"Bearer {secret}"}
    assert (await client.get("/api/v1/me", headers=headers)).json()["scopes"] == NEW["scopes"]
    listed = await client.get("/api/v1/keys", headers=readers.publisher)
    assert secret not in listed.text
    assert made.json()["id"] in listed.text
    path = f"/api/v1/keys/{made.json()['id']}"
    assert (await client.delete(path, headers=readers.stranger)).status_code == 404
    assert (await client.delete(path)).status_code == 401
    assert (await client.delete(path, headers=readers.publisher)).status_code == 204
    assert (await client.get("/api/v1/me", headers=headers)).status_code == 401


async def test_a_key_cannot_be_made_with_unknown_scopes_or_for_too_long(
    client: httpx.AsyncClient, readers: Readers
) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"scopes": ["everything"]}, "/scopes"),
        ({"days": 366}, "/days"),
        ({"scopes": []}, "/scopes"),
    ]
    for wrong, pointer in cases:
        refused = await client.post("/api/v1/keys", json=NEW | wrong, headers=readers.publisher)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert (await client.post("/api/v1/keys", json=NEW)).status_code == 401
