"""The routes under `/reviews`."""

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.review_bodies import (
    CommentBody,
    DecisionBody,
    LoadBody,
    ReviewBody,
    SharedBody,
    WholeReviewBody,
)
from registry.domain.calendar import local_day
from registry.domain.entries import Sector
from registry.domain.lifecycle import Status
from registry.domain.reviews import RequestKind
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import comments, desk, receipts, requests, review_views
from registry.usecases.desk import Filters
from registry.usecases.grounds import grounds_of
from registry.usecases.requests import move_of
from registry.usecases.work import Work

REPEATABLE = {"kind", "institution", "sector", "state"}
FILTERS = REPEATABLE | {"reviewer", "overdue", "personal_data"}
# `state` by itself is the framework's own name.
States = Annotated[list[Status] | None, QueryParameter(name="state")]
REVIEW = "/reviews/{review:str}"


@get("/reviews", opt={"parameters": FILTERS | {"limit", "cursor"}, "repeatable": REPEATABLE})
async def list_reviews(  # noqa: PLR0913, PLR0917 each is a parameter of the address
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    kind: FromQuery[list[RequestKind] | None] = None,
    institution: FromQuery[list[str] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    review_state: States = None,
    reviewer: FromQuery[str | None] = None,
    overdue: FromQuery[bool | None] = None,
    personal_data: FromQuery[bool | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[ReviewBody]]:
    """List the requests that are under way, those that are due first in front."""
    today = local_day(reading.now) if overdue else None
    chosen = (kind or (), institution or (), sector or (), review_state or ())
    filters = Filters(*chosen, reviewer, today, personal_data)
    found = await desk.list_page(reading, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, lambda row: ReviewBody.of(row, reading.now))


@get("/reviews/load")
async def show_load(reading: NamedDependency[Work]) -> Response[LoadBody]:
    """Read how many requests wait, and how many each reviewer has in hand."""
    return answers.plain(LoadBody(dict(await desk.counts(reading)), dict(await desk.load(reading))))


@post("/reviews/balance", status_code=200)
async def balance_reviews(work: NamedDependency[Work]) -> Response[SharedBody]:
    """Give what nobody has in hand to the reviewers who may decide on it and have least."""
    return answers.plain(SharedBody(dict(await desk.balance(work))))


@post("/systems/{system:str}/reviews", opt={"shape": "request"})
async def ask_for_review(
    request: Request[Any, Any, State], work: NamedDependency[Work], system: FromPath[str]
) -> Response[ReviewBody]:
    """Ask the reviewers for a decision on a system; an incomplete entry is refused with what is missing."""
    row = await requests.ask(work, system, await tree_of(request))
    body = ReviewBody.of(row, work.now)
    return answers.entry(body, row.revision, status=201, location=body.links["self"])


@get(REVIEW)
async def get_review(reading: NamedDependency[Work], review: FromPath[str]) -> Response[WholeReviewBody]:
    """Read a request with the digests that a decision on it must name, and what the reader may do next."""
    row = await requests.get(reading, review)
    basis = (await grounds_of(reading, row)).basis
    actions = await requests.actions_of(reading, row)
    return answers.entry(WholeReviewBody.whole(row, reading.now, basis, actions), row.revision)


@post(f"{REVIEW}/transitions", status_code=200, opt={"shape": "review_step", "condition": True})
async def advance_review(
    request: Request[Any, Any, State], work: NamedDependency[Work], review: FromPath[str]
) -> Response[ReviewBody]:
    """Take a request, withdraw it, hand it in again after changes, or appeal against its rejection."""
    move = move_of(await tree_of(request), seen_revision(request))
    row = await requests.advance(work, review, move)
    return answers.entry(ReviewBody.of(row, work.now), row.revision)


@post(f"{REVIEW}/hand-over", status_code=200, opt={"shape": "hand_over", "condition": True})
async def hand_over_review(
    request: Request[Any, Any, State], work: NamedDependency[Work], review: FromPath[str]
) -> Response[ReviewBody]:
    """Give a request that one has in hand to another reviewer, who may decide on it."""
    row = await desk.hand_over(work, review, await tree_of(request), seen_revision(request))
    return answers.entry(ReviewBody.of(row, work.now), row.revision)


@post(f"{REVIEW}/conflict", status_code=200, opt={"shape": "review_reason", "condition": True})
async def declare_conflict(
    request: Request[Any, Any, State], work: NamedDependency[Work], review: FromPath[str]
) -> Response[ReviewBody]:
    """Leave a review for good because of an interest of one's own."""
    row = await desk.declare_conflict(work, review, await tree_of(request), seen_revision(request))
    return answers.entry(ReviewBody.of(row, work.now), row.revision)


@get(f"{REVIEW}/decisions")
async def list_decisions(reading: NamedDependency[Work], review: FromPath[str]) -> Response[list[DecisionBody]]:
    """List the decisions on a request, in order."""
    row = await requests.get(reading, review)
    return answers.plain([DecisionBody.of(one) for one in await review_views.decisions_of(reading, row)])


@post(f"{REVIEW}/decisions", status_code=201, opt={"shape": "decision", "condition": True})
async def decide_review(
    request: Request[Any, Any, State], work: NamedDependency[Work], review: FromPath[str]
) -> Response[ReviewBody]:
    """Decide on a request; what was read is named by its digests, and must still be so."""
    row = await requests.decide(work, review, await tree_of(request), seen_revision(request))
    return answers.entry(ReviewBody.of(row, work.now), row.revision, status=201)


@get(f"{REVIEW}/comments")
async def list_comments(reading: NamedDependency[Work], review: FromPath[str]) -> Response[list[CommentBody]]:
    """List what the owner and the reviewers have said about a request, in order."""
    row = await requests.get(reading, review)
    return answers.plain([CommentBody.of(one) for one in await comments.list_all(reading, row)])


@post(f"{REVIEW}/comments", opt={"shape": "comment"})
async def say_comment(
    request: Request[Any, Any, State], work: NamedDependency[Work], review: FromPath[str]
) -> Response[CommentBody]:
    """Say something about a request, to all of it, to a finding or a place, or to what somebody else has said."""
    return answers.plain(CommentBody.of(await comments.say(work, review, await tree_of(request))), status=201)


@post(f"{REVIEW}/comments/{{comment:str}}/answered", status_code=200)
async def answer_comment(
    work: NamedDependency[Work], review: FromPath[str], comment: FromPath[str]
) -> Response[CommentBody]:
    """Mark what somebody has said as answered."""
    return answers.plain(CommentBody.of(await comments.answer(work, review, comment)))


@get(f"{REVIEW}/receipt")
async def get_receipt(
    request: Request[Any, Any, State], reading: NamedDependency[Work], review: FromPath[str]
) -> Response[dict[str, Any]]:
    """Read the signed receipt of the last decision on a request."""
    return answers.plain(await receipts.receipt_of(reading, review, request.app.state.signer))


ROUTES = [
    *(list_reviews, show_load, balance_reviews, ask_for_review, get_review, advance_review, hand_over_review),
    *(declare_conflict, list_decisions, decide_review, list_comments, say_comment, answer_comment, get_receipt),
]
