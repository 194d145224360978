"""What can be done with waivers: ask for one, decide, give up, and tell of those that are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry.db.models import Version, Waiver
from registry.db.queries import versions as stored_versions
from registry.db.queries import waivers as queries
from registry.domain.actors import Actor, Role, Scope, require_owner, require_role, require_scope
from registry.domain.errors import (
    FieldError,
    FieldsInvalid,
    NotFound,
    OwnInstitution,
    OwnWork,
    ReasonRequired,
    Unauthenticated,
)
from registry.domain.names import reference_of
from registry.domain.notices import NoticeKind
from registry.domain.visibility import levels_of
from registry.domain.waivers import DEFAULT_DAYS, WaiverAction, WaiverState, day_of, state_on, step
from registry.usecases import versions, waived
from registry.usecases.notices import owners_of, people_named, reviewers_but_of, tell
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How often a waiver of a rule was asked for, granted and refused, and how many hold, on which versions."""

    asked: int = 0
    granted: int = 0
    refused: int = 0
    in_force: int = 0
    published: int = 0
    """The published versions that fail the rule while their entry has a waiver for it."""


async def ask(work: Work, tree: object, *, longest: int = DEFAULT_DAYS) -> Waiver:
    """Ask that an error of a version be waived, at its place or in the whole entry, until a day that is not too far."""
    given = work.given("new_waiver", tree)
    name, number = _named(given["version"])
    work.attempt("waiver:ask", "waiver", f"{name}@{number} {given['rule']}")
    _require_span(day_of(work.now), date.fromisoformat(given["ends_on"]), longest)
    version = await versions.get(work, name, number)
    require_owner(work.actor, version.interface.institution.key)
    await work.database.dialect.lock_records(work.session)
    finding = await _finding(work, version, given["rule"], given["fingerprint"])
    if known := await queries.asked(work.session, version.interface, given["rule"], given["fingerprint"]):
        raise FieldsInvalid((FieldError("/fingerprint", "waiver-asked", {"limit": known.key}),))
    waiver = Waiver(
        serial=await queries.next_serial(work.session),
        interface=version.interface,
        version=version.number,
        rule=given["rule"],
        profile=given.get("profile"),
        pointer=finding["pointer"] if given.get("scope", "place") == "place" else None,
        fingerprint=given["fingerprint"],
        reason=given["reason"],
        ends_on=date.fromisoformat(given["ends_on"]),
        asked_by=work.actor.name,
        asked_at=work.now,
        updated_at=work.now,
        renews=await _renewed(work, version, given.get("renews")),
    )
    work.session.add(waiver)
    await work.session.flush()
    work.attempt("waiver:ask", "waiver", waiver.key)
    await _announce(work, waiver, given["reason"])
    return waiver


async def decide(
    work: Work, number: str, action: WaiverAction, reason: str | None = None, *, seen: int | None = None
) -> Waiver:
    """Grant or refuse a waiver as a reviewer of elsewhere, or withdraw it as its owner.

    `seen` is the revision that was read; a step from another one is refused.
    """
    withdrawing = action is WaiverAction.WITHDRAW
    work.attempt(f"waiver:{action}", "waiver", number, Scope.ENTRIES_WRITE if withdrawing else Scope.REVIEWS_WRITE)
    waiver = await _get(work, number, lock=True)
    (_require_asking_side if withdrawing else _require_judge)(work.actor, waiver)
    target = step(state_on(waiver.state, waiver.ends_on, day_of(work.now)), action)
    if seen is not None:
        expect(waiver.revision, seen)
    if not withdrawing:
        _require_grounds(work, waiver, action, reason)
        waiver.decided_by, waiver.decided_at, waiver.decision_reason = work.actor.name, work.now, reason
    waiver.state, waiver.updated_at = target, work.now
    await work.session.flush()
    await waived.renew(work, waiver.interface_id)
    await _announce(work, waiver, reason)
    return waiver


async def end_overdue(work: Work) -> list[Waiver]:
    """Note of the waivers whose last day is over that they have ended, so that both sides are told once.

    Their findings count again from that day on whether this is called or not.
    """
    work.attempt("waiver:end", "waiver", "-")
    require_role(work.actor, {Role.ADMIN})
    over = list(await queries.overdue(work.session, day_of(work.now)))
    for waiver in over:
        waiver.state, waiver.updated_at = WaiverState.ENDED, work.now
    await work.session.flush()
    for waiver in over:
        work.attempt("waiver:end", "waiver", waiver.key)
        await _announce(work, waiver, None)
    return over


async def get(work: Work, number: str) -> Waiver:
    """Return a waiver to somebody of the government."""
    _require_reader(work.actor)
    return await _get(work, number)


async def list_page(work: Work, filters: Mapping[str, Any], *, after: str, limit: int) -> Page[Waiver]:
    """Return a page of the waivers, the latest first, to somebody of the government."""
    _require_reader(work.actor)
    day, before = day_of(work.now), int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0  # noqa: PLR2004 what a column holds
    rows = await queries.list_page(work.session, filters, day, before, limit + 1)
    return page_of(rows, limit, await queries.count(work.session, filters, day), lambda row: str(row.serial))


