"""The page of what the reader was told, and of how they want to be told."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.response import Redirect

from registry.domain.notices import MailChoice
from registry.usecases import accounts, notices
from registry.usecases.letters import sentence_of
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader

MOST = 30
PAGE = "notices/listing.html"


@get("/notices", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what the reader was told, the latest first."""
    return reader.page(PAGE, form=Form(), **await _shown(request, reader, reading))


@post("/notices/read", include_in_schema=False)
async def read(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Note that the reader has read a notice, or all of them."""
    form = await forms.read(request)
    await notices.mark_read(work, [form.number("notice")] if form.one("notice") else None)
    return reader.go("/notices")


@post("/notices/choice", include_in_schema=False)
async def choose(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Choose how notices come by e-mail."""
    form = await forms.read(request)
    forms.keep(request, PAGE, form, **await _shown(request, reader, reading))
    await notices.choose(work, form.given("mail"))
    return reader.go("/notices?saved=yes")


async def _shown(request: Request[Any, Any, State], reader: Reader, reading: Work) -> dict[str, Any]:
    unread = request.query_params.get("unread") == "yes"
    page = await notices.list_page(reading, unread=unread, after=request.query_params.get("after", ""), limit=MOST)
    return {
        "rows": [(row, sentence_of(row, reader.language)) for row in page.items],
        "only_unread": unread,
        "waiting": await notices.count_unread(reading),
        "following": reader.address(after=page.next_after) if page.next_after else None,
        "choice": await notices.choice_of(reading),
        "choices": list(MailChoice),
        "address": await accounts.address_of(reading),
        "labels": "notices.parts",
        "saved": request.query_params.get("saved") == "yes",
    }


ROUTES = [listing, read, choose]
