"""The routes of what the desk works with: `/holidays`, `/checklist`, and the keys that verify receipts."""

from typing import Any

import msgspec
from litestar import Request, Response, get, put
from litestar.datastructures import State
from litestar.di import NamedDependency

from registry.api import answers
from registry.api.review_bodies import DeskListsBody, HolidayBody
from registry.http.requests import tree_of
from registry.usecases import checklists, holidays
from registry.usecases.work import Work


@get("/holidays")
async def list_holidays(reading: NamedDependency[Work]) -> Response[list[HolidayBody]]:
    """List the public holidays that due dates leave out, in order."""
    return answers.plain([HolidayBody.of(row) for row in await holidays.list_all(reading)])


@put("/holidays", opt={"shape": "holidays", "unconditional": True})
async def put_holidays(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[list[HolidayBody]]:
    """Make these the public holidays of the years that they are in, and set due dates anew."""
    return answers.plain([HolidayBody.of(row) for row in await holidays.put(work, await tree_of(request))])


@get("/checklist")
async def get_checklist(reading: NamedDependency[Work]) -> Response[DeskListsBody]:
    """Read the questions of the checklist and the reasons that reviewers give often."""
    return answers.plain(DeskListsBody.of(await checklists.questions(reading), await checklists.reasons(reading)))


@put("/checklist", opt={"shape": "desk_lists", "unconditional": True})
async def put_checklist(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[DeskListsBody]:
    """Make these the questions and the reasons; what was answered before is kept with its decision."""
    await checklists.put(work, await tree_of(request))
    return answers.plain(DeskListsBody.of(await checklists.questions(work), await checklists.reasons(work)))


@get("/.well-known/somana-receipts.json", include_in_schema=False)
async def list_receipt_keys(request: Request[Any, Any, State]) -> Response[bytes]:
    """Return the public keys with which receipts are verified, that in use first."""
    signer = request.app.state.signer
    content = msgspec.json.encode(signer.published() if signer else {"keys": []})
    return Response(content, media_type="application/json", headers={"Cache-Control": "public, max-age=3600"})


ROUTES = [list_holidays, put_holidays, get_checklist, put_checklist]
PUBLIC_ROUTES = [list_receipt_keys]