async def statistics(work: Work) -> dict[str, RuleCounts]:
    """Return the counts of every rule of which a waiver was asked for, the one that was asked for most in front."""
    _require_reader(work.actor)
    found = await queries.statistics(work.session, day_of(work.now))
    return {rule: RuleCounts(**counts) for rule, counts in found.items()}


async def counts_of(work: Work, rule: str) -> RuleCounts:
    """Return the counts of one rule; nothing of any one waiver is in them, so everybody may know them."""
    day = day_of(work.now)
    counts = (await queries.statistics(work.session, day, rule)).get(rule)
    if counts is None:
        return RuleCounts()
    return RuleCounts(**counts, published=await queries.published_with(work.session, rule, levels_of(work.actor), day))


def actions_of(actor: Actor, waiver: Waiver, day: date) -> list[WaiverAction]:
    """Return what the actor may do next with a waiver."""
    state, institution = state_on(waiver.state, waiver.ends_on, day), waiver.interface.institution.key
    judging = Role.REVIEWER in actor.roles and not actor.belongs_to(institution) and actor.name != waiver.asked_by
    open_to: list[WaiverAction] = []
    if state is WaiverState.ASKED and judging:
        open_to += [WaiverAction.GRANT, WaiverAction.REFUSE]
    if state in {WaiverState.ASKED, WaiverState.GRANTED} and actor.owns(institution):
        open_to.append(WaiverAction.WITHDRAW)
    return open_to


async def _get(work: Work, number: str, *, lock: bool = False) -> Waiver:
    waiver = await queries.get(work.session, number, lock=lock)
    if waiver.interface.visibility not in levels_of(work.actor):
        raise NotFound("waiver", number)
    return waiver


def _named(words: str) -> tuple[str, str]:
    reference = reference_of(words)
    if reference is None or reference.number is None:
        raise FieldsInvalid((FieldError("/version", "waiver-version", {"limit": words[:80]}),))
    return reference.entry, reference.number


def _require_span(day: date, ends_on: date, longest: int) -> None:
    last = day + timedelta(days=longest)
    if not day <= ends_on <= last:
        values = {"limit": day.isoformat(), "last": last.isoformat(), "days": str(longest)}
        raise FieldsInvalid((FieldError("/ends_on", "waiver-span", values),))


async def _finding(work: Work, version: Version, rule: str, fingerprint: str) -> Mapping[str, Any]:
    tree = await stored_versions.tree_of(work.session, version.report)
    for finding in tree["findings"]:
        if (finding["rule"], finding["fingerprint"], finding["severity"]) == (rule, fingerprint, "error"):
            found: Mapping[str, Any] = finding
            return found
    raise FieldsInvalid((FieldError("/fingerprint", "no-such-error", {"limit": rule[:80]}),))


async def _renewed(work: Work, version: Version, number: str | None) -> Waiver | None:
    if number is None:
        return None
    old = await queries.get(work.session, number)
    if old.interface_id != version.interface_id:
        raise FieldsInvalid((FieldError("/renews", "waiver-elsewhere", {"limit": number}),))
    return old


def _require_asking_side(actor: Actor, waiver: Waiver) -> None:
    require_owner(actor, waiver.interface.institution.key)


def _require_judge(actor: Actor, waiver: Waiver) -> None:
    require_role(actor, {Role.REVIEWER})
    institution = waiver.interface.institution.key
    if actor.belongs_to(institution):
        raise OwnInstitution(institution)
    if actor.name == waiver.asked_by:
        raise OwnWork


def _require_grounds(work: Work, waiver: Waiver, action: WaiverAction, reason: str | None) -> None:
    if action is WaiverAction.REFUSE and not (reason or "").strip():
        raise ReasonRequired(action)
    # One that lay so long that its end is past would cover nothing.
    if action is WaiverAction.GRANT and waiver.ends_on < (day := day_of(work.now)):
        raise FieldsInvalid((FieldError("/ends_on", "waiver-over", {"limit": day.isoformat()}),))


def _require_reader(actor: Actor) -> None:
    if not actor.known:
        raise Unauthenticated
    if not actor.reads:
        require_scope(actor, Scope.ENTRIES_READ)


async def _announce(work: Work, waiver: Waiver, reason: str | None) -> None:
    """Put what became of a waiver on the record, tell those who follow the changes and those whom it concerns."""
    work.record(
        reason,
        entry=waiver.interface.name,
        rule=waiver.rule,
        pointer=waiver.pointer,
        state=waiver.state,
        ends_on=waiver.ends_on.isoformat(),
    )
    work.announce(
        f"waiver.{waiver.state}",
        waiver,
        level="government",
        name=waiver.interface.name,
        institution=waiver.interface.institution.key,
    )
    await _tell(work, waiver)


async def _tell(work: Work, waiver: Waiver) -> None:
    owner = waiver.interface.institution.key
    if waiver.state in {WaiverState.ASKED, WaiverState.WITHDRAWN}:
        people = await reviewers_but_of(work, owner)
    else:
        people = await owners_of(work, owner)
    if waiver.state is WaiverState.ENDED:
        people = [*people, *await people_named(work, {waiver.decided_by})]
    await tell(
        work,
        people,
        NoticeKind(f"waiver-{waiver.state}"),
        waiver.interface.name,
        f"/waivers/{waiver.key}",
        cause=f"waiver-{waiver.state}:{waiver.key}",
        rule=waiver.rule,
        ends_on=waiver.ends_on.isoformat(),
    )
