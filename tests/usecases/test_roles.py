from collections.abc import Awaitable, Callable
from importlib import import_module
from inspect import isfunction, signature
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from factories import COMPLETE, INSECURE, PASSWORD, PUBLISHER, REVIEWER, RULESET, Factory, actor, document
from reference_data import COMPONENT, CONCEPT, STANDARD, SYNONYM
from reviewing import queued
from sqlalchemy import select
from without_roles import OF_ONESELF, OF_SOMETHING, READINGS, WITHIN

from registry import usecases
from registry.db.models import Recheck
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, operator
from registry.domain.chain import AuditFilters
from registry.domain.errors import Forbidden, NotFound, NotYourReview, OwnInstitution, RegistryError, RoleMissing
from registry.domain.lifecycle import Action, Status
from registry.domain.names import check_digit, registry_number
from registry.domain.profiles import ProfileAction, ProfileState
from registry.domain.rechecks import Chosen
from registry.domain.waivers import WaiverAction, today
from registry.usecases import (
    accounts,
    audit,
    board,
    checklists,
    comments,
    concepts,
    desk,
    freshness,
    holidays,
    imports,
    index_builds,
    index_checks,
    institutions,
    interfaces,
    keys,
    notices,
    profiles,
    published_fields,
    rechecks,
    reminders,
    requests,
    saved_searches,
    standards,
    synonyms,
    systems,
    transitions,
    versions,
    waivers,
)
from registry.usecases.accounts import Person
from registry.usecases.requests import Move
from registry.usecases.work import Work, begin

Usecase = Callable[[Work], Awaitable[Any]]
OTHER = b"extends: [[somana:core, off]]\nrules: {paths-equivalent: warn}"
WAIVER = f"WVR-000001-{check_digit('000001')}"
ASKED: dict[str, str] = {}
"""What is asked of the finding of the one version that has an error, once there is one."""
NEW = {"names": [{"kind": "name", "text": "New"}], "purpose": {"en": "x"}}
CONTACTS = [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}]

# Who may begin each use case on what the institution `nida` owns: "own" is somebody of that institution.
OWNERS = {("publisher", "own"), ("institution_admin", "own"), ("admin", "own"), ("admin", "other")}
ADMINS = {("admin", "own"), ("admin", "other")}
HEADS = ADMINS | {("institution_admin", "own")}
AUDITORS = ADMINS | {("auditor", "own"), ("auditor", "other")}
QUEUE = AUDITORS | {("reviewer", "own"), ("reviewer", "other")}
EDITORS = {("standards_editor", "own"), ("standards_editor", "other")}
REVIEWERS = {("reviewer", "other")}
REVIEWERS_ANYWHERE = {("reviewer", "own"), ("reviewer", "other")}
REVIEWERS_ONLY = (REVIEWERS,)
SHARERS = ADMINS | REVIEWERS_ANYWHERE
READERS = QUEUE | {(role.value, "own") for role in Role}
WAITING, IN_REVIEW = registry_number("REV", 1), registry_number("REV", 2)
HOLIDAYS = {"holidays": [{"day": "2026-12-09", "names": {"sw": "Uhuru", "en": "Independence"}}]}
EVERYBODY = {(role.value, place) for role in Role for place in ("own", "other")}


async def _get(work: Work) -> None:
    (identity,) = await work.session.scalars(select(Recheck.id))
    await rechecks.get(work, identity)


async def _summary(work: Work) -> None:
    (recheck,) = await work.session.scalars(select(Recheck))
    await rechecks.summary_of(work, recheck)


async def _results(work: Work) -> None:
    (recheck,) = await work.session.scalars(select(Recheck))
    await rechecks.results(work, recheck, Chosen())


async def _stop(work: Work) -> None:
    (identity,) = await work.session.scalars(select(Recheck.id))
    await rechecks.stop(work, identity)


async def _may_import(work: Work) -> None:
    imports.require_importer(work.actor)


