"""The steps that somebody can take with a version, each confirmed before it counts."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.actors import Actor
from registry.domain.errors import Forbidden, NotFound, Unauthenticated
from registry.domain.lifecycle import Action, transition
from registry.usecases import transitions
from registry.usecases.revisions import expect
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.naming import below_versions
from registry.web.reader import Reader
from registry.web.versions import Frame, frame_of

CONFIRMED = frozenset({Action.APPROVE, Action.PUBLISH, Action.REJECT, Action.RETIRE, Action.SUSPEND, Action.WITHDRAW})
"""The steps that others feel at once, or that cannot be taken back (WCAG 2.2, 3.3.4)."""
TEMPLATE = "versions/action.html"
SENT = ("action", "reason", "sunset_on", "successor", "digest", "report")


@get(below_versions("actions/{action:str}"), include_in_schema=False)
async def prepare(
    name: NamedDependency[str],
    number: FromPath[str],
    action: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show what a step will do, and ask for what it needs."""
    frame = await frame_of(reading, reader, name, number)
    wanted = action_of(action)
    require_open(reader.actor, frame, wanted)
    form = Form({"action": [wanted]})
    return reader.page(TEMPLATE, frame=frame, tab="", form=form, step=transition(frame.version.status, wanted))


@post(below_versions("actions"), include_in_schema=False, status_code=200)
async def advance(
    request: Request[Any, Any, State],
    name: NamedDependency[str],
    number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Response[Any]:
    """Take a version one step along its life, once it is confirmed."""
    form = await forms.read(request)
    frame = await frame_of(reading, reader, name, number)
    step = transition(frame.version.status, action_of(form.one("action")))
    forms.keep(request, TEMPLATE, form, frame=frame, tab="", step=step)
    if step.action in CONFIRMED and form.one("confirmed") != "yes":
        return reader.page(TEMPLATE, frame=frame, tab="", form=form, step=step)
    expect(frame.version.revision, form.number("revision"))
    await transitions.advance(work, name, frame.version.number, transitions.order_of(form.given(*SENT)))
    return reader.go(frame.path)


def action_of(word: str) -> Action:
    """Return the step of that name; raise `NotFound` where there is none."""
    if word not in list(Action):
        raise NotFound("action", word[:40])
    return Action(word)


def require_open(actor: Actor, frame: Frame, action: Action) -> None:
    """Raise where somebody cannot take this step now."""
    if not actor.known:
        raise Unauthenticated
    transition(frame.version.status, action)
    if action not in frame.actions:
        raise Forbidden


ROUTES = [prepare, advance]
