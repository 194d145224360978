import pytest
from wire import Pair, Wire, ask, saying

from registry.http.guard import LARGEST_BODY, LARGEST_HEADERS, LONGEST_QUERY, Application, Guard, Receive, Scope, Send
from registry.settings import Settings

SETTINGS = Settings(public_url="http://127.0.0.1:8000")
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def guarded(settings: Settings = SETTINGS, application: Application | None = None) -> Application:
    return Guard(application or saying(), settings)


async def seen_address(settings: Settings, client: str, *headers: Pair) -> str:
    seen: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["state"]["address"])
        await saying()(scope, receive, send)

    await ask(Guard(application, settings), "/", *headers, client=client)
    return seen[0]


def assert_problem(answer: Wire, status: int, code: str) -> None:
    assert (answer.status, answer.header("content-type")) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["code"] == code
    assert problem["type"] == f"http://127.0.0.1:8000/problems/{code}"
    assert problem["correlation_id"] == answer.header("x-request-id")
    assert problem["errors"] == []
    assert (answer.header("content-language"), answer.header("cache-control")) == ("sw", "no-store")


@pytest.mark.parametrize(
    "host",
    [
        [],
        [(b"host", b"evil.invalid")],
        [(b"host", b"127.0.0.1:8000"), (b"host", b"127.0.0.1:8000")],
        [(b"host", b"127.0.0.1:8000.evil.invalid")],
        [(b"host", b"")],
    ],
)
async def test_a_request_has_exactly_one_host_and_it_is_ours(host: list[Pair]) -> None:
    assert_problem(await ask(guarded(), host=host), 421, "wrong-host")


async def test_the_loopback_goes_by_every_name_it_has() -> None:
    for host in (b"localhost:8000", b"LOCALHOST:8000", b"[::1]:8000"):
        assert (await ask(guarded(), host=[(b"host", host)])).status == 200
    public = guarded(Settings(public_url="https://somana.go.tz"))
    assert (await ask(public, host=[(b"host", b"somana.go.tz")])).status == 200
    assert (await ask(public, host=[(b"host", b"localhost")])).status == 421


@pytest.mark.parametrize(
    "path",
    [b"/static/%00", b"/a%ffb", b"/a%c0%ae", b"/a/%2e%2e/b", b"/a/..", b"/a%0d%0ab", b"/a%5cb", b"/" + b"a" * 3000],
)
async def test_a_path_that_no_address_has_is_refused(path: bytes) -> None:
    assert_problem(await ask(guarded(), raw_path=path), 400, "bad-address")


async def test_a_path_in_swahili_or_twice_encoded_is_only_a_path() -> None:
    for path in (b"/habari%20za%20leo", b"/%C3%A9", b"/%252e%252e/x"):
        assert (await ask(guarded(), raw_path=path)).status == 200


async def test_a_query_has_a_limit() -> None:
    assert_problem(await ask(guarded(), query=b"q=" + b"a" * LONGEST_QUERY), 400, "bad-address")


async def test_a_packed_body_is_refused_before_it_is_read() -> None:
    answer = await ask(guarded(), "/", (b"content-encoding", b"gzip"), method="POST", chunks=[b"x"])
    assert_problem(answer, 415, "encoded-body")
    assert answer.taken == 0


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "9" * 400])
async def test_a_body_announced_as_too_large_is_refused_before_it_is_read(length: str) -> None:
    answer = await ask(guarded(), "/", (b"content-length", length.encode()), method="POST", chunks=[b"x"])
    assert_problem(answer, 413, "body-too-large")
    assert answer.taken == 0


@pytest.mark.parametrize("length", [b"-1", b"\xb2", b"1e3", b"0x10"])
async def test_a_length_that_is_no_number_is_refused(length: bytes) -> None:
    assert_problem(await ask(guarded(), "/", (b"content-length", length), method="POST"), 400, "bad-request")


@pytest.mark.parametrize("status", [200, 204, 304, 404, 500])
async def test_every_answer_has_the_security_headers(status: int) -> None:
    answer = await ask(guarded(application=saying(status=status)))
    assert {name: answer.header(name) for name in SECURITY} == SECURITY
    assert "default-src 'none'" in answer.header("content-security-policy")
    assert len(answer.header("x-request-id")) == 32
    assert answer.header("strict-transport-security") == ""


async def test_a_refusal_has_the_security_headers_too() -> None:
    refused = await ask(guarded(), host=[])
    assert {name: refused.header(name) for name in SECURITY} == SECURITY


async def test_the_policy_of_the_answer_itself_is_kept() -> None:
    answer = await ask(guarded(application=saying(headers=[(b"content-security-policy", b"sandbox")])))
    assert [value for name, value in answer.pairs if name == b"content-security-policy"] == [b"sandbox"]


async def test_over_tls_browsers_are_told_to_stay_there() -> None:
    answer = await ask(guarded(Settings(public_url="https://somana.go.tz")), host=[(b"host", b"somana.go.tz")])
    assert answer.header("strict-transport-security") == "max-age=31536000; includeSubDomains"


async def test_a_refusal_speaks_the_language_of_the_reader() -> None:
    answer = await ask(guarded(), "/", (b"accept-language", b"en"), host=[])
    assert (answer.header("content-language"), answer.json()["title"]) == ("en", "Wrong host")


async def test_a_forwarded_address_counts_for_nothing_without_a_trusted_proxy() -> None:
    spoofed = (b"x-forwarded-for", b"198.51.100.1")
    assert await seen_address(SETTINGS, "192.0.2.7", spoofed) == "192.0.2.7"
    assert await seen_address(SETTINGS, "127.0.0.1", spoofed) == "127.0.0.1"


async def test_behind_a_trusted_proxy_the_last_address_that_it_does_not_vouch_for_counts() -> None:
    trusting = Settings(public_url=SETTINGS.public_url, trusted_proxies=("10.0.0.0/8",))
    chain = (b"x-forwarded-for", b"203.0.113.9, 198.51.100.1, 10.0.0.2")
    assert await seen_address(trusting, "10.0.0.1", chain) == "198.51.100.1"
    assert await seen_address(trusting, "192.0.2.7", chain) == "192.0.2.7"
    assert await seen_address(trusting, "10.0.0.1", (b"x-forwarded-for", b"nonsense")) == "nonsense"


async def test_headers_have_a_limit_together() -> None:
    for headers in ([(b"x", b"a" * LARGEST_HEADERS)], [(f"x-{n}".encode(), b"a" * 1024) for n in range(32)]):
        assert_problem(await ask(guarded(), "/", *headers), 431, "headers-too-large")
    assert (await ask(guarded(), "/", (b"x", b"a" * (LARGEST_HEADERS - 100)))).status == 200
