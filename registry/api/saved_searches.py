"""The routes under `/saved-searches`: searches that the asker saved, and what they have found."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.api import answers
from registry.api.finding_bodies import MatchBody, SavedSearchBody, matches_of
from registry.http.requests import tree_of
from registry.usecases import saved_searches
from registry.usecases.work import Work

NOT_KEPT = {"Cache-Control": "no-store"}


@get("/saved-searches")
async def list_saved_searches(reading: NamedDependency[Work]) -> Response[list[SavedSearchBody]]:
    """List the searches that the asker saved."""
    rows = await saved_searches.list_all(reading)
    return answers.plain([SavedSearchBody.of(row) for row in rows], headers=NOT_KEPT)


@post("/saved-searches", opt={"shape": "new_saved_search"})
async def save_search(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[SavedSearchBody]:
    """Save a search; the address of its feed is in this answer and in no other."""
    row, secret = await saved_searches.create(work, await tree_of(request))
    body = SavedSearchBody.of(row, secret)
    return answers.plain(body, status=201, headers={"Location": body.links["self"], **NOT_KEPT})


@get("/saved-searches/{saved:uuid}")
async def get_saved_search(reading: NamedDependency[Work], saved: FromPath[UUID]) -> Response[SavedSearchBody]:
    """Read a search that the asker saved."""
    return answers.plain(SavedSearchBody.of(await saved_searches.get(reading, saved)), headers=NOT_KEPT)


@get("/saved-searches/{saved:uuid}/matches")
async def list_matches(reading: NamedDependency[Work], saved: FromPath[UUID]) -> Response[list[MatchBody]]:
    """List what a saved search has found and the asker may see now, the latest first."""
    row = await saved_searches.get(reading, saved)
    return answers.plain(matches_of(row, await saved_searches.matches(reading, row)), headers=NOT_KEPT)


@post("/saved-searches/{saved:uuid}/see", status_code=200)
async def see_matches(work: NamedDependency[Work], saved: FromPath[UUID]) -> Response[SavedSearchBody]:
    """Note that the asker has seen what a saved search found."""
    return answers.plain(SavedSearchBody.of(await saved_searches.see(work, saved)), headers=NOT_KEPT)


@post("/saved-searches/{saved:uuid}/feed", status_code=200)
async def renew_feed(work: NamedDependency[Work], saved: FromPath[UUID]) -> Response[SavedSearchBody]:
    """Give the feed of a saved search a new address; the old one ends."""
    return answers.plain(SavedSearchBody.of(*await saved_searches.renew(work, saved)), headers=NOT_KEPT)


@delete("/saved-searches/{saved:uuid}")
async def delete_saved_search(work: NamedDependency[Work], saved: FromPath[UUID]) -> None:
    """Remove a saved search; its feed ends."""
    await saved_searches.delete(work, saved)


ROUTES = [
    *(list_saved_searches, save_search, get_saved_search, list_matches, see_matches, renew_feed),
    delete_saved_search,
]
