import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from factories import Factory, document

from registry.domain.errors import TooMany
from registry.usecases import allowances

CHECKS = "/api/v1/checks"
ANY = {"Content-Type": "application/octet-stream"}
READER_CODES = {"yaml-aliases", "duplicate-key", "too-deep", "syntax", "encoding", "number-range", "surrogate"}
OTHERWISE = {
    "yaml/23-merge-override.yaml": "",  # merge keys are taken, within the limits of every alias
    "yaml/31-many-simple-keys.yaml": "yaml-key",
    "schema/26-multipleof-tiny.json": "not-a-description",
}
"""Where the house has decided otherwise than the manifest: the reason we give, none where we take the document."""
READER_CODES |= {"control-char", "not-object", "yaml-tag", "yaml-directive"}


async def answered(client: httpx.AsyncClient, content: bytes, seconds: float = 10) -> httpx.Response:
    """Check a document, again where the workers are busy with the one before."""
    begun = time.perf_counter()
    answer = await client.post(CHECKS, content=content, headers=ANY)
    assert time.perf_counter() - begun < seconds
    return answer


async def test_a_document_is_checked_for_anybody_and_nothing_is_stored(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    before = (await client.get("/api/v1/changes")).json()["last_seq"]
    report = (await answered(client, document())).json()
    assert (report["result"], report["counts"]["error"]) == ("pass", 0)
    again = (await answered(client, document())).json()
    assert again == report
    assert (await client.get("/api/v1/changes")).json()["last_seq"] == before
    assert (await client.get(f"/api/v1/documents/{report['digest']}")).status_code == 404


async def test_a_finding_has_its_place(client: httpx.AsyncClient) -> None:
    content = document().replace(b'"operationId": "getIdentity",', b"")
    found = (await answered(client, content)).json()["findings"]
    (finding,) = [one for one in found if one["rule"] == "operation-without-operation-id"]
    assert finding["pointer"] == "/paths/~1identities~1{nin}/get"
    assert finding["line"] > 1
    assert set(finding["message"]) == {"sw", "en"}


EMBEDDED: list[tuple[bytes, str | None]] = [
    (b"", "empty"),
    (b'{"a":' + b"[" * 200_000, "too-deep"),
    (b"- " * 100_000, "not-object"),
    (b"? " * 100_000, "yaml-key"),
    (b"{a: " * 100_000, "too-deep"),
    (b"a: &a [*a]\n", "yaml-aliases"),
    (
        b"a: &a [x, x, x, x]\n"
        + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b",".join([b"*b%d" % (n - 1) if n else b"*a"] * 9)) for n in range(9)),
        "yaml-aliases",
    ),
    (b"!!python/object/apply:os.system ['true']", "yaml-tag"),
    (b'{"openapi": "3.1.0", "openapi": "3.1.0"}', "duplicate-key"),
    (b'{"a": 1e131071}', "number-range"),
    (b"<html></html>", "syntax"),
    (b"PK\x03\x04", "control-char"),
    ("openapi: 3.1.0".encode("utf-16"), "encoding"),
    (document(components={"schemas": {"A": {"description": "A", "$ref": "file:///etc/passwd"}}}), None),
    (document(components={"schemas": {"A": {"description": "A", "$ref": "http://127.0.0.1:9/x"}}}), None),
    (document(paths=None), None),
    (b'{"$schema": "http://127.0.0.1:9/schema", "type": "object"}', None),
]


async def test_hostile_documents_get_a_clear_answer_and_the_next_one_is_still_checked(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    for content, code in EMBEDDED:
        answer = await answered(client, content)
        if code is None:
            assert (answer.status_code, answer.json()["result"]) != (200, "pass"), content[:80]
            assert "root:" not in answer.text
        else:
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code), content[:80]
    assert (await answered(client, document())).json()["result"] == "pass"


async def test_the_shared_hostile_documents_get_the_answer_that_their_manifest_expects(
    client: httpx.AsyncClient, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowances, "CHECKS", allowances.Limit(10_000, 60))
    folder = shared / "hostile"
    lines = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    wrong = []
    for line in (line for line in lines if line["kind"] in {"document", "archive"}):
        begun = time.perf_counter()
        answer = await client.post(CHECKS, content=(folder / line["file"]).read_bytes(), headers=ANY)
        took = time.perf_counter() - begun
        problem = complaint(line, answer)
        if problem or took > max(5.0, 3 * line["max_seconds"]):
            wrong.append(f"{line['id']}: {problem} in {took:.1f} s")
        good = await client.post(CHECKS, content=document(), headers=ANY)
        assert (good.status_code, good.json()["result"]) == (200, "pass"), line["id"]
    assert wrong == [], "\n".join(wrong)
    assert (await client.get("/api/v1/changes")).json()["last_seq"] == 0


def complaint(line: dict[str, Any], answer: httpx.Response) -> str:
    """Say what is wrong with the answer to a hostile document, nothing where it is right."""
    statuses = set(line["http_status"].split("|"))
    if answer.status_code not in {200, 415, 422, 413}:
        return f"status {answer.status_code}"
    if answer.status_code == 200:
        # A check answers what a publication would refuse with a report that has not passed.
        passed = answer.json()["result"] == "pass" and OTHERWISE.get(line["id"]) != ""
        return "passed" if passed and "201" not in statuses else ""
    codes = {one["code"] for one in answer.json()["errors"]}
    expected = set(OTHERWISE.get(line["id"], line["code"]).split("|"))
    if expected & READER_CODES and expected <= READER_CODES and not codes & expected:
        return f"{codes} instead of {expected}"
    return "" if statuses & {"422", "415", "413"} else f"refused: {codes}"


async def test_an_address_that_asks_too_often_is_told_when_to_come_back(client: httpx.AsyncClient) -> None:
    answers = [await client.post(CHECKS, content=b"", headers=ANY) for _ in range(allowances.CHECKS.requests)]
    assert {answer.status_code for answer in answers} == {422}
    refused = await client.post(CHECKS, content=b"", headers=ANY | {"X-Forwarded-For": "198.51.100.1"})
    assert (refused.status_code, refused.json()["code"]) == (429, TooMany.code)
    assert int(refused.headers["retry-after"]) == refused.json()["retry_after"] > 0
    assert (await client.get("/api/v1/systems")).status_code == 200


async def test_a_costly_check_delays_nobody_who_reads(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institution()
    paths = {f"/p{n}": {"get": {"responses": {"200": {"description": "x"}}}} for n in range(3_000)}
    checking = asyncio.create_task(client.post(CHECKS, content=document(paths=paths), headers=ANY))
    slowest = 0.0
    while not checking.done():
        begun = time.perf_counter()
        await client.get("/api/v1/institutions/nida")
        slowest = max(slowest, time.perf_counter() - begun)
        await asyncio.sleep(0.01)
    assert (await checking).status_code == 200
    assert slowest < 1
