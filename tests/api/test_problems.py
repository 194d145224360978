import logging
import re
from typing import Any

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory
from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException, InternalServerException
from litestar.testing import RequestFactory

from registry.api.problems import on_fault, on_framework_error
from registry.messages import LANGUAGES, has_text
from registry.settings import Settings

LEAKS = re.compile(
    r"Traceback|sqlite|psycopg|sqlalchemy|litestar|SELECT |/work|/home|\.py\b|line \d+, in", re.IGNORECASE
)

REFUSALS: list[tuple[str, str, Any, int, str]] = [
    ("GET", "/nowhere", None, 404, "no-such-address"),
    ("GET", "/api/v1/nowhere", None, 404, "no-such-address"),
    ("GET", "/api/v1/systems/none", None, 404, "not-found"),
    ("GET", "/api/v1/apis/none/none/versions/1.0.0", None, 404, "not-found"),
    ("GET", "/api/v1/systems?limit=abc", None, 422, "fields-invalid"),
    ("GET", "/api/v1/me", None, 401, "unauthenticated"),
    ("GET", "/api/v1/audit", None, 401, "unauthenticated"),
    ("GET", "/api/v1/reviews", None, 401, "unauthenticated"),
    ("GET", "/api/v1/keys", None, 401, "unauthenticated"),
    ("POST", "/api/v1/systems", {}, 401, "unauthenticated"),
    ("GET", "/api/v1/systems?state=flying", None, 422, "fields-invalid"),
    ("GET", "/api/v1/search?kind=zz", None, 422, "fields-invalid"),
    ("POST", "/api/v1/systems", [], 422, "document-unreadable"),
    ("POST", "/api/v1/apis/cig", {"key": "x", "title": {"en": "X"}}, 401, "unauthenticated"),
    ("PATCH", "/api/v1/systems/none", {}, 428, "condition-missing"),
    ("PUT", "/api/v1/systems/none", {}, 405, "method-not-allowed"),
    ("DELETE", "/api/v1/systems", None, 405, "method-not-allowed"),
    ("TRACE", "/api/v1/systems", None, 405, "method-not-allowed"),
    ("DELETE", "/api/v1/keys/not-a-uuid", None, 404, "no-such-address"),
]


async def test_every_refusal_has_the_same_form_in_both_languages(client: httpx.AsyncClient) -> None:
    for method, path, tree, status, code in REFUSALS:
        spoken = {}
        for language in LANGUAGES:
            answer = await client.request(method, path, json=tree, headers={"Accept-Language": language})
            assert (answer.status_code, answer.json()["code"]) == (status, code), path
            problem = spoken[language] = answer.json()
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["content-language"] == language
            assert answer.headers["cache-control"] == "no-store"
            assert 'rel="service-desc"' in answer.headers["link"]
            assert (problem["status"], problem["type"]) == (status, f"{PUBLIC_URL}/problems/{code}")
            assert problem["correlation_id"] == answer.headers["x-request-id"]
            assert not LEAKS.search(answer.text)
            for one in problem["errors"]:
                assert {"pointer", "in", "code", "detail"} <= one.keys()
        assert spoken["sw"]["title"] != spoken["en"]["title"]
        assert spoken["sw"]["detail"] != spoken["en"]["detail"]
        places = [[(one["pointer"], one["code"]) for one in problem["errors"]] for problem in spoken.values()]
        assert places[0] == places[1]


async def test_what_the_framework_refuses_names_the_parameter(client: httpx.AsyncClient) -> None:
    said = []
    for language in LANGUAGES:
        answer = await client.get("/api/v1/systems?limit=500", headers={"Accept-Language": language})
        (error,) = answer.json()["errors"]
        assert (error["in"], error["pointer"], error["code"]) == ("query", "limit", "integer")
        said.append(error["detail"])
    assert said[0] != said[1]


async def test_a_method_that_an_address_does_not_take_is_answered_with_those_it_does(client: httpx.AsyncClient) -> None:
    refused = await client.put("/api/v1/systems")
    assert {"GET", "POST"} <= {word.strip() for word in refused.headers["allow"].split(",")}
    asked = await client.options("/api/v1/systems")
    assert (asked.status_code, asked.content) == (204, b"")
    assert {"GET", "POST"} <= {word.strip() for word in asked.headers["allow"].split(",")}
    assert asked.headers["x-content-type-options"] == "nosniff"


async def test_a_method_in_another_header_is_not_heard(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institution()
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        answer = await client.get("/api/v1/institutions/nida", headers={name: "DELETE"})
        assert (answer.status_code, answer.json()["key"]) == (200, "nida")
        refused = await client.post("/api/v1/institutions/nida?_method=DELETE", headers={name: "DELETE"})
        assert refused.status_code == 405


async def test_the_framework_serves_no_description_of_its_own(client: httpx.AsyncClient) -> None:
    for path in ("/schema", "/schema/openapi.json", "/framework-description", "/docs"):
        assert "cdn" not in (await client.get(path)).text


@pytest.mark.parametrize("error", [RuntimeError("password=hunter2"), InternalServerException("password=hunter2")])
def test_a_fault_of_ours_is_told_by_its_number_alone(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    state = State({"settings": Settings(public_url=PUBLIC_URL)})
    request = RequestFactory(Litestar(logging_config=None, state=state)).get("/api/v1/systems")
    request.scope["state"]["request_id"] = "f00d"
    with caplog.at_level(logging.ERROR, "registry"):
        answer = on_framework_error(request, error) if isinstance(error, HTTPException) else on_fault(request, error)
    assert answer.status_code == 500
    assert b"hunter2" not in answer.content
    assert b'"correlation_id":"f00d"' in answer.content
    assert "f00d" in caplog.text


def test_every_code_of_the_doors_has_its_words() -> None:
    for code in ("no-such-address", "method-not-allowed", "body-too-large", "bad-request", "internal", "wrong-host"):
        assert has_text(f"errors.{code}.title")
