"""How a version takes a step in its life: who may, what must hold, and what it changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from registry.db.models import Version
from registry.db.queries import versions as queries
from registry.domain import waivers
from registry.domain.actors import Actor, Role, Scope, require_owner, require_role
from registry.domain.entries import Standing
from registry.domain.errors import (
    ConditionMissing,
    DocumentHasErrors,
    FieldError,
    FieldsInvalid,
    NotYourReview,
    Outdated,
    OwnInstitution,
    OwnWork,
    ReasonRequired,
)
from registry.domain.heads import VersionHead
from registry.domain.lifecycle import (
    DECISIONS,
    PUBLIC,
    Action,
    Party,
    Status,
    Transition,
    transition,
    transitions_from,
)
from registry.domain.profiles import still_to_bind
from registry.domain.rechecks import CHECKED_AGAIN
from registry.domain.reviews import Judgement
from registry.usecases import indexing, published_fields, rechecks_due, versions, waived
from registry.usecases.following import follow
from registry.usecases.review_steps import Said
from registry.usecases.shapes import validated
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to be done with a version, and what they saw when they asked."""

    action: Action
    reason: str | None = None
    sunset_on: date | None = None
    successor: str | None = None
    digest: str | None = None
    report: str | None = None
    judgement: Judgement | None = None
    """What a reviewer says beside the reason; a decision without it rests on the digest and the report alone."""


def order_of(tree: object) -> Order:
    """Read an order; raise `FieldsInvalid` where it is none."""
    given = validated("transition", tree)
    if given["action"] not in list(Action):
        options = ", ".join(Action)
        raise FieldsInvalid((FieldError("/action", "enum", {"limit": options}),))
    sunset = given.pop("sunset_on", None)
    return Order(**{**given, "action": Action(given["action"])}, sunset_on=sunset and date.fromisoformat(sunset))


async def advance(work: Work, name: str, number: str, order: Order) -> Version:
    """Take a version one step along its life."""
    reviewing = order.action in DECISIONS | {Action.TAKE, Action.SUSPEND, Action.RESUME}
    scope = Scope.REVIEWS_WRITE if reviewing else Scope.ENTRIES_WRITE
    work.attempt(f"version:{order.action}", "version", f"{name}@{number}", scope)
    version = await versions.get(work, name, number, lock=True)
    step = transition(version.status, order.action)
    _require_party(work.actor, step, version)
    if step.reason_required and not (order.reason or "").strip():
        raise ReasonRequired(order.action)
    await _require_conditions(work, version, order)
    target = await follow(work, version, step, Said(order.reason, order.judgement))
    version.status = target
    version.updated_at = work.now
    if target is step.target:
        _apply(work, version, order)
    else:
        version.taken_by = None
    await work.session.flush()
    # Search finds what is public, so only what comes there, goes from there or changes there is to be found anew.
    if {step.source, target} & PUBLIC:
        latest = await indexing.index_interface(work, version.interface)
        await published_fields.keep(work, version.interface, latest)
    if target in CHECKED_AGAIN and step.source not in CHECKED_AGAIN:
        await rechecks_due.catch_up(work, version)
    work.record(order.reason, digest=version.digest, report=str(version.report_id), status=target)
    versions.announce(work, version, target)
    return version


def actions_of(actor: Actor, version: Version) -> list[Action]:
    """Return what the actor may do next with a version."""
    return actions_open_to(actor, queries.head_of(version))


def actions_open_to(actor: Actor, head: VersionHead) -> list[Action]:
    """Return what the actor may do next with a version in that state."""
    return [step.action for step in transitions_from(head.status) if _is_open_to(actor, step, head)]


def binds_from(head: VersionHead, today: date | None = None) -> date | None:
    """Return the day from which what the check found stops a submission, none where it does already or found nothing.

    Before the binding day of the profile that documents are checked against, its errors are shown and stop nobody.
    """
    if head.is_fit(waivers.today()):
        return None
    return still_to_bind(head.binding_on, today or datetime.now(UTC).date())