USECASES: dict[str, tuple[Usecase, set[tuple[str, str]]]] = {
    "institutions.create": (
        lambda work: institutions.create(
            work,
            {"key": "brela", "kind": "agency", "sector": "business", "names": [{"language": "sw", "text": "BRELA"}]},
        ),
        ADMINS,
    ),
    "notices.letter_counts": (notices.letter_counts, ADMINS),
    "reminders.remind": (reminders.remind, ADMINS),
    "reminders.forget": (reminders.forget, ADMINS),
    "reminders.write_digests": (reminders.write_digests, ADMINS),
    "saved_searches.tell_of_new": (saved_searches.tell_of_new, ADMINS),
    "institutions.change": (
        lambda work: institutions.change(work, "nida", {"website": "https://nida.example"}, 1),
        HEADS,
    ),
    "systems.register": (
        lambda work: systems.register(work, {"key": "new-one", "institution": "nida", "contacts": CONTACTS, **NEW}),
        OWNERS,
    ),
    "systems.change": (lambda work: systems.change(work, "cig", {"gisp_reference": "x"}, 2), OWNERS),
    "interfaces.define_api": (
        lambda work: interfaces.define_api(work, "cig", {"key": "other", "title": {"en": "Other"}}),
        OWNERS,
    ),
    "interfaces.define_schema": (
        lambda work: interfaces.define_schema(
            work, {"key": "person", "institution": "nida", "title": {"en": "Person"}}
        ),
        OWNERS,
    ),
    "interfaces.change": (
        lambda work: interfaces.change(work, "cig/identities", {"title": {"en": "Other"}}, 1),
        OWNERS,
    ),
    "versions.publish": (lambda work: versions.publish(work, "cig/identities", document("2.0.0")), OWNERS),
    "versions.delete": (lambda work: versions.delete(work, "cig/identities", "1.0.0"), OWNERS),
    "transitions.advance": (
        lambda work: transitions.advance(work, "cig/identities", "1.0.0", transitions.order_of({"action": "submit"})),
        OWNERS,
    ),
    "desk.list_page": (lambda work: desk.list_page(work, desk.Filters(), after="", limit=1), QUEUE),
    "desk.counts": (desk.counts, QUEUE),
    "desk.load": (desk.load, QUEUE),
    "desk.balance": (desk.balance, SHARERS),
    "desk.hand_over": (lambda work: desk.hand_over(work, IN_REVIEW, {"to": "juma"}, 2), ADMINS),
    "desk.declare_conflict": (lambda work: desk.declare_conflict(work, WAITING, {}, 1), REVIEWERS),
    "requests.ask": (lambda work: requests.ask(work, "whole", {"kind": "end"}), OWNERS),
    "requests.get": (lambda work: requests.get(work, WAITING), READERS),
    "requests.advance take": (lambda work: requests.advance(work, WAITING, Move(Action.TAKE, 1)), REVIEWERS),
    "requests.advance withdraw": (lambda work: requests.advance(work, WAITING, Move(Action.WITHDRAW, 1)), OWNERS),
    "comments.say": (lambda work: comments.say(work, WAITING, {"text": "x"}), OWNERS | REVIEWERS_ANYWHERE),
    "holidays.put": (lambda work: holidays.put(work, HOLIDAYS), ADMINS),
    "checklists.put": (lambda work: checklists.put(work, {"questions": [], "reasons": []}), ADMINS),
    "audit.entries": (lambda work: audit.entries(work, after=0, limit=1), AUDITORS),
    "audit.chosen": (lambda work: audit.chosen(work, AuditFilters(), after=0, limit=1), AUDITORS),
    "audit.newest": (lambda work: audit.newest(work, AuditFilters(), before=None, limit=1), AUDITORS),
    "audit.everything": (lambda work: anext(audit.everything(work, after=0, upto=1)), AUDITORS),
    "audit.head": (audit.head, AUDITORS),
    "audit.verify": (audit.verify, AUDITORS),
    "audit.first_broken": (audit.first_broken, AUDITORS),
    "accounts.create": (
        lambda work: accounts.create(work, Person("new", "New", "new@example.go.tz", [Role.PUBLISHER]), PASSWORD),
        ADMINS,
    ),
    "accounts.set_roles": (lambda work: accounts.set_roles(work, "amina", [Role.PUBLISHER]), ADMINS),
    "accounts.set_password": (lambda work: accounts.set_password(work, "amina", PASSWORD), ADMINS),
    "accounts.disable": (lambda work: accounts.disable(work, "amina"), ADMINS),
    "accounts.get": (lambda work: accounts.get(work, "amina"), ADMINS),
    "accounts.list_all": (accounts.list_all, ADMINS),
    "profiles.load": (lambda work: profiles.load(work, "tz-interop", "9.0.0", RULESET), EDITORS),
    "profiles.load over a draft": (lambda work: profiles.load(work, "tz-interop", "2.0.0", OTHER), EDITORS),
    "profiles.activate": (
        lambda work: profiles.advance(work, "tz-interop", "2.0.0", profiles.Order(ProfileAction.ACTIVATE)),
        EDITORS,
    ),
    "profiles.retire": (
        lambda work: profiles.advance(work, "tz-interop", "1.0.0", profiles.Order(ProfileAction.RETIRE)),
        EDITORS,
    ),
    "rechecks.start_trial": (lambda work: rechecks.start_trial(work, "tz-interop", "2.0.0"), EDITORS),
    "rechecks.stop": (_stop, EDITORS),
    "rechecks.list_all": (rechecks.list_all, EDITORS | AUDITORS),
    "rechecks.get": (_get, EDITORS | AUDITORS),
    "rechecks.summary_of": (_summary, EDITORS | AUDITORS),
    "rechecks.results": (_results, EDITORS | AUDITORS),
    "published_fields.rebuild": (lambda work: published_fields.rebuild(work, "", 1), ADMINS),
    "index_builds.build": (lambda work: index_builds.build(work, 1), ADMINS),
    "index_checks.verify_entries": (
        lambda work: index_checks.verify_entries(work, index_checks.Verdict(), "rules", "", 1),
        ADMINS,
    ),
    "index_checks.verify_words": (lambda work: index_checks.verify_words(work, index_checks.Verdict(), 0, 1), ADMINS),
    "rechecks.newest_trial": (lambda work: rechecks.newest_trial(work, "tz-interop", "1.0.0"), EDITORS | AUDITORS),
    "standards.put": (lambda work: standards.put(work, {**STANDARD, "component": None}), EDITORS),
    "standards.put_component": (lambda work: standards.put_component(work, COMPONENT), EDITORS),
    "standards.put_components": (lambda work: standards.put_components(work, [COMPONENT]), EDITORS),
    "synonyms.put": (lambda work: synonyms.put(work, SYNONYM), EDITORS),
    "synonyms.remove": (lambda work: synonyms.remove(work, SYNONYM["key"]), EDITORS),
    "concepts.put": (lambda work: concepts.put(work, CONCEPT), EDITORS),
    "concepts.put_all": (lambda work: concepts.put_all(work, [CONCEPT]), EDITORS),
    "waivers.ask": (lambda work: waivers.ask(work, dict(ASKED)), OWNERS),
    "waivers.decide withdraw": (
        lambda work: waivers.decide(work, WAIVER, WaiverAction.WITHDRAW),
        OWNERS,
    ),
    "waivers.end_overdue": (waivers.end_overdue, ADMINS),
    "waivers.get": (lambda work: waivers.get(work, WAIVER), EVERYBODY),
    "waivers.list_page": (lambda work: waivers.list_page(work, {}, after="", limit=1), EVERYBODY),
    "waivers.statistics": (waivers.statistics, EVERYBODY),
    "imports.require_importer": (_may_import, OWNERS | {("publisher", "other"), ("institution_admin", "other")}),
    "board.record_known": (
        lambda work: board.record_known(work, "nida", {"count": 1, "source": "Audit", "counted_on": "2026-01-01"}),
        ADMINS | {("reviewer", "own"), ("reviewer", "other")},
    ),
    "board.keep_day": (board.keep_day, ADMINS),
    "freshness.confirm": (lambda work: freshness.confirm(work, "cig", 2), OWNERS),
    "keys.list_all": (keys.list_all, EVERYBODY),
    "versions.in_progress": (versions.in_progress, EVERYBODY),
}


