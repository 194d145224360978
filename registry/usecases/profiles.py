"""What can be done with profiles: the versioned rulesets that documents are checked against."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.db.models import StoredProfile
from registry.db.queries import profiles as queries
from registry.db.queries import records
from registry.db.session import Database
from registry.domain.actors import Role, require_role
from registry.domain.chain import AuditFilters
from registry.domain.errors import FieldError, FieldsInvalid, NotFound, Outdated, ProfileFixed, RulesetUnusable
from registry.domain.names import Reference, is_safe_text
from registry.domain.profiles import (
    BUILT_IN_KEY,
    LONGEST_VERSION,
    ProfileAction,
    ProfileState,
    is_profile_key,
    is_profile_version,
    profile_reference_of,
    step,
)
from registry.frugal.values import replace
from registry.usecases import indexing, rechecks_due
from registry.usecases.checking import unusable
from registry.usecases.shapes import validated
from registry.usecases.work import Work
from registry.validators.bundles import Bundle, packed, unpacked
from registry.validators.outline import Outline, Wanted, rule_outlines, rule_trees
from registry.validators.rule_card import RuleCard
from registry.validators.rulesets.refusal import RulesetRefused

EDITORS = {Role.STANDARDS_EDITOR}
LONGEST_GRACE = 3650


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is said of a profile beside its bytes: its titles, and what is proposed for its activation."""

    title: Mapping[str, str] = field(default_factory=dict)
    binding_on: date | None = None
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to be done with a profile."""

    action: ProfileAction
    reason: str | None = None
    binding_on: date | None = None
    grace_days: int | None = None
    default: bool = False
    digest: str | None = None


def order_of(tree: object) -> Order:
    """Read an order; raise `FieldsInvalid` where it is none."""
    given = validated("profile_transition", tree)
    orders = (ProfileAction.ACTIVATE, ProfileAction.RETIRE)
    if given["action"] not in orders:
        raise FieldsInvalid((FieldError("/action", "enum", {"limit": ", ".join(orders)}),))
    binding = given.pop("binding_on", None)
    action = ProfileAction(given.pop("action"))
    return Order(action, **given, binding_on=date.fromisoformat(binding) if binding else None)


async def load(
    work: Work, key: str, version: str, content: bytes, particulars: Particulars | None = None
) -> tuple[StoredProfile, bool]:
    """Take in a ruleset, or a bundle of them, as a version of a profile; return it, and whether it is new.

    The same bytes again change nothing; other bytes replace a draft, and are refused once it was active.
    """
    work.attempt("profile:load", "profile", f"{key}@{version}")
    require_role(work.actor, EDITORS)
    particulars = particulars or Particulars()
    _require_name(key, version, particulars)
    bundle = _bundle_in(content)
    archive = packed(bundle)
    # As with documents, the slow part comes before the first question to the database.
    outline = await work.check.examine(key, version, archive)
    await work.database.dialect.lock_records(work.session)
    existing = await queries.find(work.session, key, version, lock=True)
    if existing is not None and _is_there(existing, outline, particulars):
        return existing, False
    contents = _contents(outline, bundle, archive, particulars)
    stored = _replaced(work, existing, contents) if existing else _new(work, key, version, contents)
    await work.session.flush()
    await rechecks_due.stop_trials(work, key, version)
    work.record(digest=stored.digest, rules=len(outline.rules), replaced=existing is not None)
    announce(work, stored, "loaded")
    return stored, existing is None


async def advance(work: Work, key: str, version: str, order: Order) -> StoredProfile:
    """Take a profile one step along its life."""
    if order.action is ProfileAction.ACTIVATE:
        return await activate(work, key, version, order)
    return await retire(work, key, version, order.reason)


async def activate(work: Work, key: str, version: str, order: Order) -> StoredProfile:
    """Make a draft the active version of its profile; the version that was active until now is retired.

    The day from which it binds and the grace that follows are those of the order, else those proposed with the draft,
    else today and none. What was checked against by default is followed by its next version, and everything that is
    published is checked again.
    """
    work.attempt("profile:activate", "profile", f"{key}@{version}")
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    stored = await queries.get(work.session, key, version, lock=True)
    target = step(stored.state, ProfileAction.ACTIVATE).target
    if order.digest not in {None, stored.digest}:
        raise Outdated(stored.digest)
    binding = order.binding_on or stored.binding_on or work.now.date()
    if binding < work.now.date():
        raise FieldsInvalid((FieldError("/binding_on", "binds-before", {"limit": work.now.date().isoformat()}),))
    superseded, was_default = await _make_room(work, key, default=order.default)
    await indexing.index_rules(work, key, await cards_of_active(work, stored))
    stored.state, stored.is_default = target, order.default or was_default
    stored.binding_on = binding
    stored.grace_days = stored.grace_days if order.grace_days is None else order.grace_days
    stored.activated_at = stored.updated_at = work.now
    await work.session.flush()
    if stored.is_default:
        followed = rechecks_due.Followed(key, version, stored.digest, binding, stored.grace_days)
        await rechecks_due.follow(work, followed)
    terms = {"binding_on": binding.isoformat(), "grace_days": stored.grace_days, "default": stored.is_default}
    work.record(order.reason, digest=stored.digest, superseded=superseded, **terms)
    announce(work, stored, "activated")
    return stored


async def retire(work: Work, key: str, version: str, reason: str | None = None) -> StoredProfile:
    """Retire the active version of a profile; it never comes back, and its reports stay what they are.

    Where it was the default, everything that is published is checked again by the rules that come with Somana.
    """
    work.attempt("profile:retire", "profile", f"{key}@{version}")
    require_role(work.actor, EDITORS)
    own = await work.check.built_in()
    await work.database.dialect.lock_records(work.session)
    stored = await queries.get(work.session, key, version, lock=True)
    was_default = stored.is_default
    _retired(work, stored)
    await indexing.index_rules(work, key, ())
    await work.session.flush()
    if was_default:
        followed = rechecks_due.Followed(own.key, own.version, own.digest, work.now.date(), 0)
        await rechecks_due.follow(work, followed)
    work.record(reason, digest=stored.digest)
    announce(work, stored, "retired")
    return stored


async def list_all(work: Work) -> Sequence[StoredProfile]:
    """Return every version of every profile."""
    return await queries.list_all(work.session)


async def get(work: Work, key: str, version: str) -> StoredProfile:
    """Return a version of a profile; `active` is the one that is."""
    if version == "active":
        found = await queries.find_active(work.session, key)
        if found is None:
            raise NotFound("profile", key[:LONGEST_VERSION])
        return found
    return await queries.get(work.session, key, version)


async def bundle_of(work: Work, stored: StoredProfile) -> bytes:
    """Return the ruleset of a profile with all that it extends, as one archive."""
    return await queries.bundle_of(work.session, stored.digest)


async def document_of(work: Work, stored: StoredProfile) -> Bundle:
    """Return the ruleset of a profile, byte for byte as it was loaded."""
    return unpacked(await bundle_of(work, stored))


async def history_of(work: Work, stored: StoredProfile) -> list[dict[str, Any]]:
    """Return what was done with a profile, in order; who did it is for those who answer for the standards."""
    insider = bool(work.actor.roles & (EDITORS | {Role.AUDITOR, Role.ADMIN}))
    entries = await records.audit_entries(
        work.session, after=0, limit=200, filters=AuditFilters(subject=stored.reference)
    )
    return [
        {
            "at": entry.at,
            "action": entry.event.partition(":")[2],
            "institution": entry.institution,
            "actor": entry.actor if insider else None,
            "reason": entry.reason if insider else None,
        }
        for entry in entries
        if entry.outcome == "allowed" and entry.subject_kind == "profile"
    ]


async def wanted(work: Work, asked: str | None) -> Wanted | None:
    """Return the profile that documents are checked against, the one asked for or the default; none for the built-in.

    `KEY` stands for the active version of it, `KEY@VERSION` for that version whatever its state.
    """
    reference = None if asked is None else profile_reference_of(asked)
    if asked is not None and reference is None:
        raise FieldsInvalid((FieldError("profile", "shape", {"limit": ""}, "query"),))
    if reference and reference.entry == BUILT_IN_KEY:
        if reference.number in {None, (await work.check.built_in()).version}:
            return None
        raise NotFound("profile", str(reference))
    # In a session of its own, since what follows may wait for a worker.
    own = await work.check.built_in()
    return await work.check.profiles.value(str(reference or ""), lambda: _found(work.database, reference, own))


async def _found(database: Database, reference: Reference | None, own: Outline) -> Wanted | None:
    async with database.reading() as session:
        if reference is None:
            found = await queries.find_default(session)
        elif reference.number:
            found = await queries.find(session, reference.entry, reference.number)
        else:
            found = await queries.find_active(session, reference.entry)
    if reference and found is None:
        raise NotFound("profile", str(reference))
    return _wanted(database, found, own) if found else None


async def wanted_by_digest(work: Work, key: str, digest: str) -> Wanted | None:
    """Return the profile that a digest stands for, none for the built-in; raise `NotFound` where its bytes are gone."""
    own = await work.check.built_in()
    if key == BUILT_IN_KEY:
        return None
    async with work.database.reading() as session:
        found = await queries.find_by_digest(session, digest)
    if found is None:
        raise NotFound("profile", digest)
    return _wanted(work.database, found, own)


async def outline(work: Work, asked: str | None) -> Outline:
    """Return what is told of the profile that is asked for, the default one unless it is."""
    found = await wanted(work, asked)
    return found.outline if found else await work.check.built_in()


async def cards_of(work: Work, wanted: Wanted | None, outline: Outline) -> Sequence[RuleCard]:
    """Return what the rules of a profile say of themselves; where this release cannot load it, what was kept of it."""
    try:
        return await work.check.cards(wanted)
    except RulesetUnusable:
        return [
            RuleCard(rule.name, rule.severity, title={"en": rule.description} if rule.description else {})
            for rule in outline.rules
        ]


async def cards_of_active(work: Work, stored: StoredProfile) -> Sequence[RuleCard]:
    """Return what the rules of a profile say of themselves, as far as this release can load it."""
    return await cards_of(work, _wanted(work.database, stored, await work.check.built_in()), outline_of(stored))


def outline_of(stored: StoredProfile) -> Outline:
    """Return what is told of a profile to those who do not run it."""
    return Outline(stored.key, stored.version, stored.digest, rule_outlines(stored.rules))


def announce(work: Work, stored: StoredProfile, verb: str) -> None:
    """Tell those who copy the catalogue what happened to a profile."""
    institution = work.actor.institution or "-"
    work.announce(f"profile.{verb}", stored, institution=institution, version=stored.version, digest=stored.digest)


def runnable(outline: Outline, own: Outline, fetch: Callable[[], Awaitable[bytes]]) -> Wanted:
    """Return a profile as this release runs it: rules of ours in it are part of the engine."""
    ours = any(rule.is_own for rule in outline.rules)
    return Wanted(replace(outline, engine=own.engine) if ours else outline, fetch)


def _wanted(database: Database, stored: StoredProfile, own: Outline) -> Wanted:
    async def fetch() -> bytes:
        async with database.reading() as session:
            return await queries.bundle_of(session, stored.digest)

    return runnable(outline_of(stored), own, fetch)


def _require_name(key: str, version: str, particulars: Particulars) -> None:
    errors = []
    if not is_profile_key(key):
        errors.append(FieldError("key", "profile-key", {"limit": BUILT_IN_KEY}, "path"))
    if not is_profile_version(version):
        errors.append(FieldError("version", "profile-version", {"limit": version[:LONGEST_VERSION]}, "path"))
    for language, title in particulars.title.items():
        if not title or not is_safe_text(title):
            errors.append(FieldError(f"title_{language}", "somana-name", {"limit": ""}, "query"))
    if not 0 <= particulars.grace_days <= LONGEST_GRACE:
        errors.append(FieldError("grace_days", "grace-days", {"limit": LONGEST_GRACE}, "query"))
    if errors:
        raise FieldsInvalid(tuple(errors))


def _bundle_in(content: bytes) -> Bundle:
    try:
        return unpacked(content)
    except RulesetRefused as refused:
        raise unusable(refused) from refused


def _is_there(existing: StoredProfile, outline: Outline, particulars: Particulars) -> bool:
    """Say whether a load would change nothing; raise `ProfileFixed` where it would change what may not be."""
    same = existing.digest == outline.digest
    if existing.state is not ProfileState.DRAFT:
        if not same:
            raise ProfileFixed(existing.reference, existing.state, existing.digest)
        return True
    proposed = (dict(particulars.title), particulars.binding_on, particulars.grace_days)
    return same and (existing.title, existing.binding_on, existing.grace_days) == proposed


def _contents(outline: Outline, bundle: Bundle, archive: bytes, particulars: Particulars) -> dict[str, Any]:
    return {
        "title": dict(particulars.title),
        "digest": outline.digest,
        "bundle": archive,
        "size": bundle.size,
        "files": [bundle.name, *sorted(bundle.files)],
        "rules": rule_trees(outline.rules),
        "binding_on": particulars.binding_on,
        "grace_days": particulars.grace_days,
    }


def _new(work: Work, key: str, version: str, contents: dict[str, Any]) -> StoredProfile:
    moments: dict[str, Any] = {"created_at": work.now, "updated_at": work.now}
    stored = StoredProfile(key=key, version=version, loaded_by=work.actor.name, **moments, **contents)
    work.session.add(stored)
    return stored


def _replaced(work: Work, existing: StoredProfile, contents: dict[str, Any]) -> StoredProfile:
    step(existing.state, ProfileAction.REPLACE)
    for name, value in {**contents, "loaded_by": work.actor.name, "updated_at": work.now}.items():
        setattr(existing, name, value)
    return existing


async def _make_room(work: Work, key: str, *, default: bool) -> tuple[str | None, bool]:
    """Retire the active version of a profile and free the place of the default, so that another can take both.

    Return which it was, and whether it was the default. It is written at once: the database allows neither twice.
    """
    active = await queries.find_active(work.session, key, lock=True)
    was_default = active is not None and active.is_default
    if active is not None:
        _retired(work, active)
        announce(work, active, "retired")
    other = await queries.find_default(work.session, lock=True) if default else None
    if other is not None and other is not active:
        other.is_default, other.updated_at = False, work.now
        announce(work, other, "changed")
    await work.session.flush()
    return (active.reference if active else None), was_default


def _retired(work: Work, stored: StoredProfile) -> None:
    stored.state = step(stored.state, ProfileAction.RETIRE).target
    stored.is_default = False
    stored.retired_at = stored.updated_at = work.now
