"""Ask a registry over HTTP; the key comes from the environment and goes to no other host."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from registry import __version__
from registry.cli import exits
from registry.cli.language import chosen
from registry.cli.output import place_line, printable

SECONDS: Final = 60
LONGEST_ANSWER: Final = 20_000_000
_OWN: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_STATUSES: Final = {401: exits.REFUSED, 403: exits.REFUSED, 409: exits.FINDINGS, 412: exits.FINDINGS}
_GATE: Final = "document-has-errors"


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would carry the key to wherever it leads."""

    def redirect_request(
        self,
        req: Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Follow nothing."""
        return


def get(server: str, path: str, parameters: Mapping[str, object]) -> Any:
    """Read something; raise `Told` or `Stopped`."""
    query = urlencode({name: value for name, value in parameters.items() if value is not None}, doseq=True)
    return _answer(_request(server, f"{path}?{query}", None, {}))


def post(server: str, path: str, content: bytes, media_type: str, condition: Mapping[str, str] | None = None) -> Any:
    """Send something, under a condition if there is one; raise `Told` or `Stopped`."""
    return _answer(_request(server, path, content, {"Content-Type": media_type, **(condition or {})}))


def put(server: str, path: str, content: bytes, media_type: str, condition: Mapping[str, str] | None = None) -> Any:
    """Put something at its address, under a condition if there is one; raise `Told` or `Stopped`."""
    request = _request(server, path, content, {"Content-Type": media_type, **(condition or {})})
    request.method = "PUT"
    return _answer(request)


def delete(server: str, path: str, condition: Mapping[str, str]) -> None:
    """Take away what is at an address, under a condition; raise `Told` or `Stopped`."""
    request = _request(server, path, None, dict(condition))
    request.method = "DELETE"
    with _opened(request):
        return


def post_tree(server: str, path: str, tree: Mapping[str, object]) -> Any:
    """Send a JSON object; raise `Told` or `Stopped`."""
    return post(server, path, json.dumps(tree).encode(), "application/json")


def fetch(server: str, path: str) -> bytes:
    """Read bytes as they are; raise `Told` or `Stopped`."""
    with _opened(_request(server, path, None, {})) as response:
        content: bytes = response.read(LONGEST_ANSWER)
        return content


def require_key() -> None:
    """Stop where no key is in the environment."""
    if not os.environ.get("SOMANA_KEY"):
        raise exits.Stopped("key-missing", exits.REFUSED)


def _request(server: str, path: str, content: bytes | None, headers: dict[str, str]) -> Request:
    parts = urlsplit(server)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise exits.Stopped("server-address", server=printable(server))
    key = os.environ.get("SOMANA_KEY")
    if key and parts.scheme == "http" and parts.hostname not in _OWN:
        raise exits.Stopped("server-in-clear", server=printable(server))
    headers |= {"Accept": "application/json", "Accept-Language": chosen(), "User-Agent": f"somana/{__version__}"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return Request(server.rstrip("/") + path, data=content, headers=headers)  # noqa: S310 the scheme is looked at


def _answer(request: Request) -> Any:
    with _opened(request) as response:
        return _tree_of(response)


@contextmanager
def _opened(request: Request) -> Iterator[Any]:
    try:
        with build_opener(_NoRedirects).open(request, timeout=SECONDS) as response:
            yield response
    except HTTPError as refusal:
        with refusal:
            raise _told(refusal) from refusal
    except (URLError, OSError) as problem:
        reason = getattr(problem, "reason", None) or problem
        raise exits.Stopped("server-away", exits.UNREACHABLE, problem=printable(str(reason))) from problem


def _told(refusal: HTTPError) -> exits.Told:
    problem = _tree_of(refusal)
    if not isinstance(problem, dict) or "detail" not in problem:
        raise exits.Stopped("server-answer", exits.UNREACHABLE, answer=refusal.code)
    sentences = tuple(printable(str(line)) for line in _sentences(problem))
    away = refusal.code >= 500 or refusal.code == 429  # noqa: PLR2004 RFC 9110, section 15.6; RFC 6585, section 4
    default = exits.UNREACHABLE if away else exits.USAGE
    code = str(problem.get("code"))
    status = exits.FINDINGS if code == _GATE else _STATUSES.get(refusal.code, default)
    return exits.Told(sentences, status, code)


def _sentences(problem: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a server says: of a ruleset each problem in its place, of all else the sentence and each field."""
    if found := [one for one in problem.get("problems") or () if isinstance(one, dict)]:
        yield from (place_line(one, chosen()) for one in found)
        return
    yield problem["detail"]
    yield from (f"  {one.get('pointer') or '/'}: {one.get('detail')}" for one in problem.get("errors", ()))


def _tree_of(response: Any) -> Any:
    content = response.read(LONGEST_ANSWER)
    try:
        return json.loads(content)
    except ValueError as problem:
        raise exits.Stopped("server-answer", exits.UNREACHABLE, answer=response.status) from problem
