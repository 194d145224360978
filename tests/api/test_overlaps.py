import httpx
from factories import Factory, exchanging

from registry.domain.actors import Role
from registry.domain.lifecycle import Status

PARTS = exchanging("nin", "firstName", "dateOfBirth", "sex")
ADDRESS = "/api/v1/apis/cig/other/versions/1.0.0/overlap"


async def two(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **PARTS)
    await make.version(name="cig/other", **PARTS)


async def test_who_publishes_the_fields_of_a_version_is_told(client: httpx.AsyncClient, make: Factory) -> None:
    await two(make)
    key = await make.key(await make.person("amina", Role.PUBLISHER))
    answer = await client.get(ADDRESS, headers=key)
    assert answer.status_code == 200, answer.text
    (one,) = answer.json()
    assert (one["reference"], one["shared"], one["of"], one["own"]) == ("cig/identities@1.0.0", 4, 4, True)
    assert one["institution"] == {"key": "nida", "acronym": "NIDA"}
    assert {"concept": None, "ours": "firstName", "theirs": "firstName", "weight": one["fields"][0]["weight"]} in one[
        "fields"
    ]
    assert one["page"] == "/apis/cig/identities/1.0.0"
    version = await client.get(ADDRESS.removesuffix("/overlap"), headers=key)
    assert version.json()["links"]["overlap"] == ADDRESS


async def test_the_overlap_of_a_draft_is_not_found_by_a_stranger(client: httpx.AsyncClient, make: Factory) -> None:
    await two(make)
    assert (await client.get(ADDRESS)).status_code == 404
    public = await client.get("/api/v1/apis/cig/identities/versions/latest/overlap")
    assert (public.status_code, public.json()) == (200, [])
