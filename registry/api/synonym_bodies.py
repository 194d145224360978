"""The bodies of names that mean the same."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import Synonym


class SynonymBody(msgspec.Struct, frozen=True):
    """Names that mean the same, in Swahili and in English."""

    id: UUID
    key: str
    kind: str
    names: dict[str, Any]
    note: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Synonym) -> "SynonymBody":
        """Return the body of a group of names."""
        address = f"/api/v1/synonyms/{row.key}"
        links = {"self": address, "history": f"{address}/history", "page": f"/synonyms/{row.key}/edit"}
        told = {name: getattr(row, name) for name in cls.__struct_fields__ if name != "links"}
        return cls(links=links, **told)
