"""The JSON bodies of profiles."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import StoredProfile
from registry.domain.profiles import steps_from


class ProfileBody(msgspec.Struct, frozen=True):
    """A named and versioned ruleset, and the days from which it binds."""

    id: UUID
    key: str
    version: str
    reference: str
    state: str
    default: bool
    title: dict[str, Any]
    digest: str
    size: int
    files: list[Any]
    rules: int
    binding_on: date | None
    grace_days: int
    steps: list[str]
    activated_at: datetime | None
    retired_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: StoredProfile) -> "ProfileBody":
        """Return the body of a profile."""
        address = f"/api/v1/profiles/{row.key}/{row.version}"
        return cls(
            id=row.id,
            key=row.key,
            version=row.version,
            reference=row.reference,
            state=row.state,
            default=row.is_default,
            title=row.title,
            digest=row.digest,
            size=row.size,
            files=row.files,
            rules=len(row.rules),
            binding_on=row.binding_on,
            grace_days=row.grace_days,
            steps=[step.action.value for step in steps_from(row.state)],
            activated_at=row.activated_at,
            retired_at=row.retired_at,
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
            links={
                "self": address,
                "document": f"{address}/document",
                "bundle": f"{address}/bundle",
                "rules": f"/api/v1/rules?profile={row.reference}",
                "page": f"/profiles/{row.key}/{row.version}",
            },
        )
