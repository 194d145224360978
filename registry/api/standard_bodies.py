"""The JSON bodies of standards, their components, and concepts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import Component, Concept, ConceptSchema, Standard
from registry.domain.concepts import schema_address
from registry.usecases.rules import Resting


class ComponentBody(msgspec.Struct, frozen=True):
    """One of the groups into which e-GA orders its standards."""

    id: UUID
    key: str
    position: int
    names: dict[str, Any]
    code: str | None
    note: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Component) -> "ComponentBody":
        """Return the body of a component."""
        links = {
            "self": f"/api/v1/components/{row.key}",
            "standards": f"/api/v1/standards?component={row.key}",
            "page": f"/standards#{row.key}",
        }
        return cls(links=links, **_plain(cls, row, "links"))


class StandardBody(msgspec.Struct, frozen=True):
    """A standard, an Act, or another published text that rules rest on, with how much of it was read."""

    id: UUID
    key: str
    component: str | None
    kind: str
    code: str | None
    titles: dict[str, Any]
    version: str | None
    issued: str | None
    status: str
    seen: str
    publisher: str
    address: str | None
    clauses: list[Any]
    sources: list[Any]
    notes: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Standard) -> "StandardBody":
        """Return the body of a standard."""
        address = f"/api/v1/standards/{row.key}"
        links = {
            "self": address,
            "rules": f"{address}/rules",
            "history": f"{address}/history",
            "page": f"/standards/{row.key}",
        }
        component = row.component.key if row.component else None
        return cls(component=component, links=links, **_plain(cls, row, "component", "links"))


class RestingBody(msgspec.Struct, frozen=True):
    """A rule of an active profile that names a standard, and where in it, if it says so."""

    profile: str
    rule: str
    severity: str
    clause: str | None

    @classmethod
    def of(cls, found: Resting) -> "RestingBody":
        """Return the body of a rule that rests on a standard."""
        return cls(found.profile, found.rule, found.severity, found.clause)


class EventBody(msgspec.Struct, frozen=True):
    """What was done with an entry, and with which parts of it; who did it is told to few."""

    at: datetime
    action: str
    fields: list[str]
    actor: str | None


class ConceptBody(msgspec.Struct, frozen=True):
    """One meaning that fields of many systems share, with its canonical schema and every version that it had."""

    id: UUID
    key: str
    version: str
    versions: list[str]
    names: dict[str, Any]
    definition: dict[str, Any]
    synonyms: dict[str, Any]
    field_names: list[Any]
    ambiguous: list[Any]
    type: str
    format: str | None
    pattern: str | None
    unit: str | None
    personal_data: str
    certainty: str
    related: list[Any]
    sources: list[Any]
    schema: dict[str, Any]
    schema_digest: str
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Concept, schemas: Sequence[ConceptSchema]) -> "ConceptBody":
        """Return the body of a concept, from its canonical schemas or those of many concepts."""
        own = [one for one in schemas if one.concept_id == row.id]
        present = next(one for one in own if one.version == row.version)
        address = f"/api/v1/concepts/{row.key}"
        links = {
            "self": address,
            "schema": schema_address(row.key, row.version),
            "history": f"{address}/history",
            "page": f"/concepts/{row.key}",
        }
        return cls(
            versions=[one.version for one in own],
            schema=msgspec.json.decode(present.content),
            schema_digest=present.digest,
            links=links,
            **_plain(cls, row, "versions", "schema", "schema_digest", "links"),
        )


def _plain(body: type[msgspec.Struct], row: object, *without: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in body.__struct_fields__ if name not in without}
