"""Cursors: where the next page of a list begins, in a form that nobody needs to understand."""

import base64
import binascii
import hashlib
from typing import Any

from litestar import Request
from litestar.datastructures import State

from registry.domain.errors import FieldError, FieldsInvalid

LONGEST = 300
_MARK = 8
_FREE = {"cursor", "limit", "lang"}


def cursor_of(request: Request[Any, Any, State], after: str | None) -> str | None:
    """Return the cursor for what follows a sort key in the list that was asked for, with the filters it has."""
    if after is None:
        return None
    return base64.urlsafe_b64encode(f"{_mark(request, after)}{after}".encode()).decode().rstrip("=")


def after_of(request: Request[Any, Any, State], cursor: str | None) -> str:
    """Return the sort key that a cursor stands for; raise `FieldsInvalid` for one that this list did not give out."""
    if not cursor:
        return ""
    try:
        words = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        words = ""
    mark, after = words[:_MARK], words[_MARK:]
    if len(words) > LONGEST or not after.isprintable() or mark != _mark(request, after):
        raise FieldsInvalid((FieldError("cursor", "cursor", {"limit": ""}, "query"),))
    return after


def _mark(request: Request[Any, Any, State], after: str) -> str:
    # No secret: a cursor gives nothing that a reader may not see, it only must not be taken to another list.
    filters = sorted(pair for pair in request.query_params.multi_items() if pair[0] not in _FREE)
    return hashlib.sha256(repr((request.url.path, filters, after)).encode()).hexdigest()[:_MARK]
