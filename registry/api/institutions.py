"""The routes under `/institutions`."""

from typing import Annotated, Any

from litestar import Request, Response, get, patch, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, Parameter

from registry.api import answers
from registry.api.bodies import InstitutionBody, PageBody, PastBody
from registry.domain.entries import InstitutionKind, Sector
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import institutions, past
from registry.usecases.work import Work

Limit = Annotated[int, Parameter(ge=1, le=200)]


@get("/institutions", opt={"parameters": {"kind", "sector", "limit", "cursor"}, "repeatable": {"kind", "sector"}})
async def list_institutions(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    kind: FromQuery[list[InstitutionKind] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[InstitutionBody]]:
    """List public institutions in the order of their keys."""
    filters = institutions.Filters(kind or (), sector or ())
    found = await institutions.list_page(reading, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, InstitutionBody.of)


@post("/institutions", opt={"shape": "new_institution"})
async def create_institution(
    request: Request[Any, Any, State], work: NamedDependency[Work]
) -> Response[InstitutionBody]:
    """Enter a public institution into the registry."""
    row = await institutions.create(work, await tree_of(request))
    location = f"/api/v1/institutions/{row.key}"
    return answers.entry(InstitutionBody.of(row), row.revision, status=201, location=location)


@get("/institutions/{institution:str}", opt={"parameters": {"as_of"}})
async def get_institution(
    reading: NamedDependency[Work], institution: FromPath[str], as_of: FromQuery[str | None] = None
) -> Response[InstitutionBody | PastBody]:
    """Read a public institution, as it is or as it was at a moment."""
    if as_of is not None:
        return answers.plain(PastBody.of(await past.institution(reading, institution, as_of)))
    row = await institutions.get(reading, institution)
    return answers.entry(InstitutionBody.of(row), row.revision)


@patch("/institutions/{institution:str}", opt={"shape": "institution_changes"})
async def change_institution(
    request: Request[Any, Any, State], work: NamedDependency[Work], institution: FromPath[str]
) -> Response[InstitutionBody]:
    """Change what is said of a public institution."""
    seen = seen_revision(request)
    row = await institutions.change(work, institution, await tree_of(request), seen)
    return answers.entry(InstitutionBody.of(row), row.revision)


ROUTES = [list_institutions, create_institution, get_institution, change_institution]
