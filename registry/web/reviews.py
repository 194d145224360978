"""The pages of the reviewers: the queue, and everything that a decision rests on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.db.models import Review
from registry.domain.actors import OVERSEERS, Actor, Role, require_role
from registry.domain.calendar import local_day
from registry.domain.entries import Sector
from registry.domain.errors import NotFound
from registry.domain.lifecycle import DECISIONS, Action, Status
from registry.domain.reviews import CLOSED, OPEN, RequestKind, is_eligible
from registry.messages import Language, text
from registry.usecases import (
    checklists,
    comments,
    desk,
    grounds,
    holidays,
    overlaps,
    requests,
    review_views,
    rules,
    versions,
)
from registry.usecases.desk import Filters
from registry.usecases.grounds import Grounds
from registry.usecases.review_steps import case_of
from registry.usecases.work import Work
from registry.web.documents import opened
from registry.web.findings import grades_of, unchecked_of
from registry.web.forms import Form
from registry.web.naming import below_versions
from registry.web.reader import Reader
from registry.web.threads import elsewhere
from registry.web.versions import frame_of

PAGE = 50
MOST_FINDINGS = 200
YEAR = timedelta(days=366)
FILTERS = ("kind", "state", "sector", "institution", "reviewer", "personal_data", "overdue")


@get("/reviews", include_in_schema=False)
async def queue(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the requests under way, those that are due first in front, and who has how many in hand."""
    form = Form({name: [value[:64]] for name, value in reader.query if name in FILTERS and value})
    filters = filters_in(form, reading)
    page = await desk.list_page(reading, filters, after=after_in(request.query_params.get("after", "")), limit=PAGE)
    today = local_day(reading.now)
    return reader.page(
        "reviews/queue.html",
        page=page,
        form=form,
        filtered=bool(form.fields),
        counts=await desk.counts(reading),
        load=await desk.load(reading),
        next=reader.address(after=page.next_after) if page.next_after else None,
        shares=bool(reader.actor.roles & {Role.REVIEWER, Role.ADMIN}),
        unknown_years=holidays.years_without(await holidays.list_all(reading), today, today),
        today=today,
        urgency_of=desk.urgency_of,
        states=states_in(reader.language),
    )


