import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from api_readers import Readers
from factories import RULESET, Factory, document

from registry.domain.actors import Role
from registry.validators.bundles import Bundle, packed, unpacked

PATH = "/api/v1/profiles/tz-interop/1.0.0"
YAML = {"Content-Type": "application/yaml"}
JSON = {"Content-Type": "application/json"}
TODAY = datetime.now(UTC).date()


@pytest.fixture
async def editor(make: Factory, readers: Readers) -> dict[str, str]:
    del readers
    return await make.key(await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega"))


async def test_an_editor_loads_a_profile_and_everybody_reads_it(
    client: httpx.AsyncClient, editor: dict[str, str]
) -> None:
    query = f"?title_sw=Masharti&title_en=Rules&binding_on={TODAY}&grace_days=30"
    made = await client.put(PATH + query, content=RULESET, headers=editor | YAML)
    assert made.status_code == 201, made.text
    assert made.headers["location"] == PATH
    body = made.json()
    assert (body["state"], body["default"], body["grace_days"]) == ("draft", False, 30)
    assert body["title"] == {"sw": "Masharti", "en": "Rules"}
    read = await client.get(PATH)
    assert read.json() == body
    assert read.headers["etag"] == made.headers["etag"]
    assert (await client.get(PATH, headers={"If-None-Match": read.headers["etag"]})).status_code == 304
    assert (await client.get("/api/v1/profiles")).json() == [body]
    again = await client.put(PATH + query, content=RULESET, headers=editor | YAML)
    assert (again.status_code, again.json()["revision"]) == (200, body["revision"])


async def test_the_bytes_come_back_exactly(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    await client.put(PATH, content=RULESET, headers=editor | YAML)
    found = await client.get(f"{PATH}/document")
    assert (found.content, found.headers["content-type"]) == (RULESET, "application/yaml")
    assert found.headers["etag"] == f'"sha256:{hashlib.sha256(RULESET).hexdigest()}"'
    assert 'filename="tz-interop-1.0.0.yaml"' in found.headers["content-disposition"]
    assert "sandbox" in found.headers["content-security-policy"]
    unchanged = await client.get(f"{PATH}/document", headers={"If-None-Match": found.headers["etag"]})
    assert unchanged.status_code == 304
    assert unpacked((await client.get(f"{PATH}/bundle")).content) == Bundle("ruleset.yaml", RULESET)


async def test_a_bundle_goes_in_and_out_as_one_file(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    bundle = Bundle("main.yaml", b"extends: base.yaml\n", {"base.yaml": RULESET})
    zipped = {"Content-Type": "application/zip"}
    made = await client.put(PATH, content=packed(bundle), headers=editor | zipped)
    assert made.status_code == 201, made.text
    assert made.json()["files"] == ["main.yaml", "base.yaml"]
    found = await client.get(f"{PATH}/bundle")
    assert (found.content, found.headers["content-type"]) == (packed(bundle), "application/zip")
    assert (await client.get(f"{PATH}/document")).content == bundle.content
    assert (await client.put(PATH, content=b"PK\x03\x04", headers=editor | zipped)).status_code == 422


async def test_a_profile_is_activated_used_and_retired(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    made = (await client.put(PATH, content=RULESET, headers=editor | YAML)).json()
    order: dict[str, Any] = {"action": "activate", "default": True, "digest": made["digest"]}
    later = (TODAY + timedelta(days=60)).isoformat()
    done = await client.post(
        f"{PATH}/transitions", json=order | {"binding_on": later, "grace_days": 90}, headers=editor
    )
    assert done.status_code == 200, done.text
    body = done.json()
    assert (body["state"], body["default"], body["binding_on"], body["grace_days"]) == ("active", True, later, 90)
    assert body["steps"] == ["retire"]
    assert (await client.get("/api/v1/profiles/tz-interop/active")).json() == body
    refused = await client.post(f"{PATH}/transitions", json=order, headers=editor)
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-transition")
    replaced = await client.put(PATH, content=b"extends: somana:core", headers=editor | YAML)
    assert (replaced.status_code, replaced.json()["code"]) == (409, "profile-fixed")
    assert (await client.post(f"{PATH}/transitions", json={"action": "retire"}, headers=editor)).json()["steps"] == []
    assert (await client.get("/api/v1/profiles/tz-interop/active")).status_code == 404


async def test_a_check_names_its_profile(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    await client.put(PATH, content=RULESET, headers=editor | YAML)
    as_json = {"Content-Type": "application/json"}
    content = document().replace(b'"summary": "Confirm a number",', b"")
    for asked, profile, result in (
        ("", "somana-core@1.0.0", "pass"),
        ("?profile=somana-core", "somana-core@1.0.0", "pass"),
        ("?profile=tz-interop@1.0.0", "tz-interop@1.0.0", "fail"),
    ):
        report = (await client.post(f"/api/v1/checks{asked}", content=content, headers=as_json)).json()
        assert (report["profile"], report["result"]) == (profile, result)
    for asked, status in (("tz-interop", 404), ("nobody@1.0.0", 404), ("a/b", 422), ("", 422)):
        answer = await client.post(f"/api/v1/checks?profile={asked}", content=content, headers=as_json)
        assert answer.status_code == status, asked


async def test_the_rules_of_a_profile_are_listed(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    await client.put(PATH, content=RULESET, headers=editor | YAML)
    rules = (await client.get("/api/v1/rules?profile=tz-interop@1.0.0")).json()
    assert {"operation-without-summary": "error"}.items() <= {one["name"]: one["severity"] for one in rules}.items()
    assert {one["profile"] for one in rules} == {"tz-interop@1.0.0"}
    assert {one["profile"] for one in (await client.get("/api/v1/rules")).json()} == {"somana-core@1.0.0"}
    assert (await client.get("/api/v1/rules?profile=nobody")).status_code == 404


async def test_nobody_else_may_change_a_profile(client: httpx.AsyncClient, readers: Readers) -> None:
    assert (await client.put(PATH, content=RULESET, headers=YAML)).status_code == 401
    for headers in (readers.publisher, readers.reviewer, readers.admin):
        refused = await client.put(PATH, content=RULESET, headers=headers | YAML)
        assert (refused.status_code, refused.json()["roles"]) == (403, "standards_editor")
        step = await client.post(f"{PATH}/transitions", json={"action": "retire"}, headers=headers)
        assert step.status_code == 403


async def test_a_ruleset_that_cannot_be_used_is_told_with_its_line(
    client: httpx.AsyncClient, editor: dict[str, str]
) -> None:
    refused = await client.put(PATH, content=b"rules:\n  no-such-rule: error\n", headers=editor | YAML)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "ruleset-unusable")
    (error,) = problem["errors"]
    assert (error["code"], error["pointer"], error["line"]) == ("rule-unknown", "/rules/no-such-rule", 2)


async def test_fields_that_do_not_fit_are_each_named(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    for path, pointers in (
        ("/api/v1/profiles/somana-core/1", {"key", "version"}),
        (f"{PATH}?grace_days=-1", {"grace_days"}),
        (f"{PATH}?grace_days=9999", {"grace_days"}),
        (f"{PATH}?binding_on=soon", {"binding_on"}),
        (f"{PATH}?title_xx=a", {"title_xx"}),
    ):
        refused = await client.put(path, content=RULESET, headers=editor | YAML)
        assert refused.status_code == 422, path
        assert {one["pointer"] for one in refused.json()["errors"]} == pointers
    assert (await client.get("/api/v1/profiles")).json() == []
    wrong = await client.put(PATH, content=RULESET, headers=editor | {"Content-Type": "image/png"})
    assert wrong.status_code == 415
    large = await client.put(PATH, content=b" " * 2_500_000, headers=editor | YAML)
    assert large.status_code == 413


async def test_the_feed_and_the_copy_lead_to_the_profile(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    made = (await client.put(PATH, content=RULESET, headers=editor | YAML)).json()
    change = (await client.get("/api/v1/changes")).json()["results"][-1]
    assert (change["type"], change["kind"], change["slug"]) == ("profile.loaded", "profile", "tz-interop")
    assert (change["version"], change["digest"], change["institution"]) == ("1.0.0", made["digest"], "ega")
    assert (await client.get(change["links"]["self"])).json() == made
    assert '"kind":"profile"' in (await client.get("/api/v1/export")).text.splitlines()[-1]


BASE = b"""extends: [[spectral:oas, off], somana:core]
rules:
  operation-without-summary: error
  info-contact: error
"""
MAIN = b"""extends: parts/base.yaml
documentationUrl: https://example.org/rules
rules:
  tags-declared:
    description: Declare the tags that group operations.
    severity: warn
    given: $
    then: {field: tags, function: truthy}
  plain-address:
    documentationUrl: http://example.org/plain
    severity: error
    given: "$.servers[*].url"
    then: {function: pattern, functionOptions: {match: "^https://"}}
  of-another-time:
    given: $.info
    then: {function: nobodyHasIt}
  nulls:
    severity: hint
    given: "$.info[?(@.length > 3)]"
    then: {function: truthy}
"""
WHOLE = Bundle("main.yaml", MAIN, {"parts/base.yaml": BASE})
DOCUMENT = document(info={"title": "A", "version": "1.0.0", "x-none": None})


async def test_rules_written_as_data_work_from_the_file_to_the_report(
    client: httpx.AsyncClient, editor: dict[str, str], readers: Readers
) -> None:
    made = await client.put(PATH, content=packed(WHOLE), headers=editor | {"Content-Type": "application/zip"})
    assert made.status_code == 201, made.text
    order = {"action": "activate", "default": True, "binding_on": (TODAY + timedelta(days=30)).isoformat()}
    assert (await client.post(f"{PATH}/transitions", json=order, headers=editor)).status_code == 200

    listed = {one["name"]: one for one in (await client.get("/api/v1/rules")).json()}
    page = "/rules/operation-without-summary?profile=tz-interop%401.0.0"
    assert listed["operation-without-summary"]["links"]["page"] == page
    assert listed["tags-declared"]["description"] == "Declare the tags that group operations."
    assert listed["tags-declared"]["links"]["documentation"] == "https://example.org/rules#tags-declared"
    assert listed["plain-address"]["severity"] == "error"
    assert "documentation" not in listed["plain-address"]["links"]
    assert "info-contact" in listed
    assert "operation-tags" not in listed

    published = await client.post(
        "/api/v1/apis/cig/identities/versions", content=DOCUMENT, headers=readers.publisher | JSON
    )
    assert published.status_code == 201, published.text
    version, report = published.json()["version"], published.json()["report"]
    assert (version["report"]["profile"], report["profile"]) == ("tz-interop@1.0.0", "tz-interop@1.0.0")
    assert (version["report"]["result"], version["report"]["binds_from"]) == ("fail", order["binding_on"])
    assert "submit" in version["actions"]
    rules = {rule["rule"]: rule for rule in report["rules"]}
    assert rules["tags-declared"]["page"] == "https://example.org/rules#tags-declared"
    assert rules["tags-declared"]["remedy"]["sw"] == "Declare the tags that group operations."
    assert rules["info-contact"]["outcome"] == "fail"
    assert (rules["of-another-time"]["outcome"], rules["of-another-time"]["reason"]) == (
        "not_checked",
        "function-unavailable:nobodyHasIt",
    )
    assert (rules["nulls"]["outcome"], rules["nulls"]["unchecked"]) == ("not_checked", ["/info/x-none"])
    assert (await client.get(version["links"]["self"], headers=readers.publisher)).json() == version
    checked = await client.post("/api/v1/checks?profile=tz-interop", content=DOCUMENT, headers=JSON)
    alone = checked.json()
    assert {name: report[name] for name in alone if name != "findings"} == {
        name: part for name, part in alone.items() if name != "findings"
    }
    assert [one["fingerprint"] for one in report["findings"]] == [one["fingerprint"] for one in alone["findings"]]
    submitted = await client.post(
        f"{version['links']['self']}/transitions", json={"action": "submit"}, headers=readers.publisher
    )
    assert (submitted.status_code, submitted.json()["status"]) == (200, "submitted"), submitted.text
    assert submitted.json()["report"]["binds_from"] == order["binding_on"]


async def test_a_ruleset_with_a_path_that_cannot_be_read_is_refused_where_it_is_loaded(
    client: httpx.AsyncClient, editor: dict[str, str]
) -> None:
    content = b"rules:\n  a: {given: '$.x[', then: {function: truthy}}\n  b: {given: '$.y[', then: {function: x}}\n"
    refused = await client.put(PATH, content=content, headers=editor | YAML)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "ruleset-unusable")
    assert [(one["reason"], one["file"], one["rule"], one["line"]) for one in problem["problems"]] == [
        ("path-unclosed", "ruleset.yaml", "a", 2),
        ("path-unclosed", "ruleset.yaml", "b", 3),
    ]
    assert [(one["code"], one["pointer"]) for one in problem["errors"]] == [
        ("path-unclosed", "/rules/a/given"),
        ("path-unclosed", "/rules/b/given"),
    ]
    assert all(set(one["message"]) == {"sw", "en"} for one in problem["problems"])
