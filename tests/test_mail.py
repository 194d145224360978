import asyncio
from email.message import EmailMessage
from pathlib import Path

import pytest

from registry.mail import Folder, Smtp, Undelivered, carrier_of


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "somana@a.example", "amina@b.example", "Taarifa"
    message["Message-ID"] = "<somana-7@a.example>"
    message.set_content("Habari ya leo – na kesho.")
    return message


@pytest.mark.parametrize(
    ("url", "carrier"),
    [
        ("", None),
        ("file:/var/out%20box", Folder(Path("/var/out box"))),
        ("file:///var/outbox", Folder(Path("/var/outbox"))),
        ("smtp://mail.example", Smtp("mail.example", 25, "smtp")),
        ("smtp+tls://a%40b:p%2Fw@mail.example:2525", Smtp("mail.example", 2525, "smtp+tls", "a@b", "p/w")),
        ("smtps://mail.example", Smtp("mail.example", 465, "smtps")),
    ],
)
def test_an_address_names_what_carries_letters(url: str, carrier: object) -> None:
    assert carrier_of(url) == carrier


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "file:", "smtp://a:x:y@b:port"])
def test_what_carries_no_letters_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        carrier_of(url)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(carrier_of("smtps://amina:secret@mail.example"))


def test_a_letter_lies_in_a_folder_once_however_often_it_is_sent(tmp_path: Path) -> None:
    carrier = Folder(tmp_path / "outbox")
    carrier.carry(letter())
    carrier.carry(letter())
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.name == "somana-7.eml"
    assert "Subject: Taarifa" in file.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Undelivered) as raised:
        Folder(tmp_path / "file" / "outbox").carry(letter())
    assert not raised.value.lasting


class Server:
    """A server that speaks just enough of RFC 5321, and says to each recipient what it is told to."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.content = ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode():
            word = line[:4].upper()
            if word == "DATA":
                writer.write(b"354 go on\r\n")
                self.content = (await reader.readuntil(b"\r\n.\r\n")).decode()
            writer.write(f"{self.answer if word == 'RCPT' else '221 bye' if word == 'QUIT' else '250 OK'}\r\n".encode())
            await writer.drain()
        writer.close()


async def sent_to(server: Server) -> None:
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening:
        await asyncio.to_thread(Smtp("127.0.0.1", port, "smtp").carry, letter())


async def test_a_letter_is_handed_to_a_server() -> None:
    server = Server()
    await sent_to(server)
    assert "Message-ID: <somana-7@a.example>" in server.content


@pytest.mark.parametrize(("answer", "lasting"), [("550 nobody", True), ("450 later", False)])
async def test_only_what_is_refused_for_good_is_lasting(answer: str, lasting: bool) -> None:  # noqa: FBT001 a table
    with pytest.raises(Undelivered) as raised:
        await sent_to(Server(answer))
    assert raised.value.lasting is lasting


async def test_a_server_that_is_away_or_speaks_no_tls_is_tried_again_later() -> None:
    listening = await asyncio.start_server(Server().talk, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening:
        for carrier in (Smtp("127.0.0.1", port, "smtp+tls"), Smtp("127.0.0.1", 1, "smtp")):
            with pytest.raises(Undelivered) as raised:
                await asyncio.to_thread(carrier.carry, letter())
            assert not raised.value.lasting