@get("/reviews/{review_number:str}", include_in_schema=False)
async def review(
    request: Request[None, None, State],
    review_number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show everything that a decision on a request rests on, and the form that takes it."""
    context = await shown(reading, reader, review_number, signs=request.app.state.signer is not None)
    return reader.page("reviews/review.html", form=Form(), **context)


@get(below_versions("review"), include_in_schema=False)
async def of_version(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[Any]:
    """Lead to the latest request for a version; where none was made, show what the check found."""
    require_role(reader.actor, OVERSEERS)
    frame = await frame_of(reading, reader, name, number)
    asked = await requests.of_version(reading, frame.version)
    if asked is not None:
        return reader.go(f"/reviews/{asked.number}")
    tree = await versions.report_of(reading, frame.version)
    document = await opened(await versions.document_of(reading, frame.version))
    judge = await rules.judge_of(reading, tree["profile_digest"])
    return reader.page(
        "reviews/unasked.html",
        frame=frame,
        tab="review",
        report=tree,
        grades=await elsewhere(grades_of, tree, document.lines, reader.language, judge),
        unchecked=unchecked_of(tree, reader.language, judge),
        overlaps=await overlaps.of_version(reading, frame.version),
        history=await versions.history_of(reading, frame.version),
    )


async def shown(reading: Work, reader: Reader, number: str, *, signs: bool) -> dict[str, Any]:
    """Return everything that the page of a request shows."""
    row = await requests.get(reading, number)
    now = await grounds.grounds_of(reading, row)
    actions = await requests.actions_of(reading, row)
    threads = await comments.threads_of(reading, row)
    verdicts = [action for action in actions if action in DECISIONS]
    context = {
        "review": row,
        "basis": {name: getattr(now.basis, name) for name in ("entry", "document", "profile", "findings")},
        "subject_path": path_of_subject(row),
        "entry_changes": await review_views.entry_changes(reading, row, now),
        "moved": await review_views.movement(reading, row, now),
        "carried": await grounds.carried(reading, row, now.fingerprints),
        "reach": await review_views.reach_of(reading, row),
        "decisions": await review_views.decisions_of(reading, row),
        "history": await review_views.history_of(reading, row),
        "threads": threads,
        "repliable": [(str(one.comment.id), f"{one.comment.author}: {one.comment.text[:40]}") for one in threads],
        "talks": reader.actor.owns(row.institution.key) or Role.REVIEWER in reader.actor.roles,
        "verdicts": verdicts,
        "steps": [action for action in actions if action not in DECISIONS and _is_a_button(row, action)],
        "reasons": await checklists.reasons(reading) if verdicts else (),
        "questions": await checklists.questions_for(reading, row) if verdicts else (),
        "signs": signs,
        **await _clock_of(reading, row),
        **await _hands_of(reading, reader.actor, row),
    }
    return {**context, **await _of_version(reading, reader, row, now)}


def states_in(language: Language) -> list[tuple[str, str]]:
    """Return the states that a request can be in, with their words."""
    return [(state.value, text(f"states.state.{state}", language)) for state in Status if state in OPEN | CLOSED]


def filters_in(form: Form, reading: Work) -> Filters:
    """Return the filters that the address of the queue names; words that are none limit nothing."""
    return Filters(
        kinds=_known(form, "kind", RequestKind),
        institutions=form.every("institution"),
        sectors=_known(form, "sector", Sector),
        states=_known(form, "state", Status),
        reviewer=form.one("reviewer") or None,
        overdue_on=local_day(reading.now) if form.one("overdue") == "true" else None,
        personal_data={"true": True, "false": False}.get(form.one("personal_data")),
    )


def after_in(words: str) -> str:
    """Return a place in the queue; raise `NotFound` where an address names none."""
    try:
        desk.place_in(words)
    except ValueError:
        raise NotFound("page", words[:40]) from None
    return words


def path_of_subject(row: Review) -> str:
    """Return the address of the page of what a request is about."""
    if row.version is None:
        return f"/systems/{row.subject}"
    return f"/{row.version.interface.kind}s/{row.version.interface.name}/{row.version.number}"


def _known(form: Form, name: str, words: Any) -> list[str]:
    return [value for value in form.every(name) if value in list(words)]


def _is_a_button(row: Review, action: Action) -> bool:
    """Say whether a step is a button here: a version is handed in again on its own page, with its new document."""
    return action is not Action.SUBMIT or row.version is None


async def _clock_of(reading: Work, row: Review) -> dict[str, Any]:
    today = local_day(reading.now)
    last = row.due_on or today
    known = await holidays.list_all(reading)
    unknown = holidays.years_without(known, min(today, last), min(max(today, last), today + YEAR))
    return {"today": today, "urgency_of": desk.urgency_of, "unknown_years": unknown if row.due_on else []}


async def _hands_of(reading: Work, actor: Actor, row: Review) -> dict[str, Any]:
    """Return to whom the reader may hand a request over, and whether they may leave it for good."""
    case = await case_of(reading, row)
    mine = row.state is Status.IN_REVIEW and (row.reviewer == actor.name or Role.ADMIN in actor.roles)
    others = await desk.reviewers(reading) if mine else []
    hands = [(one.name, one.name) for one in others if one.name != row.reviewer and is_eligible(one, case)]
    waits = row.state in {Status.SUBMITTED, Status.IN_REVIEW}
    return {"hands": hands, "may_leave": waits and is_eligible(actor, case)}


async def _of_version(reading: Work, reader: Reader, row: Review, now: Grounds) -> Mapping[str, Any]:
    """Return what the page shows of the document of a version; a system has none."""
    version = row.version
    if version is None:
        return {"frame": None, "findings": ()}
    document = await opened(await versions.document_of(reading, version))
    judge = await rules.judge_of(reading, now.report["profile_digest"])
    before, change = await review_views.version_before(reading, row), None
    if before is not None:
        contents = await review_views.documents_of(reading, version, before)
        change = await elsewhere(review_views.document_change, before.number, *contents)
    return {
        "frame": await frame_of(reading, reader, version.interface.name, version.number),
        "report": now.report,
        "findings": now.report["findings"][:MOST_FINDINGS],
        "grades": await elsewhere(grades_of, now.report, document.lines, reader.language, judge),
        "unchecked": unchecked_of(now.report, reader.language, judge),
        "overlaps": await overlaps.of_version(reading, version),
        "change": change,
    }


ROUTES = [queue, review, of_version]
