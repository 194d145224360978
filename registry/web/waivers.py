"""The pages of waivers: the list, one of them with its decision, and the form that asks for one."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Waiver
from registry.domain.actors import Actor, require_owner
from registry.domain.errors import Invalid
from registry.domain.waivers import WaiverAction, WaiverState, day_of, state_on
from registry.usecases import institutions, versions, waivers
from registry.usecases.indexing import path_of
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.naming import below_versions
from registry.web.reader import Reader
from registry.web.versions import Frame, frame_of

LABELS = "waivers.parts"
MOST = 50
OFFERED = 1_000
"""How many institutions are offered to choose from."""
SENT = ("rule", "fingerprint", "scope", "profile", "reason", "ends_on", "renews")


@get("/waivers", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the waivers that the filters let through, the latest first, and how often each rule is waived."""
    asked = {name: request.query_params.get(name, "") for name in ("status", "rule", "institution", "ending")}
    filters = {**asked, "state": asked["status"] if asked["status"] in list(WaiverState) else None}
    page = await waivers.list_page(reading, filters, after=request.query_params.get("after", ""), limit=MOST)
    return reader.page(
        "waivers/listing.html",
        page=page,
        rows=[_view(reading, row) for row in page.items],
        following=reader.address(after=page.next_after) if page.next_after else None,
        form=Form({name: [value] for name, value in asked.items()}),
        states=list(WaiverState),
        statistics=await waivers.statistics(reading),
        institutions=(await institutions.list_page(reading, institutions.Filters(), after="", limit=OFFERED)).items,
    )


@get("/waivers/{waiver:str}", include_in_schema=False)
async def waiver(
    waiver: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show a waiver, and the form that decides it to whoever may."""
    return reader.page("waivers/waiver.html", form=Form(), **await _shown(reading, reader.actor, waiver))


@post("/waivers/{waiver:str}", include_in_schema=False)
async def decide(
    request: Request[Any, Any, State],
    waiver: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Grant, refuse or withdraw a waiver as it was shown."""
    form = await forms.read(request)
    forms.keep(request, "waivers/waiver.html", form, **await _shown(reading, reader.actor, waiver))
    if form.one("action") not in list(WaiverAction):
        raise Invalid
    action = WaiverAction(form.one("action"))
    await waivers.decide(work, waiver, action, form.one("reason") or None, seen=form.number("revision"))
    return reader.go(f"/waivers/{waiver}")


@get(below_versions("waivers"), include_in_schema=False)
async def prepare(
    request: Request[None, None, State],
    name: NamedDependency[str],
    number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show the form that asks for a waiver of an error of a version."""
    frame = await frame_of(reading, reader, name, number)
    require_owner(reader.actor, frame.interface.institution.key)
    asked = {name: [request.query_params.get(name, "")] for name in ("rule", "fingerprint", "renews")}
    form = Form({**asked, "scope": ["place"]})
    return reader.page("waivers/ask.html", form=form, **await _asking(request, reading, frame, form))


@post(below_versions("waivers"), include_in_schema=False)
async def ask(
    request: Request[Any, Any, State],
    name: NamedDependency[str],
    number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Ask for a waiver."""
    form = await forms.read(request)
    frame = await frame_of(reading, reader, name, number)
    forms.keep(request, "waivers/ask.html", form, **await _asking(request, reading, frame, form))
    tree = {"version": frame.version.reference, **form.given(*SENT)}
    row = await waivers.ask(work, tree, longest=request.app.state.settings.waiver_days)
    return reader.go(f"/waivers/{row.key}")


async def _asking(request: Request[Any, Any, State], reading: Work, frame: Frame, form: Form) -> dict[str, Any]:
    tree = await versions.report_of(reading, frame.version)
    wanted = (form.one("rule"), form.one("fingerprint"))
    finding = next((one for one in tree["findings"] if (one["rule"], one["fingerprint"]) == wanted), None)
    longest = request.app.state.settings.waiver_days
    return {"frame": frame, "tab": "findings", "labels": LABELS, "finding": finding, "longest": longest}


async def _shown(reading: Work, actor: Actor, number: str) -> dict[str, Any]:
    row = await waivers.get(reading, number)
    return {"labels": LABELS, **_view(reading, row), "actions": waivers.actions_of(actor, row, day_of(reading.now))}


def _view(reading: Work, row: Waiver) -> Mapping[str, Any]:
    state = state_on(row.state, row.ends_on, day_of(reading.now))
    return {"waiver": row, "state": state, "version_path": path_of(row.interface, row.version)}


ROUTES = [listing, waiver, decide, prepare, ask]
