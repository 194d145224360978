import httpx
from factories import RULESET, Factory

from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState

RULE = "operation-without-summary"
SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}


async def test_the_rules_of_a_profile_are_listed_with_what_they_say(client: httpx.AsyncClient, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, content=RULESET)
    listed = {one["name"]: one for one in (await client.get("/api/v1/rules?profile=tz-interop")).json()}
    assert (listed[RULE]["severity"], listed[RULE]["profile"]) == ("error", "tz-interop@1.0.0")
    assert {"sw", "en"} == listed[RULE]["title"].keys() == listed[RULE]["severity_reason"].keys()
    assert "api-without-contact" not in listed


async def test_a_rule_is_told_with_the_profiles_that_have_it_and_how_the_catalogue_stands(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    await make.profile(ProfileState.ACTIVE)
    await make.version(Status.PUBLISHED)
    for number in ("2.0.0", "3.0.0"):
        await make.version(Status.PUBLISHED, number, paths=SILENT)
    told = (await client.get(f"/api/v1/rules/{RULE}")).json()
    assert [(one["profile"], one["severity"]) for one in told["profiles"]] == [
        ("somana-core@1.0.0", "warning"),
        ("tz-interop@1.0.0", "error"),
    ]
    assert (told["judged"], told["outcomes"]["pass"], told["outcomes"]["fail"]) == (3, 1, 2)
    assert told["bad"]
    assert (await client.get(f"/api/v1/rules/{RULE}?profile=tz-interop")).json()["rule"]["severity"] == "error"
    first = await client.get(told["rule"]["links"]["failing"], params={"limit": 1})
    assert [one["reference"] for one in first.json()["items"]] == ["cig/identities@2.0.0"]
    assert first.json()["page"]["total"] == 2
    more = {"limit": 1, "cursor": first.json()["page"]["next_cursor"]}
    rest = (await client.get(told["rule"]["links"]["failing"], params=more)).json()
    assert [one["links"]["page"] for one in rest["items"]] == ["/apis/cig/identities/3.0.0"]
    assert rest["page"]["next_cursor"] is None


async def test_a_rule_that_nobody_has_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/rules/none")).json()["code"] == "not-found"
    assert (await client.get(f"/api/v1/rules/{'x' * 500}")).status_code == 404
    assert (await client.get(f"/api/v1/rules/{RULE}?profile=none")).status_code == 404
    assert (await client.get("/api/v1/rules/none/failing")).json()["items"] == []
    assert (await client.get("/api/v1/rules/none/failing?cursor=x")).status_code == 422
