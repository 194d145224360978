from wire import ask, saying

from registry.http.guard import Receive, Scope, Send
from registry.http.methods import Methods


async def test_head_is_answered_as_get_without_the_body() -> None:
    asked: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["method"])
        await saying(b"four", headers=[(b"content-length", b"4")])(scope, receive, send)

    answer = await ask(Methods(application), method="HEAD")
    assert (answer.status, answer.body, answer.header("content-length")) == (200, b"", "4")
    assert (await ask(Methods(application))).body == b"four"
    await ask(Methods(application), method="POST")
    assert asked == ["GET", "GET", "POST"]


async def test_head_of_a_stream_has_no_body_either() -> None:
    async def stream(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for part in (b"one", b"two"):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    assert (await ask(Methods(stream), method="HEAD")).body == b""


async def test_options_says_what_an_address_takes() -> None:
    refusing = saying(b"problem", 405, headers=[(b"allow", b"POST, GET")])
    answer = await ask(Methods(refusing), method="OPTIONS")
    assert (answer.status, answer.body, answer.header("allow")) == (204, b"", "GET, HEAD, OPTIONS, POST")
    writing = saying(b"problem", 405, headers=[(b"allow", b"POST")])
    assert (await ask(Methods(writing), method="OPTIONS")).header("allow") == "OPTIONS, POST"


async def test_options_of_what_is_not_there_is_not_found() -> None:
    answer = await ask(Methods(saying(b"problem", 404)), method="OPTIONS")
    assert (answer.status, answer.body) == (404, b"problem")
