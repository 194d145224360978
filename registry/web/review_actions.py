"""What people do on the pages of requests: ask, take, decide, say, hand over, leave."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Review, System
from registry.domain.calendar import local_day
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.reviews import AnchorKind
from registry.domain.visibility import is_insider
from registry.usecases import comments, desk, requests, systems
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.reviews import shown

DIGESTS = ("entry", "document", "profile", "findings")
REVIEW = "/reviews/{review_number:str}"
TEMPLATE = "reviews/review.html"


@get("/systems/{key:str}/reviews", include_in_schema=False)
async def asked(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show the requests for a system, and the form that makes one."""
    return reader.page("reviews/asked.html", form=Form(), error=None, **await _requests_for(reading, reader, key))


@post("/systems/{key:str}/reviews", include_in_schema=False)
async def ask(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Ask the reviewers for a decision on a system."""
    form = await forms.read(request)
    forms.keep(request, "reviews/asked.html", form, **await _requests_for(reading, reader, key))
    row = await requests.ask(work, key, form.given("kind", "reason"))
    return reader.go(f"/reviews/{row.number}")


@post("/reviews/balance", include_in_schema=False)
async def balance(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Share out what nobody has in hand."""
    await forms.read(request)
    await desk.balance(work)
    return reader.go("/reviews")


@post(f"{REVIEW}/transitions", include_in_schema=False)
async def advance(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Take a request one step that is no decision."""
    form = await forms.read(request)
    move = requests.move_of(form.given("action", "reason"), form.number("revision"))
    await requests.advance(work, review_number, move)
    return _to(reader, review_number)


@post(f"{REVIEW}/decisions", include_in_schema=False)
async def decide(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Decide on a request, on what the page showed."""
    form = await forms.read(request)
    await _keep(request, reading, reader, review_number, form)
    if form.one("confirmed") != "yes":
        raise FieldsInvalid((FieldError("/confirmed", "required", {"limit": ""}),))
    await requests.decide(work, review_number, decision_in(form), form.number("revision"))
    return _to(reader, review_number)


@post(f"{REVIEW}/comments", include_in_schema=False)
async def say(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Say something about a request."""
    form = await forms.read(request)
    await _keep(request, reading, reader, review_number, form)
    comment = await comments.say(work, review_number, comment_in(form))
    return reader.go(f"/reviews/{review_number}#c-{comment.id}")


@post(f"{REVIEW}/comments/{{comment:str}}/answered", include_in_schema=False)
async def answer(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    comment: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Mark what somebody has said as answered."""
    await forms.read(request)
    await comments.answer(work, review_number, comment)
    return reader.go(f"/reviews/{review_number}#c-{comment}")


@post(f"{REVIEW}/hand-over", include_in_schema=False)
async def hand_over(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Give a request to another reviewer."""
    form = await forms.read(request)
    await desk.hand_over(work, review_number, form.given("to"), form.number("revision"))
    return _to(reader, review_number)


@post(f"{REVIEW}/conflict", include_in_schema=False)
async def declare_conflict(
    request: Request[Any, Any, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Leave a review for good because of an interest of one's own."""
    form = await forms.read(request)
    await desk.declare_conflict(work, review_number, form.given("reason"), form.number("revision"))
    return _to(reader, review_number)


def decision_in(form: Form) -> dict[str, Any]:
    """Return the decision that a form holds; questions and findings without words are left out."""
    parts = {name: name.split(".") for name in form.fields}
    keys = [key for [area, key, *rest] in (part for part in parts.values() if len(part) > 1)
            if area == "checklist" and rest == ["answer"]]  # fmt: skip
    checklist = [
        {"question": key, "answer": form.one(f"checklist.{key}.answer"), **_remark(form, f"checklist.{key}.remark")}
        for key in keys
        if form.one(f"checklist.{key}.answer")
    ]
    said = [part[1] for part in parts.values() if part[0] == "remarks" and len(part) > 1]
    remarks = [{"fingerprint": one, **_remark(form, f"remarks.{one}")} for one in said if form.one(f"remarks.{one}")]
    return {
        **form.given("verdict", "remark", *DIGESTS),
        "reasons": form.every("reasons"),
        "checklist": checklist,
        "remarks": remarks,
    }


def comment_in(form: Form) -> dict[str, Any]:
    """Return the comment that a form holds; a place of sixteen hexadecimal digits is a finding."""
    tree: dict[str, Any] = form.given("text", "parent", "anchor")
    if anchor := tree.get("anchor"):
        hexadecimal = len(anchor) == 16 and set(anchor) <= set("0123456789abcdef")  # noqa: PLR2004 a fingerprint
        tree["anchor_kind"] = AnchorKind.FINDING.value if hexadecimal else AnchorKind.POINTER.value
    return tree


def _remark(form: Form, name: str) -> dict[str, str]:
    return {"remark": form.one(name)} if form.one(name) else {}


def _to(reader: Reader, number: str) -> Redirect:
    return reader.go(f"/reviews/{number}")


async def _keep(request: Request[Any, Any, State], reading: Work, reader: Reader, number: str, form: Form) -> None:
    context = await shown(reading, reader, number, signs=request.app.state.signer is not None)
    forms.keep(request, TEMPLATE, form, **context)


async def _requests_for(reading: Work, reader: Reader, key: str) -> dict[str, Any]:
    system: System = await systems.get(reading, key)
    insider = is_insider(reader.actor, system.institution.key)
    rows: Sequence[Review] = await requests.of_system(reading, system) if insider else ()
    return {
        "system": system,
        "rows": rows,
        "owner": reader.actor.owns(system.institution.key),
        "today": local_day(reading.now),
        "urgency_of": desk.urgency_of,
    }


ROUTES = [asked, ask, balance, advance, decide, say, answer, hand_over, declare_conflict]
