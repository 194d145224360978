import httpx
from api_readers import Readers

INSTITUTION = {
    "key": "brela",
    "kind": "agency",
    "sector": "business",
    "names": [{"language": "en", "text": "Registrations Agency", "acronym": "BRELA", "valid_from": "1999-10-28"}],
    "parents": [{"institution": "ega"}],
    "website": "https://www.brela.go.tz",
}
PATH = "/api/v1/institutions"


async def test_an_administrator_enters_an_institution_and_everybody_reads_it(
    client: httpx.AsyncClient, readers: Readers
) -> None:
    made = await client.post(PATH, json=INSTITUTION, headers=readers.admin)
    assert made.status_code == 201, made.text
    read = await client.get(made.headers["location"])
    assert read.json() == made.json()
    assert read.headers["etag"] == made.headers["etag"]
    assert read.json()["parents"][0]["institution"] == "ega"
    again = await client.post(PATH, json=INSTITUTION, headers=readers.admin)
    assert (again.status_code, again.json()["code"]) == (409, "key-taken")
    for filters, keys in [("sector=business", ["brela"]), ("kind=agency&kind=authority", ["brela", "ega", "nida"])]:
        assert [one["key"] for one in (await client.get(f"{PATH}?{filters}")).json()["items"]] == keys


async def test_nobody_else_may(client: httpx.AsyncClient, readers: Readers) -> None:
    assert (await client.post(PATH, json=INSTITUTION)).status_code == 401
    refused = await client.post(PATH, json=INSTITUTION, headers=readers.publisher)
    assert (refused.status_code, refused.json()["roles"]) == (403, "admin")


async def test_a_change_names_what_was_seen(client: httpx.AsyncClient, readers: Readers) -> None:
    seen = (await client.get(f"{PATH}/nida")).headers["etag"]
    changes = {"website": "https://www.nida.go.tz"}
    for condition, status in [
        ({}, 428),
        ({"If-Match": '"99-abc"'}, 412),
        ({"If-Match": seen}, 200),
        ({"If-Match": seen}, 412),
    ]:
        answer = await client.patch(f"{PATH}/nida", json=changes, headers=readers.admin | condition)
        assert answer.status_code == status, answer.text
    assert (await client.get(f"{PATH}/nida")).json()["website"] == "https://www.nida.go.tz"
