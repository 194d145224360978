"""How the request for a version follows the version's own life, in the same transaction."""

from registry.db.models import Review, System, Version
from registry.db.queries import desk, versions
from registry.db.queries import reviews as queries
from registry.domain import calendar
from registry.domain.lifecycle import DECISIONS, PUBLIC, Action, Status, Transition
from registry.domain.reviews import RequestKind, approvals_needed
from registry.settings import from_environment
from registry.usecases.review_notices import tell_of_opening
from registry.usecases.review_steps import Said, move, require_ready
from registry.usecases.work import Work

FOLLOWED = DECISIONS | {Action.SUBMIT, Action.TAKE, Action.WITHDRAW, Action.APPEAL}


async def follow(work: Work, version: Version, step: Transition, said: Said) -> Status:
    """Let the request for a version take the step that the version takes; return the state that both come to."""
    if step.action not in FOLLOWED:
        return step.target
    if step.action is Action.SUBMIT and step.source is Status.DRAFT:
        require_ready(version.interface)
        await open_for_version(work, version)
        return step.target
    if step.action is Action.APPEAL:
        review = await queries.latest_of_version(work.session, version)
    else:
        review = await queries.open_of_version(work.session, version)
    # What was submitted before there were requests, or while the old code was running, has none yet.
    return await move(work, review or await open_for_version(work, version), step, said)


async def open_for_version(work: Work, version: Version) -> Review:
    """Open the request for a version that is handed in: its interface is established, or modified."""
    every = await versions.list_all(work.session, version.interface)
    kind = RequestKind.MODIFY if any(one.status in PUBLIC for one in every) else RequestKind.ESTABLISH
    return await opened(work, kind, version, None)


async def opened(work: Work, kind: RequestKind, subject: Version | System, reason: str | None) -> Review:
    """Open a request, with its clock running from today."""
    version = subject if isinstance(subject, Version) else None
    system = subject if isinstance(subject, System) else None
    above = version.interface.system if version else system
    institution = subject.institution if isinstance(subject, System) else subject.interface.institution
    personal = bool(above and (above.personal_data or {}).get("holds"))
    await work.database.dialect.lock_records(work.session)
    clock = calendar.opened(calendar.local_day(work.now), from_environment().review_days)
    review = Review(
        serial=await queries.next_serial(work.session),
        kind=kind,
        system=system,
        version=version,
        institution=institution,
        sector=above.sector if above else institution.sector,
        personal_data=personal,
        approvals=approvals_needed(personal=personal, critical=bool(above and above.critical)),
        state=version.status if version and version.status is not Status.DRAFT else Status.SUBMITTED,
        reason=reason,
        opened_by=(version.submitted_by if version else None) or work.actor.name,
        opened_at=work.now,
        allowed_days=clock.allowed,
        running_since=clock.since,
        due_on=clock.due(await desk.days(work.session)),
        reviewer=version.taken_by if version else None,
        updated_at=work.now,
    )
    work.session.add(review)
    await work.session.flush()
    await tell_of_opening(work, review)
    return review