def _public() -> set[str]:
    """Return the names of all functions of the use cases that are given a work."""
    found = set()
    for module in iter_modules(usecases.__path__):
        loaded = import_module(f"{usecases.__name__}.{module.name}")
        for name, function in vars(loaded).items():
            own = isfunction(function) and function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and "work" in list(signature(function).parameters)[:1]:
                found.add(f"{module.name}.{name}")
    return found


def test_a_use_case_that_nobody_listed_here_is_noticed() -> None:
    listed = {name.partition(" ")[0] for name in USECASES} | {"profiles.advance"}
    told = READINGS | WITHIN | OF_ONESELF | OF_SOMETHING
    assert told <= _public()
    assert _public() <= listed | told


def test_no_door_does_what_is_only_done_within_a_use_case() -> None:
    registry = Path(usecases.__path__[0]).parent
    files = [file for door in ("api", "cli", "http", "web") for file in (registry / door).rglob("*.py")]
    written = "\n".join(file.read_text("utf-8") for file in files)
    assert "versions.publish(" in written
    assert not [name for name in WITHIN if f"{name}(" in written]


async def _prepare(make: Factory) -> None:
    await make.synonym()
    await make.catalogue()
    await make.version()
    await make.person("amina", Role.PUBLISHER)
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(version="2.0.0")
    await make.system("whole", **COMPLETE)
    await queued(make, Status.SUBMITTED, Status.IN_REVIEW)
    await make.institutions("utumishi")
    await make.person("juma", Role.REVIEWER, institution="utumishi")
    await _ask(make)


