"""Carry e-mail: to a server that takes it by SMTP, or into a folder."""

import os
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

SECONDS: Final = 20
"""How long a server may take to begin each of its answers."""
SECONDS_IN_ALL: Final = 60
"""How long it may take for a whole letter from its first word on, since one can go on answering for ever."""
PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class Undelivered(Exception):
    """A letter that could not be handed over; `lasting` where trying again would come to the same."""

    def __init__(self, problem: str, *, lasting: bool = False) -> None:
        super().__init__(problem)
        self.lasting = lasting


class Carrier(Protocol):
    """Whatever takes letters; it may block, so it is asked in a thread."""

    def carry(self, message: EmailMessage) -> None:
        """Hand a letter over; raise `Undelivered`."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with a file for each letter, to be looked at where no mail is set up."""

    path: Path

    def carry(self, message: EmailMessage) -> None:
        """Write a letter; one that is there already is written again in its place."""
        name = message["Message-ID"].strip("<>").partition("@")[0]
        partial, file = self.path / f".{name}.{os.getpid()}", self.path / f"{name}.eml"
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.write_bytes(message.as_bytes())
            partial.replace(file)
        except OSError as problem:
            raise Undelivered(problem.strerror or type(problem).__name__) from problem


class _Limited(smtplib.SMTP):
    """A conversation that is cut off when it has lasted too long, whatever the server is saying."""

    _end: Timer | None = None

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer; the first one begins the time that there is."""
        if self._end is None:
            self._end = Timer(SECONDS_IN_ALL, self._cut_off)
            self._end.daemon = True
            self._end.start()
        return super().getreply()

    def close(self) -> None:
        """Close the connection, and stop the time."""
        if self._end is not None:
            self._end.cancel()
        super().close()

    def _cut_off(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class _LimitedOverTls(_Limited, smtplib.SMTP_SSL):
    """The same over TLS from the start."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """A server that takes letters by SMTP (RFC 5321), with TLS from the start, after STARTTLS, or without."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Return where it is, and nothing that is secret."""
        return f"Smtp({self.security}://{self.host}:{self.port})"

    def carry(self, message: EmailMessage) -> None:
        """Hand a letter over; whatever the server refuses for good is lasting."""
        try:
            server = self._connected()
            try:
                self._say(server, message)
                # The letter is theirs now: however badly they take leave, it is not sent again.
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
            finally:
                server.close()
        except smtplib.SMTPRecipientsRefused as problem:
            code = max((code for code, _ in problem.recipients.values()), default=0)
            raise Undelivered(f"refused: {code}", lasting=code >= _LASTING) from problem
        except smtplib.SMTPResponseException as problem:
            raise Undelivered(f"refused: {problem.smtp_code}", lasting=False) from problem
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            raise Undelivered(type(problem).__name__) from problem

    def _say(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        if self.security == "smtp+tls":
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)
        server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        if self.security == "smtps":
            return _LimitedOverTls(self.host, self.port, timeout=SECONDS, context=ssl.create_default_context())
        return _Limited(self.host, self.port, timeout=SECONDS)


_LASTING: Final = 500


def carrier_of(url: str) -> Carrier | None:
    """Return what carries letters to a URL, none for an empty one; raise `ValueError` for what is neither.

    `smtps://USER:PASSWORD@HOST:PORT` speaks TLS from the start, `smtp+tls://…` after STARTTLS, `smtp://…` not at all,
    which is for a server on the same machine; `file:PATH` is a folder.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return Folder(Path(unquote(parts.path)))
    if parts.scheme in PORTS and parts.hostname:
        port = parts.port or PORTS[parts.scheme]
        return Smtp(parts.hostname, port, parts.scheme, unquote(parts.username or ""), unquote(parts.password or ""))
    message = "REGISTRY_MAIL must be smtps://HOST, smtp+tls://HOST, smtp://HOST or file:PATH"
    raise ValueError(message)
