"""The steps that a standards editor can take with a profile, each confirmed before it counts."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.db.models import StoredProfile
from registry.domain.actors import Actor
from registry.domain.errors import Forbidden, NotFound, Unauthenticated
from registry.domain.profiles import ProfileAction, step, steps_from
from registry.usecases import profiles
from registry.usecases.revisions import expect
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader

LONGEST = 6
"""How many digits of days are read as a number; more are none that is meant."""
TEMPLATE = "profiles/action.html"
PATH = "/profiles/{key:str}/{version:str}"


@get(f"{PATH}/actions/{{action:str}}", include_in_schema=False)
async def prepare(
    key: FromPath[str],
    version: FromPath[str],
    action: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show what a step will do, and ask for what it needs."""
    if not reader.actor.known:
        raise Unauthenticated
    row = await profiles.get(reading, key, version)
    wanted = action_of(action)
    taken = step(row.state, wanted)
    if wanted not in actions_of(reader.actor, row):
        raise Forbidden
    return reader.page(TEMPLATE, profile=row, step=taken, form=Form(proposed(row)))


@post(f"{PATH}/actions", include_in_schema=False, status_code=200)
async def advance(
    request: Request[Any, Any, State],
    key: FromPath[str],
    version: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Response[Any]:
    """Take a profile one step along its life."""
    form = await forms.read(request)
    row = await profiles.get(reading, key, version)
    forms.keep(request, TEMPLATE, form, profile=row, step=step(row.state, action_of(form.one("action"))))
    expect(row.revision, form.number("revision"))
    await profiles.advance(work, row.key, row.version, profiles.order_of(tree_of(form)))
    return reader.go(f"/profiles/{row.key}/{row.version}")


def action_of(word: str) -> ProfileAction:
    """Return the step of that name which has a page; raise `NotFound` where there is none."""
    if word not in (ProfileAction.ACTIVATE, ProfileAction.RETIRE):
        raise NotFound("action", word[:40])
    return ProfileAction(word)


def actions_of(actor: Actor, row: StoredProfile) -> Sequence[ProfileAction]:
    """Return the steps that somebody may take with a profile on its page; bytes are replaced elsewhere."""
    steps = (one for one in steps_from(row.state) if one.action is not ProfileAction.REPLACE)
    return [one.action for one in steps if one.role in actor.roles]


def proposed(row: StoredProfile) -> dict[str, list[str]]:
    """Return the fields of the form as they were proposed when the draft was loaded."""
    day = row.binding_on.isoformat() if row.binding_on else ""
    return {"binding_on": [day], "grace_days": [str(row.grace_days)]}


def tree_of(form: Form) -> dict[str, Any]:
    """Return the order that a form holds; what is no number is left for the use case to refuse."""
    tree: dict[str, Any] = form.given("action", "reason", "binding_on", "digest")
    if form.one("action") == ProfileAction.ACTIVATE:
        if days := form.one("grace_days"):
            tree["grace_days"] = int(days) if days.isascii() and days.isdigit() and len(days) <= LONGEST else days
        tree["default"] = form.one("default") == "yes"
    return tree


ROUTES = [prepare, advance]
