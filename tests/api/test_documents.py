import gzip
import hashlib

import httpx
from api_readers import Readers
from factories import Factory, document

from registry.domain.lifecycle import Status
from registry.validators.source import read

PATH = "/api/v1/apis/cig/identities/versions/1.0.0/document"


async def test_the_bytes_are_exact_with_and_without_packing(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.version(Status.PUBLISHED)
    content = document()
    digest = hashlib.sha256(content).hexdigest()
    for path in (PATH, f"{PATH}.json", f"/api/v1/documents/sha256:{digest}"):
        for headers in ({}, readers.stranger):
            plain = await client.get(path, headers=headers | {"Accept-Encoding": "identity"})
            assert (plain.content, plain.headers["etag"]) == (content, f'"sha256:{digest}"')
            assert "content-encoding" not in plain.headers
        packed = await client.get(path, headers={"Accept-Encoding": "gzip"})
        assert (packed.headers["content-encoding"], packed.content) == ("gzip", content)
        assert packed.headers["etag"] == f'"sha256:{digest}-gzip"'
        assert packed.headers["repr-digest"] == plain.headers["repr-digest"]
    assert gzip.decompress(gzip.compress(content)) == content


async def test_a_document_is_converted_by_suffix_or_by_accept(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.version(Status.PUBLISHED)
    tree = read(document()).data
    by_suffix = await client.get(f"{PATH}.yaml")
    by_accept = await client.get(PATH, headers={"Accept": "application/yaml"})
    assert by_suffix.content == by_accept.content
    assert read(by_suffix.content).data == tree
    assert by_suffix.headers["content-type"].startswith("application/yaml")
    assert "repr-digest" not in by_suffix.headers
    assert by_suffix.headers["etag"] != (await client.get(PATH)).headers["etag"]
    both = await client.get(PATH, headers=readers.publisher | {"Accept": "application/yaml, application/json"})
    assert both.content == document()


async def test_nothing_in_a_document_runs_in_a_browser(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    headers = (await client.get(PATH)).headers
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["content-disposition"].startswith("attachment; filename=")
    assert headers["x-content-type-options"] == "nosniff"


async def test_what_is_found_by_its_digest_may_be_kept_for_ever_by_who_may_see_it(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    version = await make.version(Status.DRAFT)
    path = f"/api/v1/documents/{version.digest}"
    assert (await client.get(path)).status_code == 404
    assert (await client.get(path, headers=readers.stranger)).status_code == 404
    own = await client.get(path, headers=readers.publisher)
    assert own.headers["cache-control"] == "private, max-age=31536000, immutable"
    for wrong in ("sha256:", "sha256:" + "0" * 64, "md5:1", "..", "sha256:%27"):
        assert (await client.get(f"/api/v1/documents/{wrong}", headers=readers.publisher)).status_code in {400, 404}
    await make.version(Status.PUBLISHED, "2.0.0", title="Second")
    public = await client.get("/api/v1/apis/cig/identities/versions/latest")
    kept = await client.get(f"/api/v1/documents/{public.json()['digest']}")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_a_range_is_answered_with_the_whole(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    answer = await client.get(PATH, headers={"Range": "bytes=" + ",".join(["0-"] * 500)})
    assert (answer.status_code, answer.content) == (200, document())