async def _ask(make: Factory) -> None:
    """Publish a version with an error under a waiver, and let two others be asked for, one of them by a test."""
    await make.api(key="insecure")
    version = await make.version(name="cig/insecure", servers=INSECURE)
    async with make.work(PUBLISHER) as work:
        tree = await versions.report_of(work, version)
        finding = next(one for one in tree["findings"] if one["severity"] == "error")
        told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "June"}
        asked = {"version": "cig/insecure@1.0.0", "ends_on": today().isoformat(), **told}
        waiver = await waivers.ask(work, asked)
    assert waiver.key == WAIVER
    async with make.work(REVIEWER) as work:
        await waivers.decide(work, WAIVER, WaiverAction.GRANT)
    ASKED.update(asked)


async def _is_let_in(make: Factory, usecase: Usecase, who: Actor) -> bool:
    try:
        async with begin(make.database, who, make.check) as work:
            await usecase(work)
            await work.session.rollback()
            work.touched, work.entries, work.changes, work.revised = False, [], [], {}
    # A draft is not shown to those who may not know of it, and a review is in the hands of one: refusals too.
    except (RoleMissing, NotFound, NotYourReview, OwnInstitution):
        return False
    return True


async def test_every_use_case_is_open_to_exactly_the_roles_that_it_is_for(make: Factory) -> None:
    await _prepare(make)
    for name, (usecase, allowed) in USECASES.items():
        let_in = set()
        for role in Role:
            for place, institution in (("own", "nida"), ("other", "ega")):
                who = actor(role, name=f"{role}-{place}", institution=institution)
                if await _is_let_in(make, usecase, who):
                    let_in.add((role.value, place))
        assert let_in == allowed, name
        assert await _is_let_in(make, usecase, operator()) is (allowed not in REVIEWERS_ONLY), name


async def test_no_use_case_but_reading_is_open_to_nobody_known(make: Factory) -> None:
    await _prepare(make)
    for name, (usecase, _) in USECASES.items():
        with pytest.raises(RegistryError) as refused:
            async with make.work(ANONYMOUS) as work:
                await usecase(work)
        assert refused.value.code in {"unauthenticated", "not-found"}, name


async def test_somebody_without_a_role_may_change_nothing(make: Factory) -> None:
    await _prepare(make)
    nobody = Actor(ActorKind.USER, "nobody", institution="nida")
    for name, (usecase, allowed) in USECASES.items():
        assert await _is_let_in(make, usecase, nobody) is (allowed in (EVERYBODY, READERS)), name


async def test_profiles_are_read_by_everybody(make: Factory) -> None:
    stored = await make.profile()
    for who in (ANONYMOUS, *(actor(role) for role in Role)):
        async with make.reading(who) as work:
            assert [one.id for one in await profiles.list_all(work)] == [stored.id]
            assert (await profiles.get(work, "tz-interop", "1.0.0")).id == stored.id
            assert (await profiles.document_of(work, stored)).content == RULESET
            assert (await profiles.outline(work, "tz-interop@1.0.0")).digest == stored.digest


async def test_standards_and_concepts_are_read_by_everybody(make: Factory) -> None:
    await make.component()
    await make.standard()
    await make.concept()
    for who in (ANONYMOUS, *(actor(role) for role in Role)):
        async with make.reading(who) as work:
            assert [one.key for one in await standards.list_components(work)] == [COMPONENT["key"]]
            assert (await standards.get(work, "ega-ita-001")).titles == STANDARD["titles"]
            assert [one.key for one in await concepts.list_all(work)] == ["nin"]
            assert (await concepts.schema_of(work, "nin", "1.0.0")).version == "1.0.0"


async def test_a_waiver_is_decided_by_reviewers_of_elsewhere_alone(make: Factory) -> None:
    await _prepare(make)
    async with make.work(PUBLISHER) as work:
        asked = await waivers.ask(work, dict(ASKED))
    for action in (WaiverAction.GRANT, WaiverAction.REFUSE):
        let_in = set()
        for role in Role:
            for place, institution in (("own", "nida"), ("other", "ega")):
                who = actor(role, name=f"{role}-{place}", institution=institution)
                try:
                    async with begin(make.database, who, make.check) as work:
                        await waivers.decide(work, asked.key, action, "because")
                        await work.session.rollback()
                        work.touched, work.entries, work.changes = False, [], []
                except Forbidden:
                    continue
                let_in.add((role.value, place))
        assert let_in == {("reviewer", "other")}, action
