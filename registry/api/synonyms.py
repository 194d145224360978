"""The routes under `/synonyms`."""

from typing import Annotated, Any

from litestar import Request, Response, delete, get, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, Parameter

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.standard_bodies import EventBody
from registry.api.standards import AGAIN
from registry.api.synonym_bodies import SynonymBody
from registry.domain.synonyms import SynonymKind
from registry.domain.words import LONGEST_QUERY
from registry.http.conditions import seen_or_nothing, seen_revision
from registry.http.cursors import after_of
from registry.http.requests import keyed_tree_of
from registry.usecases import synonyms
from registry.usecases.work import Work

FILTERS = {"kind"}
Words = FromQuery[Annotated[str, Parameter(max_length=LONGEST_QUERY)]]


@get("/synonyms", opt={"parameters": FILTERS | {"q", "limit", "cursor"}, "repeatable": FILTERS})
async def list_synonyms(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    q: Words = "",
    kind: FromQuery[list[SynonymKind] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[SynonymBody]]:
    """List the groups of names that mean the same, in the order of their keys."""
    found = await synonyms.list_page(reading, kind or (), q, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, SynonymBody.of)


@get("/synonyms/{synonym:str}")
async def get_synonym(reading: NamedDependency[Work], synonym: FromPath[str]) -> Response[SynonymBody]:
    """Read a group of names."""
    row = await synonyms.get(reading, synonym)
    return answers.entry(SynonymBody.of(row), row.revision)


@put("/synonyms/{synonym:str}", status_code=201, opt={"shape": "synonym", "again": AGAIN})
async def put_synonym(
    request: Request[Any, Any, State], work: NamedDependency[Work], synonym: FromPath[str]
) -> Response[SynonymBody]:
    """Enter a group of names, or make it this; If-Match names the state that a change was made from."""
    tree = await keyed_tree_of(request, synonym)
    row, created = await synonyms.put(work, tree, seen=seen_or_nothing(request))
    body = SynonymBody.of(row)
    return answers.entry(body, row.revision, status=201 if created else 200, location=body.links["self"])


@delete("/synonyms/{synonym:str}")
async def remove_synonym(
    request: Request[Any, Any, State], work: NamedDependency[Work], synonym: FromPath[str]
) -> None:
    """Take a group of names away; If-Match names the state that was seen."""
    await synonyms.remove(work, synonym, seen=seen_revision(request))


@get("/synonyms/{synonym:str}/history")
async def list_synonym_events(reading: NamedDependency[Work], synonym: FromPath[str]) -> Response[list[EventBody]]:
    """List what was done with a group of names, in order."""
    events = await synonyms.history_of(reading, await synonyms.get(reading, synonym))
    return answers.plain([EventBody(**event) for event in events])


ROUTES = [list_synonyms, get_synonym, put_synonym, remove_synonym, list_synonym_events]
