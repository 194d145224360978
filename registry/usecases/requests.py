"""What owners and reviewers do with a request: ask for it, take it, decide on it, appeal against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry.db.models import Review, System, Version
from registry.db.queries import reviews as queries
from registry.db.queries import systems
from registry.domain.actors import Scope, require_owner
from registry.domain.entries import Standing, SystemState
from registry.domain.errors import ConditionMissing, NotFound, NotYourReview, ReasonRequired
from registry.domain.lifecycle import DECISIONS, Action, Party, Status, Transition, transition, transitions_from
from registry.domain.reviews import Basis, Judgement, RequestKind, is_eligible, require_eligible, require_needed
from registry.domain.visibility import is_insider
from registry.usecases import checklists, indexing, transitions, versions
from registry.usecases.following import opened
from registry.usecases.review_steps import Said, case_of, move, require_ready
from registry.usecases.revisions import expect
from registry.usecases.shapes import validated
from registry.usecases.work import Work

OUTCOMES = {RequestKind.TAKE_INTO_USE: SystemState.IN_USE, RequestKind.END: SystemState.RETIRED}
"""What becomes of a system when a request of a kind is approved."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step that somebody asks for, and which state of the request they saw."""

    action: Action
    seen: int
    reason: str | None = None
    judgement: Judgement | None = None


async def ask(work: Work, key: str, tree: object) -> Review:
    """Ask the reviewers for a decision on a system; an incomplete entry is refused before anybody reads it."""
    given = work.given("request", tree)
    kind = RequestKind(given["kind"])
    work.attempt("review:open", "system", key)
    system = await systems.get(work.session, key)
    require_owner(work.actor, system.institution.key)
    require_needed(kind, system.state, established=await queries.is_established(work.session, system))
    require_ready(system)
    review = await opened(work, kind, system, given.get("reason"))
    work.record(given.get("reason"), kind=kind, number=review.number)
    return review


async def get(work: Work, number: str, *, lock: bool = False) -> Review:
    """Return a request, for its owner and for those who oversee; raise `NotFound` for others."""
    review = await queries.get(work.session, number, lock=lock)
    if not is_insider(work.actor, review.institution.key):
        raise NotFound("review", number[:40])
    return review


async def locked(work: Work, number: str, seen: int | None) -> Review:
    """Return a request that nobody else changes until the work is over, in the state that the caller saw."""
    review = await get(work, number)
    if review.version is not None:  # whoever takes a step with the version locks that first, too
        version = review.version
        await versions.get(work, version.interface.name, version.number, lock=True)
    review = await get(work, number, lock=True)
    if seen is not None:
        expect(review.revision, seen)
    return review


async def advance(work: Work, number: str, asked: Move) -> Review:
    """Take a request one step along its life, and the version with it that it is about."""
    deciding = asked.action in DECISIONS | {Action.TAKE}
    scope = Scope.REVIEWS_WRITE if deciding else Scope.ENTRIES_WRITE
    work.attempt(f"review:{asked.action}", "review", number, scope)
    review = await locked(work, number, asked.seen)
    if asked.action is Action.TAKE and review.state is Status.IN_REVIEW and review.reviewer is None:
        return await assign(work, review, work.actor.name)
    if review.version is None:
        return await _advance_system(work, review, asked)
    order = transitions.Order(asked.action, asked.reason, judgement=asked.judgement)
    order = replace(order, digest=review.version.digest, report=str(review.version.report_id))
    version = review.version
    await transitions.advance(work, version.interface.name, version.number, order)
    return review


async def of_system(work: Work, system: System) -> Sequence[Review]:
    """Return every request for a system, the latest first."""
    return await queries.of_system(work.session, system)


async def of_version(work: Work, version: Version) -> Review | None:
    """Return the latest request for a version, if there is one."""
    return await queries.latest_of_version(work.session, version)


async def take_version(work: Work, name: str, number: str) -> Review:
    """Take the request for a version."""
    review = await of_version(work, await versions.get(work, name, number))
    if review is None:
        raise NotFound("review", f"{name}@{number}")
    return await advance(work, review.number, Move(Action.TAKE, review.revision))


async def decide(work: Work, number: str, tree: object, seen: int) -> Review:
    """Decide on a request, on what was read: each digest that is sent must be that of what is there now."""
    given = work.given("decision", tree)
    review = await get(work, number)
    verdict = Action(given["verdict"])
    if review.version is not None and None in {given.get(name) for name in ("document", "profile", "findings")}:
        raise ConditionMissing
    judgement = Judgement(
        verdict,
        Basis(given["entry"], given.get("document"), given.get("profile"), given.get("findings")),
        given.get("remark"),
        tuple(given.get("reasons", ())),
        tuple(given.get("checklist", ())),
        {one["fingerprint"]: one["remark"] for one in given.get("remarks", ())},
    )
    _, reasons = await checklists.worded(work, review, judgement)
    reason = checklists.said_of(judgement, reasons)
    return await advance(work, number, Move(verdict, seen, reason, judgement))


async def assign(work: Work, review: Review, name: str, **details: Any) -> Review:
    """Put a request that is in review into somebody's hands."""
    require_eligible(work.actor, await case_of(work, review))
    review.reviewer, review.updated_at = name, work.now
    if review.version is not None:
        review.version.taken_by, review.version.updated_at = name, work.now
    await work.session.flush()
    work.record(to=name, **details)
    return review


async def actions_of(work: Work, review: Review) -> list[Action]:
    """Return what the actor may do next with a request."""
    owner = work.actor.owns(review.institution.key)
    eligible = is_eligible(work.actor, await case_of(work, review))
    found = [step.action for step in transitions_from(review.state) if _is_open_to(work, review, step, owner, eligible)]
    free = review.state is Status.IN_REVIEW and review.reviewer is None and eligible
    return [*found, *([Action.TAKE] if free else [])]


def move_of(tree: object, seen: int) -> Move:
    """Read a step that is no decision; raise `FieldsInvalid` where it is none."""
    given = validated("review_step", tree)
    return Move(Action(given["action"]), seen, given.get("reason"))


def _is_open_to(work: Work, review: Review, step: Transition, owner: bool, eligible: bool) -> bool:  # noqa: FBT001 both are facts of one moment
    if step.party is Party.REVIEWER:
        return eligible and (step.action not in DECISIONS or review.reviewer == work.actor.name)
    return owner and not (step.action is Action.APPEAL and review.appealed_at is not None)


async def _advance_system(work: Work, review: Review, asked: Move) -> Review:
    step = transition(review.state, asked.action)
    if step.party is Party.OWNER:
        require_owner(work.actor, review.institution.key)
    else:
        require_eligible(work.actor, await case_of(work, review))
        if step.action in DECISIONS and review.reviewer != work.actor.name:
            raise NotYourReview(review.reviewer or "-")
    if step.reason_required and not (asked.reason or "").strip():
        raise ReasonRequired(step.action)
    target = await move(work, review, step, Said(asked.reason, asked.judgement))
    await work.session.flush()
    work.record(asked.reason, state=target)
    if target is Status.APPROVED and review.system is not None:
        await _carry_out(work, review.system, review.kind)
    return review


async def _carry_out(work: Work, system: System, kind: RequestKind) -> None:
    """Make a system what an approved request asks it to become."""
    system.state = OUTCOMES.get(kind, system.state)
    system.standing = Standing.REVIEWED
    system.updated_at = work.now
    await work.session.flush()
    await indexing.index_system(work, system)
    work.announce("system.changed", system, institution=system.institution.key)
