import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from factories import PUBLISHER, REVIEWER, Factory

from registry.domain.actors import Role
from registry.domain.entries import Visibility
from registry.domain.lifecycle import Status
from registry.domain.waivers import WaiverAction
from registry.usecases import interfaces, systems, waivers

NAME, MARK = "cig/siri", "Zumaridi"
BELOW = ("", "/versions", "/versions/1.0.0", "/versions/1.0.0/document", "/versions/1.0.0/report")
INSIDERS = ("amina", "rehema", "hawa")
SEEING: Mapping[Visibility, tuple[str, ...]] = {
    Visibility.PUBLIC: ("", "salim", "zuhura", *INSIDERS),
    Visibility.GOVERNMENT: ("salim", "zuhura", *INSIDERS),
    Visibility.NAMED: ("zuhura", *INSIDERS),
    Visibility.EGA: INSIDERS,
}


@pytest.fixture
async def people(make: Factory) -> dict[str, dict[str, str]]:
    """Make an owner, somebody of a named institution and of another, who oversees, and nobody; return their headers."""
    await make.institutions("nida", "ega", "tra", "brela")
    await make.system()
    made = {
        "amina": await make.person("amina", Role.PUBLISHER),
        "zuhura": await make.person("zuhura", Role.PUBLISHER, institution="tra"),
        "salim": await make.person("salim", Role.PUBLISHER, institution="brela"),
        "rehema": await make.person("rehema", Role.REVIEWER, institution="ega"),
        "hawa": await make.person("hawa", Role.AUDITOR, institution="ega"),
    }
    return {"": {}, **{name: await make.key(who) for name, who in made.items()}}


async def _read(client: httpx.AsyncClient, address: str, header: dict[str, str], **params: Any) -> httpx.Response:
    return await client.get(address, headers=header, params=params)


@pytest.mark.parametrize("level", Visibility)
async def test_whoever_may_not_see_an_entry_finds_no_trace_of_it_by_any_way(
    level: Visibility, make: Factory, client: httpx.AsyncClient, people: dict[str, dict[str, str]]
) -> None:
    await make.api(key="siri", title={"en": MARK}, visibility=level.value, readers=["tra"])
    version = await make.version(Status.PUBLISHED, name=NAME, title=MARK)
    lists = ("/api/v1/apis", "/api/v1/changes", "/api/v1/export", "/api/v1/board", "/.well-known/api-catalog", "/")
    for name, header in people.items():
        seen = name in SEEING[level]
        for below in BELOW:
            address = f"/api/v1/apis/{NAME}{below}"
            answer = await _read(client, address, header)
            assert answer.status_code == (200 if seen else 404), (name, address)
        as_of = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
        for address in (f"/api/v1/apis/{NAME}", f"/api/v1/apis/{NAME}/versions/1.0.0"):
            assert (await _read(client, address, header, as_of=as_of)).status_code == (200 if seen else 404)
        document = await _read(client, f"/api/v1/documents/{version.digest}", header)
        assert document.status_code == (200 if seen else 404)
        for address in lists:
            answer = await _read(client, address, header)
            assert answer.status_code in {200, 401}
            told = "siri" in answer.text
            assert told is seen or (seen and address in {"/api/v1/board", "/", "/.well-known/api-catalog"}), (
                name,
                address,
            )
        found = await _read(client, "/api/v1/search", header, q=MARK)
        assert "siri" not in found.text or seen, name
        if level is not Visibility.NAMED or name != "zuhura":
            assert bool(found.json()["items"]) is seen, name


@pytest.mark.parametrize("level", [Visibility.GOVERNMENT, Visibility.NAMED, Visibility.EGA])
async def test_a_hidden_entry_answers_as_one_that_is_not_there(
    level: Visibility, make: Factory, client: httpx.AsyncClient, people: dict[str, dict[str, str]]
) -> None:
    del people
    await make.api(key="siri", visibility=level.value, readers=["tra"])
    await make.version(Status.PUBLISHED, name=NAME)
    for prefix in ("/api/v1/apis/", "/apis/"):
        for below in ("", "/1.0.0", "/versions/1.0.0"):
            there = await client.get(f"{prefix}cig/siri{below}")
            nowhere = await client.get(f"{prefix}cig/kitu{below}")
            assert there.status_code == nowhere.status_code == 404
            assert _without_numbers(there.text) == _without_numbers(nowhere.text)
            skipped = {"x-request-id", "date", "content-length"}
            assert {k: v.replace("siri", "kitu") for k, v in there.headers.items() if k not in skipped} == {
                k: v for k, v in nowhere.headers.items() if k not in skipped
            }


def _without_numbers(body: str) -> str:
    return re.sub("[0-9a-f]{32}", "", body).replace("siri", "kitu")


