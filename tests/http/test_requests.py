import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from factories import Factory, document

from registry.domain.actors import Role
from registry.http.requests import DOCUMENT_TYPES, LARGEST_DOCUMENT, LARGEST_TREE

SYSTEMS = "/api/v1/systems"
JSON = {"Content-Type": "application/json"}


def errors_of(answer: httpx.Response) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422, answer.text
    return [(one["in"], one["pointer"], one["code"]) for one in answer.json()["errors"]]


REFUSED_QUERIES = [
    (SYSTEMS, "unknown=1", [("query", "unknown", "unknown")]),
    (SYSTEMS, "limit=1&limit=2", [("query", "limit", "repeated")]),
    (SYSTEMS, "LIMIT=1", [("query", "LIMIT", "unknown")]),
    (SYSTEMS, "b=1&a=2", [("query", "a", "unknown"), ("query", "b", "unknown")]),
    (SYSTEMS, "lang=fr", [("query", "lang", "enum")]),
    (SYSTEMS, "institution=%00", [("query", "institution", "shape")]),
    (SYSTEMS, "sector=a%1bb", [("query", "sector", "shape")]),
    ("/api/v1/institutions/nida", "fields=key", [("query", "fields", "unknown")]),
    ("/api/v1/search", f"q={'a' * 401}", [("query", "q", "shape")]),
    *(
        (path, f"{name}={value}", [("query", name, "integer")])
        for path, name in [
            (SYSTEMS, "limit"),
            ("/api/v1/changes", "since"),
            ("/api/v1/changes", "limit"),
            ("/api/v1/audit", "after"),
        ]
        for value in ("abc", "1e3", str(2**70), str(2**60), "-1", "1.0", "0x10", "1_0", "%D9%A1", "", "%201")
    ),
    (SYSTEMS, "limit=0", [("query", "limit", "integer")]),
    (SYSTEMS, "limit=201", [("query", "limit", "integer")]),
]


async def test_an_address_takes_only_its_parameters_once_and_within_bounds(client: httpx.AsyncClient) -> None:
    for path, query, errors in REFUSED_QUERIES:
        assert errors_of(await client.get(f"{path}?{query}")) == errors, query


async def test_filters_may_be_repeated_and_the_language_given_anywhere(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"{SYSTEMS}?sector=revenue&sector=health&lang=en")).status_code == 200


async def test_hundreds_of_unknown_parameters_are_named_up_to_a_point(client: httpx.AsyncClient) -> None:
    query = "&".join(f"{'x' * 70}{number}=1" for number in range(60))
    errors = errors_of(await client.get(f"{SYSTEMS}?{query}"))
    assert len(errors) == 20
    assert all(len(pointer) == 60 for _, pointer, _ in errors)


OTHER_KINDS = [
    None,
    "text/plain",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-16",
    'application/json; charset="latin-1"',
    "application/json-patch+json",
    "nonsense",
]


async def test_a_body_of_another_kind_is_refused(client: httpx.AsyncClient) -> None:
    for kind in OTHER_KINDS:
        answer = await client.post(SYSTEMS, content=b'{"key": "x"}', headers={"Content-Type": kind} if kind else {})
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-content"), kind
        assert "application/json" in answer.json()["accepted"]


async def test_a_form_with_a_costly_charset_is_not_even_parsed(client: httpx.AsyncClient) -> None:
    part = b"--x\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=punycode\r\n\r\n"
    form = part + b"a" * 1_000_000 + b"\r\n--x--\r\n"
    for path in ("/api/v1/checks", SYSTEMS, "/api/v1/apis/cig/identities/versions", "/api/v1/keys"):
        begun = time.perf_counter()
        answer = await client.post(path, content=form, headers={"Content-Type": "multipart/form-data; boundary=x"})
        assert answer.status_code == 415
        assert time.perf_counter() - begun < 0.5


