from typing import Any

import httpx
import pytest
from factories import Factory
from rechecking import activated, catalogue_to_check, runner

from registry.domain.actors import Role

Headers = dict[str, str]


@pytest.fixture
async def editor(make: Factory) -> Headers:
    await catalogue_to_check(make, 3)
    await make.profile()
    return await make.key(await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega"))


async def test_a_trial_is_started_followed_and_read(client: httpx.AsyncClient, make: Factory, editor: Headers) -> None:
    path = "/api/v1/profiles/tz-interop/1.0.0/trials"
    started = await client.post(path, headers=editor)
    assert (started.status_code, started.json()["state"]) == (201, "waiting")
    assert (await client.post(path, headers=editor)).status_code == 200
    address = started.headers["location"]
    await runner(make).run_all()
    summary = (await client.get(address, headers=editor)).json()
    assert (summary["recheck"]["state"], summary["recheck"]["done"]) == ("done", 3)
    assert summary["effects"]["fails-now"] == 2
    assert summary["institutions"] == {"nida": {"fails-now": 2, "passes-still": 1}}
    (worst,) = [one for one in summary["rules"] if one["versions"]]
    assert (worst["rule"], worst["raised"]) == ("operation-without-summary", 2)
    assert [one["id"] for one in (await client.get("/api/v1/rechecks", headers=editor)).json()] == [
        summary["recheck"]["id"]
    ]


async def test_results_are_read_page_after_page_and_by_filter(
    client: httpx.AsyncClient, make: Factory, editor: Headers
) -> None:
    address = (await client.post("/api/v1/profiles/tz-interop/1.0.0/trials", headers=editor)).headers["location"]
    await runner(make).run_all()
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 1, "effect": "fails-now"}
    while True:
        page = (await client.get(f"{address}/results", params=query, headers=editor)).json()
        seen += [one["version"] for one in page["items"]]
        if page["page"]["next_cursor"] is None:
            break
        query["cursor"] = page["page"]["next_cursor"]
    assert seen == ["cig/identities@2.0.0", "cig/identities@3.0.0"]
    assert page["page"]["total"] == 2
    result = page["items"][0]
    assert (result["before"]["result"], result["after"]["result"], len(result["raised"])) == ("pass", "fail", 1)
    assert (await client.get(f"{address}/results", params={"effect": "x"}, headers=editor)).status_code == 422


async def test_a_recheck_is_stopped_once_and_by_editors_alone(
    client: httpx.AsyncClient, make: Factory, editor: Headers
) -> None:
    address = (await client.post("/api/v1/profiles/tz-interop/1.0.0/trials", headers=editor)).headers["location"]
    other = await make.key(await make.person("amina", Role.PUBLISHER))
    for headers, status in ((other, 403), ({}, 401)):
        assert (await client.get(address, headers=headers)).status_code == status
        assert (await client.post(f"{address}/stop", headers=headers)).status_code == status
    assert (await client.post(f"{address}/stop", headers=editor)).json()["state"] == "stopped"
    assert (await client.post(f"{address}/stop", headers=editor)).status_code == 409


async def test_what_fails_says_so_everywhere_and_stays_published(client: httpx.AsyncClient, make: Factory) -> None:
    await catalogue_to_check(make, 2)
    version = "/api/v1/apis/cig/identities/versions/2.0.0"
    before = await client.get(version)
    assert (before.json()["failing_since"], before.json()["grace_until"]) == (None, None)
    await activated(make, grace_days=30)
    await runner(make).run_all()
    after = await client.get(version)
    assert after.headers["etag"] != before.headers["etag"]
    body = after.json()
    assert (body["status"], body["report"]["result"]) == ("published", "pass")
    assert body["failing_since"] is not None
    (listed,) = (await client.get("/api/v1/institutions/nida/failing")).json()
    assert (listed["version"], listed["profile"], listed["errors"]) == (
        "cig/identities@2.0.0",
        "tz-interop@1.0.0",
        1,
    )
    assert (listed["failing_since"], listed["grace_until"]) == (body["failing_since"], body["grace_until"])
    assert (await client.get(listed["links"]["latest_report"])).json()["result"] == "fail"
    good = (await client.get("/api/v1/apis/cig/identities/versions/1.0.0")).json()
    assert good["failing_since"] is None
    assert (await client.get("/api/v1/institutions/nobody/failing")).status_code == 404
