from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from factories import PASSWORD, RULESET, Factory, actor, document
from reference_data import COMPONENT, CONCEPT, STANDARD

from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, operator
from registry.domain.errors import NotFound, RegistryError, RoleMissing
from registry.domain.profiles import ProfileAction, ProfileState
from registry.usecases import (
    accounts,
    audit,
    board,
    concepts,
    freshness,
    institutions,
    interfaces,
    keys,
    profiles,
    standards,
    systems,
    transitions,
    versions,
)
from registry.usecases.accounts import Person
from registry.usecases.work import Work, begin

Usecase = Callable[[Work], Awaitable[Any]]
OTHER = b"extends: [[somana:core, off]]\nrules: {paths-equivalent: warn}"
NEW = {"names": [{"kind": "name", "text": "New"}], "purpose": {"en": "x"}}
CONTACTS = [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}]

# Who may begin each use case on what the institution `nida` owns: "own" is somebody of that institution.
OWNERS = {("publisher", "own"), ("institution_admin", "own"), ("admin", "own"), ("admin", "other")}
ADMINS = {("admin", "own"), ("admin", "other")}
HEADS = ADMINS | {("institution_admin", "own")}
AUDITORS = ADMINS | {("auditor", "own"), ("auditor", "other")}
QUEUE = AUDITORS | {("reviewer", "own"), ("reviewer", "other")}
EDITORS = {("standards_editor", "own"), ("standards_editor", "other")}
EVERYBODY = {(role.value, place) for role in Role for place in ("own", "other")}

USECASES: dict[str, tuple[Usecase, set[tuple[str, str]]]] = {
    "institutions.create": (
        lambda work: institutions.create(
            work,
            {"key": "brela", "kind": "agency", "sector": "business", "names": [{"language": "sw", "text": "BRELA"}]},
        ),
        ADMINS,
    ),
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
    "transitions.queue": (transitions.queue, QUEUE),
    "audit.entries": (lambda work: audit.entries(work, after=0, limit=1), AUDITORS),
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
    "standards.put": (lambda work: standards.put(work, {**STANDARD, "component": None}), EDITORS),
    "standards.put_component": (lambda work: standards.put_component(work, COMPONENT), EDITORS),
    "standards.put_components": (lambda work: standards.put_components(work, [COMPONENT]), EDITORS),
    "concepts.put": (lambda work: concepts.put(work, CONCEPT), EDITORS),
    "concepts.put_all": (lambda work: concepts.put_all(work, [CONCEPT]), EDITORS),
    "board.record_known": (
        lambda work: board.record_known(work, "nida", {"count": 1, "source": "Audit", "counted_on": "2026-01-01"}),
        ADMINS | {("reviewer", "own"), ("reviewer", "other")},
    ),
    "board.keep_day": (board.keep_day, ADMINS),
    "freshness.confirm": (lambda work: freshness.confirm(work, "cig", 2), OWNERS),
    "keys.list_all": (keys.list_all, EVERYBODY),
    "versions.in_progress": (versions.in_progress, EVERYBODY),
}


async def _prepare(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    await make.person("amina", Role.PUBLISHER)
    await make.profile(ProfileState.ACTIVE)
    await make.profile(version="2.0.0")


async def _is_let_in(make: Factory, usecase: Usecase, who: Actor) -> bool:
    try:
        async with begin(make.database, who, make.check) as work:
            await usecase(work)
            await work.session.rollback()
            work.touched, work.entries, work.changes = False, [], []
    except (RoleMissing, NotFound):  # a draft is not shown to those who may not know of it, which is a refusal too
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
        assert await _is_let_in(make, usecase, operator()), name


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
        assert await _is_let_in(make, usecase, nobody) is (allowed == EVERYBODY), name


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
