import httpx
from api_readers import Readers
from factories import Factory

from registry.domain.lifecycle import Status

HIDDEN = ("secret_hash", "password", "session", "written_by", "submitted_by", "taken_by", "decided_by", "serial")


async def test_why_a_version_was_approved_is_between_the_two_sides(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.version(Status.PUBLISHED)
    path = "/api/v1/apis/cig/identities/versions/1.0.0"
    for headers, reason in [
        ({}, None),
        (readers.stranger, None),
        (readers.publisher, "because"),
        (readers.reviewer, "because"),
    ]:
        body = (await client.get(path, headers=headers)).json()
        assert body["decision_reason"] == reason
        assert body["decided_at"].endswith("Z")


async def test_no_body_shows_what_is_ours_alone(client: httpx.AsyncClient, make: Factory, readers: Readers) -> None:
    await make.version(Status.PUBLISHED)
    for path in (
        "/api/v1/institutions/nida",
        "/api/v1/systems/cig",
        "/api/v1/apis/cig/identities",
        "/api/v1/apis/cig/identities/versions/1.0.0",
        "/api/v1/keys",
        "/api/v1/me",
        "/api/v1/changes",
    ):
        text = (await client.get(path, headers=readers.publisher)).text
        assert [name for name in HIDDEN if f'"{name}"' in text] == [], path
