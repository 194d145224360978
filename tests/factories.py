"""Entries for tests: each function makes one through the use cases, valid unless told otherwise."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import yaml
from reference_data import COMPONENT, CONCEPT, STANDARD, SYNONYM
from sqlalchemy import select

from registry.db.models import (
    AuditEntry,
    Component,
    Concept,
    Institution,
    Interface,
    Standard,
    StoredProfile,
    Synonym,
    System,
    Table,
    Version,
    Waiver,
)
from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind, Role, Scope, operator
from registry.domain.lifecycle import Action, Status
from registry.domain.profiles import ProfileAction, ProfileState
from registry.domain.waivers import today
from registry.usecases import (
    accounts,
    concepts,
    institutions,
    interfaces,
    keys,
    profiles,
    sessions,
    standards,
    synonyms,
    systems,
    transitions,
    versions,
    waivers,
)
from registry.usecases.transitions import Order
from registry.usecases.work import Check, Work, begin, read

INSECURE = [{"url": "https://{host}.nida.example/v1"}]
"""Servers with one error: a variable that is defined nowhere."""
PASSWORD = "correct horse battery"
SYNONYMS = Path(__file__).parents[1] / "catalog_seed" / "synonyms.yaml"
ADMIN = operator()

STEPS: dict[Status, tuple[Action, ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: (Action.SUBMIT,),
    Status.IN_REVIEW: (Action.SUBMIT, Action.TAKE),
    Status.CHANGES_REQUESTED: (Action.SUBMIT, Action.TAKE, Action.REQUEST_CHANGES),
    Status.REJECTED: (Action.SUBMIT, Action.TAKE, Action.REJECT),
    Status.WITHDRAWN: (Action.SUBMIT, Action.WITHDRAW),
    Status.APPROVED: (Action.SUBMIT, Action.TAKE, Action.APPROVE),
    Status.PUBLISHED: (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH),
    Status.SUSPENDED: (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH, Action.SUSPEND),
    Status.DEPRECATED: (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH, Action.DEPRECATE),
    Status.RETIRED: (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH, Action.DEPRECATE, Action.RETIRE),
}
"""The steps that bring a draft to each state."""


def actor(*roles: Role, name: str = "amina", institution: str | None = "nida") -> Actor:
    return Actor(ActorKind.USER, name, institution=institution, roles=frozenset(roles))


PUBLISHER = actor(Role.PUBLISHER)
REVIEWER = actor(Role.REVIEWER, name="rehema", institution="ega")
SECOND_REVIEWER = actor(Role.REVIEWER, name="juma", institution="utumishi")
OWN_REVIEWER = actor(Role.REVIEWER, name="neema")
EDITOR = actor(Role.STANDARDS_EDITOR, name="rashid", institution="ega")
STRANGER = actor(Role.PUBLISHER, name="salim", institution="ega")
AUDITOR = actor(Role.AUDITOR, name="hawa", institution=None)


ACCESS = {
    "steps": [{"sw": "Andika barua.", "en": "Write a letter."}],
    "contact": "ict@nida.example",
    "version": "1",
    "date": "2026-01-01",
}
"""An access procedure with all that a reviewer needs."""
COMPLETE: dict[str, Any] = {
    "names": [
        {"kind": "name", "language": "sw", "text": "Mfumo"},
        {"kind": "name", "language": "en", "text": "System"},
    ],
    "contacts": [
        {"kind": "business", "name": "Business", "email": "business@nida.example"},
        {"kind": "technical", "name": "ICT", "email": "ict@nida.example"},
    ],
    "legal_basis": [{"title": "The Act"}],
    "hosting": {"kind": "government-data-centre"},
    "personal_data": {"holds": False},
}
"""The parts of a system with which it can be reviewed."""

RULESET = b"""extends: somana:core
rules:
  operation-without-summary: error
  api-without-contact: off
