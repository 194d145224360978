"""Which state of an entry a caller has seen, and how it is told."""

import re
from hashlib import sha256

from litestar import Request
from litestar.datastructures import State

from registry.domain.errors import ConditionMissing, Outdated
from registry.usecases.revisions import NOTHING

_TAG = re.compile(r'(?:W/)?"(\d+)-[0-9a-z-]+"')


def etag_of(revision: int, content: bytes) -> str:
    """Return the strong tag of an entry: its revision, and a digest of what is shown of it."""
    return f'"{revision}-{sha256(content).hexdigest()[:16]}"'


def seen_revision(request: Request[None, None, State]) -> int:
    """Return the revision that `If-Match` names; raise `ConditionMissing` without it, `Outdated` for another form.

    A tag that a proxy has made weak still names its revision, and a packed answer shows the same one as a plain one.
    """
    header = request.headers.get("if-match")
    if header is None:
        raise ConditionMissing
    match = _TAG.fullmatch(header.strip())
    if match is None:
        raise Outdated("-")
    return int(match[1])


def seen_or_nothing(request: Request[None, None, State]) -> int:
    """Return the revision that `If-Match` names, `NOTHING` without it: whoever puts may be the first."""
    return seen_revision(request) if "if-match" in request.headers else NOTHING
