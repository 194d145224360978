import asyncio
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from time import monotonic

import pytest

from registry import mail
from registry.domain.notices import LEASE
from registry.mail import SECONDS, SECONDS_IN_ALL, Smtp, Undelivered

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "somana@a.example", "amina@b.example", "Taarifa"
    message.set_content("Habari")
    return message


async def carried_to(talk: Talk, *, security: str = "smtp") -> None:
    async with await asyncio.start_server(talk, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        await asyncio.to_thread(Smtp("127.0.0.1", port, security).carry, letter())


def taking(leave: bytes | None) -> tuple[Talk, list[str]]:
    """Return a server that takes letters, says this when they leave, or hangs up, and what it took."""
    taken: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while (word := (await reader.readline())[:4].upper()) not in {b"QUIT", b""}:
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                taken.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            writer.write(b"250 OK\r\n")
        writer.write(leave or b"")
        writer.close()

    return talk, taken


@pytest.mark.parametrize("leave", [b"221 bye\r\n", b"421 too busy\r\n", b"250 what?\r\n", b"\xff" * 9000, None])
async def test_a_letter_that_was_taken_is_carried_however_they_part(leave: bytes | None) -> None:
    talk, taken = taking(leave)
    await carried_to(talk)
    assert len(taken) == 1


@pytest.mark.parametrize("security", ["smtp", "smtp+tls", "smtps"])
@pytest.mark.parametrize("dripped", [b"220-and more\r\n", b"2"])
async def test_a_server_that_never_comes_to_an_end_is_left(
    monkeypatch: pytest.MonkeyPatch, security: str, dripped: bytes
) -> None:
    monkeypatch.setattr(mail, "SECONDS_IN_ALL", 0.3)
    monkeypatch.setattr(mail, "SECONDS", 0.5)

    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(dripped)
                await writer.drain()
                await asyncio.sleep(0.02)
        except OSError:
            writer.close()

    began = monotonic()
    with pytest.raises(Undelivered) as raised:
        await asyncio.wait_for(carried_to(drip, security=security), 20)
    assert not raised.value.lasting
    assert monotonic() - began < 10


def test_the_lease_of_a_letter_outlasts_the_longest_conversation() -> None:
    # A connection and what TLS asks for come before the first word.
    assert LEASE.total_seconds() > 2 * SECONDS + SECONDS_IN_ALL