def _is_open_to(actor: Actor, step: Transition, head: VersionHead) -> bool:
    if not actor.is_party(step.party, head.institution):
        return False
    if step.party is Party.REVIEWER:
        own = actor.name in {head.submitted_by, head.written_by}
        return not own and (step.action not in DECISIONS or head.taken_by == actor.name)
    return step.action is not Action.SUBMIT or head.is_fit(waivers.today()) or binds_from(head) is not None


def _require_party(actor: Actor, step: Transition, version: Version) -> None:
    institution = version.interface.institution.key
    if step.party is Party.OWNER:
        require_owner(actor, institution)
        return
    require_role(actor, {Role.REVIEWER})
    if actor.belongs_to(institution):
        raise OwnInstitution(institution)
    if actor.name in {version.submitted_by, version.written_by}:
        raise OwnWork
    if step.action in DECISIONS and version.taken_by != actor.name:
        raise NotYourReview(version.taken_by or "-")


async def _require_conditions(work: Work, version: Version, order: Order) -> None:
    if order.action is Action.SUBMIT:
        await _require_fit(work, version)
    if order.action in DECISIONS:
        _require_seen(version, order)
    if order.action is Action.DEPRECATE:
        await _require_farewell(work, version, order)


async def _require_fit(work: Work, version: Version) -> None:
    """Raise `DocumentHasErrors` where the check of a version left errors, without a waiver for each, that bind today.

    The waivers are asked anew: whoever gives one up waits for the version, which is locked here.
    """
    version.waived_until = await waived.until(work, version.interface.id, version.report)
    head = queries.head_of(version)
    if not head.is_fit(waivers.day_of(work.now)) and still_to_bind(head.binding_on, work.now.date()) is None:
        raise DocumentHasErrors(version.report.errors, version.report.result)


def _require_seen(version: Version, order: Order) -> None:
    if order.digest is None or order.report is None:
        raise ConditionMissing
    if (order.digest, order.report) != (version.digest, str(version.report_id)):
        raise Outdated(version.digest)


async def _require_farewell(work: Work, version: Version, order: Order) -> None:
    if order.sunset_on is None or order.sunset_on < work.now.date():
        raise FieldsInvalid((FieldError("/sunset_on", "sunset-in-past", {"limit": work.now.date().isoformat()}),))
    if order.successor is None:
        return
    every = await queries.list_all(work.session, version.interface)
    if not any(one.number == order.successor and one.status is Status.PUBLISHED for one in every if one is not version):
        raise FieldsInvalid((FieldError("/successor", "successor-not-published", {"limit": order.successor}),))


def _apply(work: Work, version: Version, order: Order) -> None:
    changes: dict[Action, dict[str, Any]] = {
        Action.SUBMIT: {
            "submitted_by": work.actor.name,
            "submitted_at": work.now,
            "taken_by": None,
            "decided_by": None,
            "decided_at": None,
            "decision_reason": None,
        },
        Action.APPEAL: {"taken_by": None, "decided_by": None, "decided_at": None, "decision_reason": None},
        Action.TAKE: {"taken_by": work.actor.name},
        Action.PUBLISH: {"published_at": work.now},
        Action.DEPRECATE: {
            "deprecated_at": work.now,
            "sunset_on": order.sunset_on,
            "successor": order.successor,
        },
        Action.RETIRE: {"retired_at": work.now},
    }
    if order.action in DECISIONS:
        changes[order.action] = {
            "decided_by": work.actor.name,
            "decided_at": work.now,
            "decision_reason": order.reason,
        }
    for name, value in changes.get(order.action, {}).items():
        setattr(version, name, value)
    if order.action is Action.APPROVE:
        versions.raise_standing(work, version.interface, Standing.REVIEWED)
