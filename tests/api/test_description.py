from typing import Any

import httpx
import jsonschema_rs
from api_readers import Readers
from factories import Factory
from rechecking import trial

from registry.api.description import PREFIX
from registry.app import described
from registry.domain.lifecycle import Status
from registry.domain.names import registry_number
from registry.validators.checking import check
from registry.validators.source import read

EXAMPLES = {
    "{service_request}": "1",
    "{figure}": "registered",
    "{institution}": "nida",
    "{system}": "cig",
    "{api}": "identities",
    "{schema}": "person",
    "{number}": "1.0.0",
    "{key}": "tz-interop",
    "{waiver}": registry_number("WVR", 1),
    "{rule}": "operation-without-summary",
    "{version}": "1.0.0",
    "{component}": "integration-architecture",
    "{standard}": "ega-ita-001",
    "{concept}": "nin",
    "{synonym}": "payment",
    "{review}": "REV-000001-7",
}


async def test_our_own_checker_finds_nothing_in_our_own_description(client: httpx.AsyncClient) -> None:
    for form in ("json", "yaml"):
        answer = await client.get(f"/api/v1/openapi.{form}")
        report = check(answer.content)
        assert (report.result, report.findings) == ("pass", ())
        assert report.counts["not_checked"] == 0
    as_json = await client.get("/api/v1/openapi.json")
    assert read(answer.content).data == as_json.json()


async def test_every_route_is_described_and_every_described_one_exists(client: httpx.AsyncClient) -> None:
    description = (await client.get("/api/v1/openapi.json")).json()
    told = {(path, method.upper()) for path, item in description["paths"].items() for method in item}
    routes = {
        (route.path_format, method)
        for route in described().routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS" and route.path_format.startswith(PREFIX)
    }
    assert told == routes - {(f"{PREFIX}/openapi.json", "GET"), (f"{PREFIX}/openapi.yaml", "GET")}
    assert len(routes) > 40
    identities = [one["operationId"] for item in description["paths"].values() for one in item.values()]
    assert len(set(identities)) == len(identities)


async def test_every_answer_to_a_get_is_as_it_is_described(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.schema()
    version = await make.version(Status.PUBLISHED)
    await make.profile()
    tried = await trial(make)
    await make.component()
    await make.standard()
    await make.concept()
    await make.synonym()
    await make.waiver()
    saved = await client.post("/api/v1/saved-searches", json={"name": "x", "words": "nida"}, headers=readers.reviewer)
    await client.post("/api/v1/service-requests", json={"need": "Verify a licence"}, headers=readers.reviewer)
    description = (await client.get("/api/v1/openapi.json")).json()
    for path, item in description["paths"].items():
        if "get" not in item or path.startswith("/api/v1/schemas/{schema}/versions/"):
            continue
        address = path.replace("{digest}", version.digest).replace("{recheck}", str(tried.id))
        address = address.replace("{saved}", saved.json()["id"])
        for name, value in EXAMPLES.items():
            address = address.replace(name, value)
        for headers in (readers.publisher, readers.admin, readers.reviewer):
            answer = await client.get(address, headers=headers)
            assert_described(description, item["get"], answer)
        closed = address.endswith(("/audit", "/audit/export", "/reviews", "/receipt")) or "/rechecks" in address
        assert answer.status_code == 200 or closed, address


async def test_the_answers_to_changes_are_as_they_are_described(client: httpx.AsyncClient, readers: Readers) -> None:
    description = (await client.get("/api/v1/openapi.json")).json()
    for path, method, tree in [
        ("/api/v1/systems", "post", {}),
        ("/api/v1/systems/{system}", "patch", {}),
        ("/api/v1/apis/{system}", "post", {"key": "bills", "title": {"en": "Bills"}}),
        ("/api/v1/standards/{standard}", "put", {"kind": "law"}),
        ("/api/v1/concepts/{concept}", "put", {}),
        ("/api/v1/keys", "post", {"name": "one more", "scopes": ["entries:read"]}),
        ("/api/v1/apis/{system}/{api}/versions/{number}/transitions", "post", {"action": "submit"}),
    ]:
        address = path
        for name, value in EXAMPLES.items():
            address = address.replace(name, value)
        answer = await client.request(method, address, json=tree, headers=readers.publisher)
        assert_described(description, description["paths"][path][method], answer)


def assert_described(description: dict[str, Any], operation: dict[str, Any], answer: httpx.Response) -> None:
    told = operation["responses"][str(answer.status_code)]
    kind = answer.headers["content-type"].partition(";")[0]
    schema = told["content"][kind]["schema"]
    if kind.endswith("json") and schema != {"type": "string"}:
        whole = {**schema, "components": description["components"]}
        jsonschema_rs.Draft202012Validator(whole, offline=True).validate(answer.json())
    for name in told.get("headers", {}):
        assert name.lower() in answer.headers, (str(answer.url), name)


async def test_every_get_takes_the_parameters_that_are_described_and_no_others(client: httpx.AsyncClient) -> None:
    description = (await client.get("/api/v1/openapi.json")).json()
    for route in described().routes:
        handlers = getattr(route, "route_handler_map", {})
        for method, (handler, _) in handlers.items():
            operation = description["paths"].get(route.path_format, {}).get(method.lower())
            if operation is not None:
                told = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
                assert told == set(handler.opt.get("parameters", ())), route.path_format
