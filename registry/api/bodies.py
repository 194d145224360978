"""The JSON bodies that the API gives."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from registry.db.models import ApiKey, AuditEntry, Change, Institution, Interface, System
from registry.domain.actors import Actor
from registry.domain.visibility import is_insider, level_of_part, withheld_from
from registry.usecases.indexing import path_of
from registry.usecases.past import Past

Item = TypeVar("Item")


class PageBody(msgspec.Struct, Generic[Item], frozen=True):
    """One page of a list."""

    items: list[Item]
    page: "PageInfo"


class PageInfo(msgspec.Struct, frozen=True):
    """How long a page is, where the next one begins, and how much there is in all."""

    limit: int
    next_cursor: str | None
    total: int


class InstitutionBody(msgspec.Struct, frozen=True):
    """A public body."""

    id: UUID
    key: str
    number: str
    kind: str
    sector: str
    website: str | None
    names: list[dict[str, Any]]
    parents: list[dict[str, Any]]
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Institution) -> "InstitutionBody":
        """Return the body of an institution."""
        return cls(
            id=row.id,
            key=row.key,
            number=row.number,
            kind=row.kind,
            sector=row.sector,
            website=row.website,
            names=[name.tree() for name in row.names],
            parents=[parent.tree() for parent in row.parents],
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
            links={"self": f"/api/v1/institutions/{row.key}", "page": f"/institutions/{row.key}"},
        )


class SystemBody(msgspec.Struct, frozen=True):
    """An ICT system, with what its entry still lacks."""

    id: UUID
    key: str
    number: str
    institution: str
    names: list[Any]
    title: dict[str, str]
    purpose: dict[str, Any]
    sector: str
    state: str
    standing: str
    missing: list[str]
    replaced_by: str | None
    contacts: list[Any]
    legal_basis: list[Any]
    hosting: dict[str, Any] | None
    gisp_reference: str | None
    channels: list[Any]
    personal_data: dict[str, Any] | None
    critical: bool
    levels: dict[str, Any]
    readers: list[Any]
    withheld: list[str]
    confirmed_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: System, actor: Actor) -> "SystemBody":
        """Return the body of a system as a reader may see it."""
        withheld = withheld_from(actor, row)
        return cls(
            id=row.id,
            key=row.key,
            number=row.number,
            institution=row.institution.key,
            names=row.names,
            title=row.title,
            purpose=row.purpose,
            sector=row.sector,
            state=row.state,
            standing=row.standing,
            missing=list(row.missing),
            replaced_by=row.replaced_by.key if row.replaced_by else None,
            contacts=[] if "contacts" in withheld else row.contacts,
            legal_basis=row.legal_basis,
            hosting=None if "hosting" in withheld else row.hosting,
            gisp_reference=row.gisp_reference,
            channels=[] if "channels" in withheld else row.channels,
            personal_data=None if "personal_data" in withheld else row.personal_data,
            critical=row.critical,
            **_told(actor, row, withheld),
            confirmed_at=row.confirmed_at,
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
            links={
                "self": f"/api/v1/systems/{row.key}",
                "apis": f"/api/v1/apis?system={row.key}",
                "freshness": f"/api/v1/systems/{row.key}/freshness",
                "page": f"/systems/{row.key}",
            },
        )


class InterfaceBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """An api of a system, or a data schema."""

    id: UUID
    key: str
    name: str
    institution: str
    title: dict[str, Any]
    description: dict[str, Any]
    visibility: str
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]
    system: str | None = None
    kind: str | None = None
    access: dict[str, Any] | None = None
    channels: list[Any] = msgspec.field(default_factory=list)
    message_security: dict[str, Any] | None = None
    concept: str | None = None
    levels: dict[str, Any] = msgspec.field(default_factory=dict)
    readers: list[Any] = msgspec.field(default_factory=list)
    withheld: list[str] = msgspec.field(default_factory=list)

    @classmethod
    def of(cls, row: Interface, actor: Actor) -> "InterfaceBody":
        """Return the body of an api or a schema as a reader may see it."""
        withheld = withheld_from(actor, row)
        address = f"/api/v1{path_of(row)}"
        return cls(
            id=row.id,
            key=row.key,
            name=row.name,
            institution=row.institution.key,
            title=row.title,
            description=row.description,
            visibility=row.visibility,
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
            links={"self": address, "versions": f"{address}/versions", "page": path_of(row)},
            system=row.system.key if row.system else None,
            kind=row.manner,
            access=None if "access" in withheld else row.access,
            channels=[] if "channels" in withheld else row.channels,
            message_security=None if "message_security" in withheld else row.message_security,
            concept=row.concept,
            **_told(actor, row, withheld),
        )


def _told(actor: Actor, row: System | Interface, withheld: Sequence[str]) -> dict[str, Any]:
    """Return what a reader is told of the levels, and of what is withheld from them; to insiders, who is named too."""
    levels = {part: level_of_part(row, part) for part in row.guarded_parts}
    named = row.readers if is_insider(actor, row.institution.key) else []
    return {"levels": levels, "readers": named, "withheld": list(withheld)}


class ChangeBody(msgspec.Struct, frozen=True):
    """One line of the change feed; fetch the entry for the rest."""

    seq: int
    type: str
    op: str
    kind: str
    id: str
    slug: str
    institution: str
    at: datetime
    version: str | None
    digest: str | None
    deleted: bool
    links: dict[str, str]

    @classmethod
    def of(cls, row: Change) -> "ChangeBody":
        """Return the body of a change."""
        address = f"/api/v1/{row.kind}s/{row.name}"
        versions = address if row.kind == "profile" else f"{address}/versions"
        return cls(
            seq=row.seq,
            type=row.type,
            op=row.op,
            kind=row.kind,
            id=row.entry_id,
            slug=row.name,
            institution=row.institution,
            at=row.at,
            version=row.version,
            digest=row.digest,
            deleted=row.op == "delete",
            links={"self": f"{versions}/{row.version}" if row.version else address},
        )


class FeedBody(msgspec.Struct, frozen=True):
    """A part of the change feed; ask again from `last_seq`."""

    results: list[ChangeBody]
    last_seq: int
    pending: int
    oldest_seq: int


class KeyBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """An API key; the secret itself is there only in the answer that makes it."""

    id: UUID
    name: str
    prefix: str
    owner: str
    institution: str
    scopes: list[Any]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    key: str | None = None

    @classmethod
    def of(cls, row: ApiKey, secret: str | None = None) -> "KeyBody":
        """Return the body of a key."""
        return cls(
            id=row.id,
            name=row.name,
            prefix=row.prefix,
            owner=row.user.name,
            institution=row.institution.key,
            scopes=row.scopes,
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            revoked_at=row.revoked_at,
            key=secret,
        )


class ActorBody(msgspec.Struct, frozen=True):
    """Who is asking, and what they may do."""

    kind: str
    name: str
    institution: str | None
    roles: list[str]
    scopes: list[str] | None


class AuditBody(msgspec.Struct, frozen=True):
    """One entry of the audit trail, chained to the one before by its hash."""

    seq: int
    at: datetime
    actor_kind: str
    actor: str
    institution: str | None
    event: str
    subject_kind: str
    subject: str
    outcome: str
    reason: str | None
    details: dict[str, Any]
    request_id: str | None
    previous_hash: str
    hash: str

    @classmethod
    def of(cls, row: AuditEntry) -> "AuditBody":
        """Return the body of an audit entry."""
        return cls(**{name: getattr(row, name) for name in cls.__struct_fields__})


class PastBody(msgspec.Struct, frozen=True):
    """An entry as it was at a moment: since when it was so, and what was said of it."""

    kind: str
    name: str
    as_of: datetime
    since: datetime
    revision: int
    entry: dict[str, Any]

    @classmethod
    def of(cls, past: Past) -> "PastBody":
        """Return the body of an entry in the past."""
        return cls(past.kind, past.name, past.moment, past.since, past.revision, past.tree)
