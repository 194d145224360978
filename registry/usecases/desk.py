"""The desk of the reviewers: the queue, who has how much in hand, and how work is shared out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from registry.db.models import Review, ReviewConflict
from registry.db.queries import accounts
from registry.db.queries import reviews as queries
from registry.domain.actors import OVERSEERS, Actor, Role, Scope, require_role, require_scope
from registry.domain.calendar import local_day
from registry.domain.errors import FieldError, FieldsInvalid, NotYourReview
from registry.domain.lifecycle import Action, Status, transition
from registry.domain.reviews import ME, OPEN, is_eligible, least_loaded, require_eligible
from registry.usecases import versions
from registry.usecases.pages import Page, page_of
from registry.usecases.requests import locked
from registry.usecases.review_notices import tell_of_hands
from registry.usecases.review_steps import case_of
from registry.usecases.sessions import actor_of_user
from registry.usecases.work import Work

Filters = queries.Filters
MOST_AT_ONCE = 200
SOON = timedelta(days=3)


async def list_page(work: Work, filters: Filters, *, after: str, limit: int) -> Page[Review]:
    """Return a page of requests, those that are due first in front; without states those under way."""
    require_scope(work.actor, Scope.ENTRIES_READ)
    require_role(work.actor, OVERSEERS)
    chosen = completed(filters, work.actor)
    rows = await queries.list_page(work.session, chosen, after=place_in(after), limit=limit + 1)
    return page_of(rows, limit, await queries.count(work.session, chosen), place_of)


async def counts(work: Work) -> Mapping[str, int]:
    """Return how many requests are the reader's, nobody's, overdue, and with their owners."""
    require_role(work.actor, OVERSEERS)
    waiting = tuple(sorted(OPEN - {Status.CHANGES_REQUESTED}))
    asked = {
        "mine": Filters(states=waiting, reviewer=work.actor.name),
        "nobody": Filters(states=waiting, reviewer="nobody"),
        "overdue": Filters(states=waiting, overdue_on=local_day(work.now)),
        "owner": Filters(states=(Status.CHANGES_REQUESTED,)),
        "open": Filters(states=waiting),
    }
    return {name: await queries.count(work.session, filters) for name, filters in asked.items()}


async def load(work: Work) -> Mapping[str, int]:
    """Return how many requests each reviewer has in hand, those who have none included."""
    require_role(work.actor, OVERSEERS)
    people = {person.name: 0 for person in await reviewers(work)}
    return {**people, **await queries.load(work.session)}


async def reviewers(work: Work) -> list[Actor]:
    """Return the people who review."""
    everybody = [actor_of_user(user) for user in await accounts.list_users(work.session) if user.disabled_at is None]
    return [person for person in everybody if Role.REVIEWER in person.roles]


async def hand_over(work: Work, number: str, tree: object, seen: int) -> Review:
    """Give a request that one has in hand to another reviewer, who may decide on it."""
    given = work.given("hand_over", tree)
    work.attempt("review:hand_over", "review", number, Scope.REVIEWS_WRITE)
    require_role(work.actor, {Role.REVIEWER, Role.ADMIN})
    review = await locked(work, number, seen)
    if review.state is not Status.IN_REVIEW or (
        review.reviewer != work.actor.name and Role.ADMIN not in work.actor.roles
    ):
        raise NotYourReview(review.reviewer or "-")
    heir = next((one for one in await reviewers(work) if one.name == given["to"]), None)
    if heir is None:
        raise FieldsInvalid((FieldError("/to", "no-such-reviewer", {"limit": given["to"]}),))
    require_eligible(heir, await case_of(work, review))
    await _give(work, review, heir.name)
    work.record(given.get("reason"), to=heir.name)
    return review


async def balance(work: Work) -> Mapping[str, str]:
    """Give what nobody has in hand to those reviewers who may decide on it and have least; return who got what."""
    work.attempt("review:balance", "review", "desk", Scope.REVIEWS_WRITE)
    require_role(work.actor, {Role.REVIEWER, Role.ADMIN})
    burden, people = dict(await load(work)), await reviewers(work)
    given: dict[str, str] = {}
    for number in await queries.unassigned(work.session, MOST_AT_ONCE):
        review = await locked(work, number, None)
        if review.reviewer is not None or review.state not in {Status.SUBMITTED, Status.IN_REVIEW}:
            continue  # somebody has just taken it
        case = await case_of(work, review)
        chosen = least_loaded(burden, [one.name for one in people if is_eligible(one, case)])
        if chosen is not None:
            await _give(work, review, chosen)
            burden[chosen] = burden.get(chosen, 0) + 1
            given[number] = chosen
    work.record(given=given)
    return given


async def declare_conflict(work: Work, number: str, tree: object, seen: int) -> Review:
    """Leave a review for good because of an interest of one's own; what one had in hand is nobody's then."""
    given = work.given("review_reason", tree)
    work.attempt("review:declare_conflict", "review", number, Scope.REVIEWS_WRITE)
    require_role(work.actor, {Role.REVIEWER})
    review = await locked(work, number, seen)
    require_eligible(work.actor, await case_of(work, review))
    work.session.add(
        ReviewConflict(review_id=review.id, reviewer=work.actor.name, at=work.now, remark=given.get("reason"))
    )
    if review.reviewer == work.actor.name:
        await _give(work, review, None)
    review.updated_at = work.now
    await work.session.flush()
    work.record(given.get("reason"))
    return review


def completed(filters: Filters, actor: Actor) -> Filters:
    """Return filters with `me` as a name, and with the states of what is under way where none is given."""
    reviewer = actor.name if filters.reviewer == ME else filters.reviewer
    return replace(filters, reviewer=reviewer, states=filters.states or tuple(sorted(OPEN)))


def place_of(review: Review) -> str:
    """Return where a review stands in the order of the queue."""
    return f"{(review.due_on or date.max).isoformat()}:{review.serial}"


def urgency_of(review: Review, today: date) -> str:
    """Say whether a request is overdue, due soon, or neither."""
    if review.due_on is None or review.state not in OPEN:
        return ""
    return "overdue" if review.due_on < today else "soon" if review.due_on <= today + SOON else ""


def place_in(words: str) -> tuple[date, int] | None:
    """Return the place in the queue that words name, none where they name its front; raise `ValueError`."""
    day, _, serial = words.partition(":")
    return (date.fromisoformat(day), int(serial)) if serial else None


async def _give(work: Work, review: Review, name: str | None) -> None:
    """Put a request into somebody's hands, or into nobody's; the version that it is about follows."""
    taken = review.state is Status.SUBMITTED
    if taken:
        review.state = transition(review.state, Action.TAKE).target
    review.reviewer, review.updated_at = name, work.now
    if review.version is not None:
        review.version.status = review.state
        review.version.taken_by, review.version.updated_at = name, work.now
    await work.session.flush()
    if taken and review.version is not None:
        versions.announce(work, review.version, review.state)
    await tell_of_hands(work, review)