async def test_whoever_may_no_longer_see_an_entry_learns_of_it_in_the_feed(
    make: Factory, client: httpx.AsyncClient, people: dict[str, dict[str, str]]
) -> None:
    row = await make.api(key="siri", visibility="named", readers=["tra"])
    async with make.work(PUBLISHER) as work:
        row = await interfaces.change(work, NAME, {"readers": ["brela"]}, row.revision)
    told = {}
    for name in ("", "zuhura", "salim"):
        feed = (await client.get("/api/v1/changes", headers=people[name])).json()["results"]
        told[name] = [one["type"] for one in feed if one["slug"] == NAME]
    assert told == {"": [], "zuhura": ["api.defined", "api.changed"], "salim": ["api.changed"]}
    async with make.work(PUBLISHER) as work:
        await interfaces.change(work, NAME, {"visibility": "ega"}, row.revision)
    feed = (await client.get("/api/v1/changes", headers=people["salim"])).json()["results"]
    assert [one["type"] for one in feed if one["slug"] == NAME] == ["api.changed", "api.changed"]
    assert (await client.get(f"/api/v1/apis/{NAME}", headers=people["salim"])).status_code == 404


async def test_parts_are_withheld_named_and_told_to_those_they_are_for(
    make: Factory, client: httpx.AsyncClient, people: dict[str, dict[str, str]]
) -> None:
    parts = {
        "critical": True,
        "hosting": {"kind": "government-data-centre", "place": "Siri"},
        "channels": [{"channel": "govesb", "mode": "pull", "code": "SIRI-1"}],
        "levels": {"contacts": "government", "hosting": "named"},
        "readers": ["tra"],
    }
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "cig", parts, 1)
    expected = {
        "": ["contacts", "hosting", "channels"],
        "salim": ["hosting", "channels"],
        "zuhura": ["channels"],
        **{name: [] for name in INSIDERS},
    }
    as_of = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    for _ in range(2):  # the second time, what was encoded for others is there to be taken by mistake
        for name, header in people.items():
            body = (await client.get("/api/v1/systems/cig", headers=header)).json()
            assert body["withheld"] == expected[name], name
            assert ("Siri" in str(body)) is (name in {"zuhura", *INSIDERS})
            assert ("SIRI-1" in str(body)) is (name in INSIDERS)
            assert (body["readers"] == ["tra"]) is (name in INSIDERS)
            listed = (await client.get("/api/v1/systems", headers=header)).json()["items"]
            assert listed == [body]
            then = (await client.get("/api/v1/systems/cig", params={"as_of": as_of}, headers=header)).json()["entry"]
            assert [part for part in ("contacts", "hosting", "channels") if part not in then] == expected[name]
            exported = (await client.get("/api/v1/export", headers=header)).text
            assert ("SIRI-1" in exported) is (name in INSIDERS)
            behind = await client.get("/api/v1/board/figures/on-govesb", headers=header)
            assert (behind.status_code, "cig" in behind.text) == (200, False)
            found = (
                await client.get("/api/v1/search", params={"q": "cig", "channel": "govesb"}, headers=header)
            ).json()
            assert found["items"] == []
    page = (await client.get("/systems/cig?lang=en")).text
    assert page.count("Withheld. Ask NIDA.") == 3
    assert "SIRI-1" not in page
    assert "ict@nida.example" not in page


async def test_the_api_of_a_critical_system_is_for_the_government_unless_its_owner_says_otherwise(
    make: Factory,
) -> None:
    await make.institution()
    await make.system("cig", critical=True)
    assert (await make.api()).visibility is Visibility.GOVERNMENT
    assert (await make.api(key="other", visibility="public")).visibility is Visibility.PUBLIC
    assert (await make.schema()).visibility is Visibility.PUBLIC


async def test_the_waivers_of_a_hidden_entry_are_hidden_with_it(
    make: Factory, client: httpx.AsyncClient, people: dict[str, dict[str, str]]
) -> None:
    row = await make.api(key="siri")
    waiver = await make.waiver(name=NAME)
    async with make.work(REVIEWER) as work:
        await waivers.decide(work, waiver.key, WaiverAction.GRANT)
    async with make.work(PUBLISHER) as work:
        await interfaces.change(work, NAME, {"visibility": "ega"}, row.revision)
    for name in ("amina", "zuhura", "rehema"):
        seen = name in INSIDERS
        listed = (await client.get("/api/v1/waivers", headers=people[name])).json()
        assert (len(listed["items"]), listed["page"]["total"]) == (int(seen), int(seen)), name
        one = await client.get(f"/api/v1/waivers/{waiver.key}", headers=people[name])
        assert one.status_code == (200 if seen else 404)
