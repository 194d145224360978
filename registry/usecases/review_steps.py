"""How a request goes on: one step of its life, with everything that must hold for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.db.models import Interface, Review, ReviewDecision, System
from registry.db.queries import desk
from registry.db.queries import reviews as queries
from registry.domain import calendar
from registry.domain.completeness import unready_interface, unready_system
from registry.domain.errors import (
    FieldError,
)
from registry.domain.lifecycle import DECISIONS, Action, Status, Transition
from registry.domain.review_errors import (
    AppealMade,
    EntryIncomplete,
)
from registry.domain.reviews import CLOSED, Case, Judgement, require_eligible
from registry.messages import LANGUAGES, text
from registry.usecases import checklists, grounds
from registry.usecases.indexing import path_of
from registry.usecases.review_notices import tell_of_step
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with a step: the reason, and for a decision the whole judgement."""

    reason: str | None = None
    judgement: Judgement | None = None


async def move(work: Work, review: Review, step: Transition, said: Said) -> Status:
    """Take a request one step along its life; return the state that it comes to.

    The first of two approvals leaves it in review and in nobody's hands. Everything that changes the state of a
    request comes through here.
    """
    target = step.target
    if step.action is Action.TAKE:
        require_eligible(work.actor, await case_of(work, review))
        review.reviewer = work.actor.name
    elif step.action in DECISIONS:
        require_eligible(work.actor, await case_of(work, review))
        target = await _decided(work, review, step, said)
    elif step.action in {Action.SUBMIT, Action.APPEAL}:
        await _back_to_reviewers(work, review, step)
    review.state = target
    review.updated_at = work.now
    await set_clock(work, review)
    await tell_of_step(work, review, step.action, target)
    return target


async def case_of(work: Work, review: Review) -> Case:
    """Return what decides who may decide on a request."""
    decided = await queries.decisions_of(work.session, review)
    appealed = review.appealed_at
    deciders = {
        one.reviewer for one in decided if one.round == review.round or (appealed is not None and one.at <= appealed)
    }
    conflicts = {one.reviewer for one in await queries.conflicts_of(work.session, review)}
    return Case(review.institution.key, authors_of(review), conflicts, deciders)


def authors_of(review: Review) -> set[str]:
    """Return who wrote or handed in what is to be decided on."""
    version = review.version
    written = {version.written_by, version.submitted_by or version.written_by} if version else set()
    return {review.opened_by, *written}


def require_ready(subject: System | Interface) -> None:
    """Raise `EntryIncomplete` where an entry lacks what a reviewer needs."""
    if isinstance(subject, System):
        missing, name, where = unready_system(subject), subject.key, f"/systems/{subject.key}/edit"
    else:
        missing, name, where = unready_interface(subject), subject.name, f"{path_of(subject)}/edit"
    errors = tuple(FieldError(pointer, "missing", {"limit": _labels(part)}) for part, pointer in missing.items())
    if errors:
        raise EntryIncomplete(errors, name, where)


async def set_clock(work: Work, review: Review) -> None:
    """Let the clock run while the request is with the reviewers, and stand still while it is with the owner."""
    known, day = await desk.days(work.session), day_of(work, review)
    waiting = review.state is Status.CHANGES_REQUESTED
    if waiting or review.state in CLOSED:
        review.clock = review.clock.stopped(day, known)
        review.due_on = None if waiting else review.due_on
    else:
        review.clock = review.clock.running(day)
        review.due_on = review.clock.due(known)
    review.closed_at = work.now if review.state in CLOSED else None


def day_of(work: Work, review: Review) -> date:
    """Return the day that it is in Tanzania; a clock that was set back goes no further than what is on record."""
    opened = calendar.local_day(review.opened_at)
    return max(calendar.local_day(work.now), opened, review.running_since or opened)


async def _decided(work: Work, review: Review, step: Transition, said: Said) -> Status:
    now = await grounds.grounds_of(work, review)
    judgement = said.judgement or Judgement(step.action, now.basis, said.reason)
    now.basis.require_same(judgement.basis)
    before = [one for one in await queries.decisions_of(work.session, review) if one.round == review.round]
    approvals = sum(one.verdict is Action.APPROVE for one in before) + 1
    final = step.action is not Action.APPROVE or approvals >= review.approvals
    if not final:
        # The version stays where it is, so what is on record is a step of the request and not one of the version.
        work.attempted = ("review:approve_first", "review", review.number)
    await _write_down(work, review, judgement, now, final=final)
    review.reviewer = work.actor.name if final and step.target in CLOSED else None
    return step.target if final else review.state


async def _write_down(
    work: Work, review: Review, judgement: Judgement, now: grounds.Grounds, *, final: bool
) -> ReviewDecision:
    answers, reasons = await checklists.worded(work, review, judgement)
    by = {"by": work.actor.name, "on": work.now.isoformat(), "review": review.number}
    new = {name: {"remark": text, **by} for name, text in judgement.remarks.items() if name in now.fingerprints}
    decision = ReviewDecision(
        review_id=review.id,
        round=review.round,
        verdict=judgement.verdict,
        final=final,
        reviewer=work.actor.name,
        reviewer_institution=work.actor.institution,
        at=work.now,
        document_digest=now.basis.document,
        profile=now.report.get("profile"),
        profile_digest=now.basis.profile,
        engine=now.report.get("engine"),
        fingerprints=now.fingerprints,
        entry=dict(now.entry),
        entry_digest=now.basis.entry,
        reasons=reasons,
        remark=judgement.remark,
        checklist=answers,
        remarks={**await grounds.carried(work, review, now.fingerprints), **new},
    )
    work.session.add(decision)
    await work.session.flush()
    return decision


async def _back_to_reviewers(work: Work, review: Review, step: Transition) -> None:
    subject = review.version.interface if review.version else review.system
    if subject is not None:
        require_ready(subject)
    if step.action is Action.APPEAL:
        if review.appealed_at is not None:
            raise AppealMade
        review.appealed_at = work.now
        review.clock = calendar.opened(day_of(work, review), review.allowed_days)
    review.round += 1
    review.reviewer = None


def _labels(part: str) -> Mapping[str, str]:
    return {language: text(f"states.missing.{part}", language) for language in LANGUAGES}
