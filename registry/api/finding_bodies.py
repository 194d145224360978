"""The JSON bodies of searches that people save, and of services that they ask for."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from registry.api.search_bodies import HitBody, hit_of
from registry.db.models import SavedSearch, ServiceRequest
from registry.usecases.saved_searches import Match


class SavedSearchBody(msgspec.Struct, frozen=True):
    """A search that the asker saved; the address of its feed is told only when it is made."""

    id: str
    name: str
    words: str
    facets: dict[str, list[str]]
    created_at: datetime
    looked_at: datetime
    links: dict[str, str]

    @classmethod
    def of(cls, row: SavedSearch, secret: str | None = None) -> "SavedSearchBody":
        """Return the body of a saved search."""
        path = f"/saved-searches/{row.id}"
        links = {"self": f"/api/v1{path}", "matches": f"/api/v1{path}/matches", "page": path}
        links |= {"feed": f"/feeds/saved/{secret}.atom"} if secret else {}
        facets = {name: list(values) for name, values in row.facets.items()}
        return cls(str(row.id), row.name, row.words, facets, row.created_at, row.looked_at, links)


class MatchBody(msgspec.Struct, frozen=True):
    """One thing that a saved search finds, when it first did, and whether that is since its owner last looked."""

    found_at: datetime
    new: bool
    hit: HitBody


class ServiceRequestBody(msgspec.Struct, frozen=True):
    """A service that somebody asked for, of whom, and what was answered."""

    id: int
    need: str
    words: str
    asked_by: str
    asking_institution: str | None
    institution: str | None
    created_at: datetime
    answer: str | None
    answered_at: datetime | None
    links: dict[str, str]

    @classmethod
    def of(cls, row: ServiceRequest) -> "ServiceRequestBody":
        """Return the body of what was asked for."""
        path = f"/service-requests/{row.id}"
        return cls(
            row.id,
            row.need,
            row.words,
            row.account.full_name,
            row.account.institution.key if row.account.institution else None,
            row.institution.key if row.institution else None,
            row.created_at,
            row.answer,
            row.answered_at,
            {"self": f"/api/v1{path}", "page": path},
        )


def matches_of(row: SavedSearch, matches: Sequence[Match]) -> list[MatchBody]:
    """Return what a saved search has found as JSON has it."""
    return [MatchBody(one.found_at, one.found_at > row.looked_at, hit_of(one.hit)) for one in matches]