async def test_a_document_may_come_under_any_of_its_types(client: httpx.AsyncClient) -> None:
    for kind in (*DOCUMENT_TYPES, "application/json; charset=UTF-8", 'text/yaml;charset="utf-8"'):
        answer = await client.post("/api/v1/checks", content=document(), headers={"Content-Type": kind})
        assert answer.status_code == 200, kind


UNREADABLE = [
    (b"", "not-object"),
    (b"[]", "not-object"),
    (b"[" * 100_000, "not-object"),
    (b'{"a":' * 5_000, "too-deep"),
    (b'{"a": "\xff"}', "encoding"),
    (b'{"a": "\\u0000"}', "control-char"),
    (b'{"a": "\\ud800"}', "surrogate"),
    (b'{"a": 1, "a": 2}', "duplicate-key"),
    (b'{"a": NaN}', "syntax"),
    (b'{"a": 1e400}', "number-range"),
    (b'{"a": ' + b"9" * 5_000 + b"}", "number-range"),
    (b'{"a": 1} x', "syntax"),
    (b'{"a": 1', "syntax"),
    (b'\xef\xbb\xbf{"a": \x01}', "control-char"),
]


async def test_json_that_cannot_be_read_is_refused_with_its_place(client: httpx.AsyncClient) -> None:
    for body, code in UNREADABLE:
        answer = await client.post(SYSTEMS, content=body, headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (422, "document-unreadable"), answer.text
        (error,) = answer.json()["errors"]
        assert error["code"] == code
        assert error["line"] >= 1
        assert error["column"] >= 1


@pytest.fixture
async def known(make: Factory) -> dict[str, str]:
    await make.institution()
    return await make.key(await make.person("amina", Role.PUBLISHER))


async def test_unknown_fields_are_named_wherever_they_stand(client: httpx.AsyncClient, known: dict[str, str]) -> None:
    tree = {
        "key": "x",
        "institution": "nida",
        "names": [{"kind": "name", "text": "X y", "is_admin": True}],
        "purpose": {"en": "Does things", "fr": "Fait"},
        "contacts": [{"kind": "technical", "name": "ICT", "email": "a@b.example"}],
        "standing": "reviewed",
        "revision": 9,
        "a/b~c": 1,
    }
    expected = {"/standing", "/revision", "/a~1b~0c", "/names/0/is_admin", "/purpose/fr"}
    assert set(errors_of(await client.post(SYSTEMS, json=tree, headers=known))) == {
        ("body", one, "unknown") for one in expected
    }


async def test_every_shape_of_wrong_field_is_named_with_its_rule(
    client: httpx.AsyncClient, known: dict[str, str]
) -> None:
    tree = {"key": "Not A Key", "institution": 7, "names": [], "purpose": {}, "contacts": "none", "sector": "golf"}
    assert sorted(errors_of(await client.post(SYSTEMS, json=tree, headers=known))) == [
        ("body", "/contacts", "type"),
        ("body", "/institution", "type"),
        ("body", "/key", "somana-key"),
        ("body", "/names", "minItems"),
        ("body", "/purpose", "minProperties"),
        ("body", "/sector", "enum"),
    ]


async def test_ten_thousand_wrong_fields_make_a_short_answer(client: httpx.AsyncClient, known: dict[str, str]) -> None:
    answer = await client.post(SYSTEMS, content=json.dumps({f"x{n}": 1 for n in range(10_000)}), headers=JSON | known)
    assert len(errors_of(answer)) <= 60
    assert len(answer.content) < 20_000


@pytest.mark.parametrize(("path", "largest"), [(SYSTEMS, LARGEST_TREE), ("/api/v1/checks", LARGEST_DOCUMENT)])
async def test_an_endless_body_is_left_where_it_crosses_the_limit(
    client: httpx.AsyncClient, path: str, largest: int
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(11 * 16):
            sent += 64 * 1024
            yield b"a" * 64 * 1024

    answer = await client.post(path, content=endless(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "document-too-large")
    assert answer.json()["limit"] == largest
    assert sent <= largest + 2 * 64 * 1024


async def test_eleven_megabytes_are_refused_by_their_length_alone(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/checks", content=b"a" * 11_000_000, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
