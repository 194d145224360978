import time

import pytest
from factories import document
from visitors import ORIGIN, Visitor, token_of

from registry.web.uploads import LARGEST

BOUNDARY = "----somana"


def body(*parts: tuple[str, bytes]) -> bytes:
    joined = b"".join(
        f"--{BOUNDARY}\r\n".encode() + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts
    )
    return joined + f"--{BOUNDARY}--\r\n".encode()


def field(name: str) -> str:
    return f'Content-Disposition: form-data; name="{name}"'


async def send(visitor: Visitor, content: bytes, kind: str = f"multipart/form-data; boundary={BOUNDARY}") -> int:
    headers = {**ORIGIN, "content-type": kind}
    return (await visitor.client.post("/publish", content=content, headers=headers)).status_code


async def test_a_part_in_a_hostile_charset_is_read_as_utf8_at_once(publisher: Visitor) -> None:
    token = token_of(await publisher.see("/publish")).encode()
    hostile = (f"{field('text')}\r\nContent-Type: text/plain; charset=punycode", b"a" * 400_000)
    begun = time.perf_counter()
    assert await send(publisher, body((field("token"), token), hostile)) == 422
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no parts at all",
        body((field("text"), b"\xff\xfe")),
        body(*[(field(f"f{number}"), b"") for number in range(50)]),
        body((field("text") + "\r\n" + "\r\n".join(f"X-{n}: y" for n in range(50)), b"")),
        body((field("text"), document()))[:-9],
    ],
)
async def test_what_is_no_upload_is_refused(publisher: Visitor, content: bytes) -> None:
    assert await send(publisher, content) in {403, 422}


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        f"multipart/form-data; boundary={'x' * 90}",
        "application/json",
        f"multipart/mixed; boundary={BOUNDARY}",
    ],
)
async def test_another_kind_of_content_is_refused(publisher: Visitor, kind: str) -> None:
    assert await send(publisher, body((field("text"), b"x")), kind) == 415


async def test_more_than_a_document_may_have_is_refused(publisher: Visitor) -> None:
    head = f'{field("content")}; filename="a.json"'
    assert await send(publisher, body((head, b"x" * (LARGEST + 1)))) == 413