"""


def document(version: str = "1.0.0", title: str = "Identity verification", **parts: Any) -> bytes:
    """Return an OpenAPI document without errors."""
    tree = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "description": "Confirms a national identification number.",
            "contact": {"name": "ICT", "email": "ict@nida.example"},
        },
        "servers": [{"url": "https://api.nida.example/v1"}],
        "security": [{"bearer": []}],
        "paths": {
            "/identities/{nin}": {
                "get": {
                    "operationId": "getIdentity",
                    "summary": "Confirm a number",
                    "tags": ["identities"],
                    "parameters": [{"name": "nin", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {
                            "description": "Known",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Identity"}}},
                        },
                        "404": {"description": "Unknown"},
                    },
                }
            }
        },
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Identity": {
                    "type": "object",
                    "description": "A person as the register knows them.",
                    "properties": {"nin": {"type": "string"}, "firstName": {"type": "string"}},
                }
            },
        },
    }
    return json.dumps({**tree, **parts}, indent=2).encode()


def exchanging(*fields: str) -> dict[str, Any]:
    """Return the part of an OpenAPI document that makes it exchange these fields."""
    identity = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    bearer = {"type": "http", "scheme": "bearer"}
    return {"components": {"securitySchemes": {"bearer": bearer}, "schemas": {"Identity": identity}}}


async def contents(database: Database, *without: str) -> dict[str, list[str]]:
    """Return every row of every table, the tables and `table.column` named left out, to compare before with after."""

    def columns(table: Any) -> list[Any]:
        return [column for column in table.columns if f"{table.name}.{column.name}" not in without]

    async with database.reading() as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in await session.execute(select(*columns(table))))
            for table in Table.metadata.sorted_tables
            if table.name not in without
        }


async def trail(database: Database) -> list[tuple[str, str, str, str | None]]:
    """Return who did what with which outcome and why, from the audit trail."""
    async with database.reading() as session:
        entries = await session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
        return [(entry.actor, entry.event, entry.outcome, entry.reason) for entry in entries]


class Factory:
    """Makes entries through the use cases, each in a transaction of its own."""

    def __init__(self, database: Database, check: Check) -> None:
        self.database = database
        self.check = check

    @asynccontextmanager
    async def work(self, who: Actor = ADMIN) -> AsyncIterator[Work]:
        async with begin(self.database, who, self.check) as work:
            yield work

    @asynccontextmanager
    async def reading(self, who: Actor = ADMIN) -> AsyncIterator[Work]:
        async with read(self.database, who, self.check) as work:
            yield work

    async def institution(self, key: str = "nida", **parts: Any) -> Institution:
        tree = {
            "key": key,
            "kind": "authority",
            "sector": "identity",
            "names": [
                {"language": "sw", "text": f"Mamlaka ya {key}", "acronym": key.upper()},
                {"language": "en", "text": f"Authority of {key}", "acronym": key.upper()},
            ],
        }
        async with self.work() as work:
            return await institutions.create(work, {**tree, **parts})

    async def institutions(self, *keys: str) -> None:
        for key in keys:
            await self.institution(key)

    async def system(self, key: str = "cig", institution: str = "nida", who: Actor = ADMIN, **parts: Any) -> System:
        tree = {
            "key": key,
            "institution": institution,
            "names": [{"kind": "name", "language": "en", "text": f"System {key}"}],
            "purpose": {"sw": "Kuthibitisha vitambulisho", "en": "Confirms identities"},
            "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
        }
        async with self.work(who) as work:
            return await systems.register(work, {**tree, **parts})

    async def api(self, system: str = "cig", key: str = "identities", **parts: Any) -> Interface:
        tree = {
            "key": key,
            "title": {"sw": "Uthibitisho wa kitambulisho", "en": "Identity verification"},
            "description": {"sw": "Huthibitisha namba.", "en": "Confirms a number."},
            "access": ACCESS,
        }
        async with self.work() as work:
            return await interfaces.define_api(work, system, {**tree, **parts})

    async def schema(self, key: str = "person", institution: str = "nida", **parts: Any) -> Interface:
        tree = {"key": key, "institution": institution, "title": {"en": "Person"}, "description": {"en": "A person."}}
        async with self.work() as work:
            return await interfaces.define_schema(work, {**tree, **parts})

    async def catalogue(self, **api_parts: Any) -> None:
        """Make two institutions, a system and an api without versions."""
        await self.institutions("nida", "ega")
        await self.system()
        await self.api(**api_parts)

    async def version(
        self, status: Status = Status.DRAFT, number: str = "1.0.0", name: str = "cig/identities", **parts: Any
    ) -> Version:
        """Make a version and take it to a state."""
        async with self.work(PUBLISHER) as work:
            version, _ = await versions.publish(work, name, document(number, **parts))
        for action in STEPS[status]:
            version = await self.advance(version, action)
        return version

    async def advance(self, version: Version, action: Action, who: Actor | None = None, **parts: Any) -> Version:
        """Take a version one step, as whoever may."""
        reviewing = {Action.TAKE, Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES, Action.SUSPEND, Action.RESUME}
        who = who or (REVIEWER if action in reviewing else PUBLISHER)
        async with self.work(who) as work:
            order = Order(
                **{
                    "action": action,
                    "reason": "because",
                    "digest": version.digest,
                    "report": str(version.report_id),
                    "sunset_on": work.now.date(),
                    **parts,
                }
            )
            return await transitions.advance(work, version.interface.name, version.number, order)

    async def profile(
        self,
        state: ProfileState = ProfileState.DRAFT,
        key: str = "tz-interop",
        version: str = "1.0.0",
        content: bytes = RULESET,
        **order: Any,
    ) -> StoredProfile:
        """Load a profile and take it to a state."""
        async with self.work(EDITOR) as work:
            stored, _ = await profiles.load(work, key, version, content)
        if state is not ProfileState.DRAFT:
            stored = await self.activate(key, version, **order)
        if state is ProfileState.RETIRED:
            async with self.work(EDITOR) as work:
                stored = await profiles.retire(work, key, version)
        return stored

    async def activate(self, key: str = "tz-interop", version: str = "1.0.0", **order: Any) -> StoredProfile:
        async with self.work(EDITOR) as work:
            return await profiles.activate(work, key, version, profiles.Order(ProfileAction.ACTIVATE, **order))

    async def component(self, **parts: Any) -> Component:
        async with self.work(EDITOR) as work:
            return (await standards.put_component(work, {**COMPONENT, **parts}))[0]

    async def standard(self, **parts: Any) -> Standard:
        """Enter a standard, under its component where that is there."""
        async with self.work(EDITOR) as work:
            return (await standards.put(work, {**STANDARD, **parts}))[0]

    async def synonym(self, **parts: Any) -> Synonym:
        async with self.work(EDITOR) as work:
            return (await synonyms.put(work, {**SYNONYM, **parts}))[0]

    async def shipped_synonyms(self) -> None:
        """Enter every group of names that the registry is shipped with."""
        async with self.work(EDITOR) as work:
            for tree in yaml.safe_load(SYNONYMS.read_text("utf-8")):
                await synonyms.put(work, tree)

    async def concept(self, **parts: Any) -> Concept:
        async with self.work(EDITOR) as work:
            return (await concepts.put(work, {**CONCEPT, **parts}))[0]

    async def waiver(self, number: str = "9.0.0", name: str = "cig/identities") -> Waiver:
        """Ask that the error of a new version be waived until today."""
        version = await self.version(number=number, name=name, servers=INSECURE)
        async with self.work(PUBLISHER) as work:
            tree = await versions.report_of(work, version)
            finding = next(one for one in tree["findings"] if one["severity"] == "error")
            told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "June"}
            return await waivers.ask(work, {"version": version.reference, "ends_on": today().isoformat(), **told})

    async def person(self, name: str = "amina", *roles: Role, institution: str | None = "nida") -> Actor:
        """Make an account and return its person as an actor."""
        async with self.work() as work:
            given = accounts.Person(name, name.title(), f"{name}@example.go.tz", roles, institution)
            return sessions.actor_of_user(await accounts.create(work, given, PASSWORD))

    async def key(self, who: Actor, *scopes: Scope) -> dict[str, str]:
        """Make an API key and return the header that brings it."""
        async with self.work(who) as work:
            _, secret = await keys.create(work, {"name": "test", "scopes": list(scopes or Scope)})
        return {"Authorization": f"Bearer {secret}"}
