"""The routes under `/apis` and `/schemas`, apart from their versions."""

from typing import Any

from litestar import Request, Response, get, patch, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import InterfaceBody, PageBody, PastBody
from registry.api.institutions import Limit
from registry.db.models import Interface
from registry.domain.entries import EntryKind
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import interfaces, past
from registry.usecases.indexing import path_of
from registry.usecases.work import Work

ENTRY_PATHS = ["/apis/{system:str}/{api:str}", "/schemas/{schema:str}"]


def name_of(request: Request[Any, Any, State]) -> str:
    """Return the name of the api or the schema that an address stands for."""
    keys = request.path_params
    return str(keys["schema"]) if "schema" in keys else f"{keys['system']}/{keys['api']}"


@get("/apis", opt={"parameters": {"institution", "system", "limit", "cursor"}})
async def list_apis(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    institution: FromQuery[str | None] = None,
    system: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[InterfaceBody]]:
    """List apis in the order of their names."""
    filters = interfaces.Filters(institution, system)
    found = await interfaces.list_page(reading, EntryKind.API, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, lambda row: InterfaceBody.of(row, reading.actor))


@get("/schemas", opt={"parameters": {"institution", "concept", "limit", "cursor"}})
async def list_schemas(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    institution: FromQuery[str | None] = None,
    concept: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[InterfaceBody]]:
    """List data schemas in the order of their keys."""
    filters = interfaces.Filters(institution, concept=concept)
    found = await interfaces.list_page(reading, EntryKind.SCHEMA, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, lambda row: InterfaceBody.of(row, reading.actor))


@post("/apis/{system:str}", opt={"shape": "new_api"})
async def define_api(
    request: Request[Any, Any, State], work: NamedDependency[Work], system: FromPath[str]
) -> Response[InterfaceBody]:
    """Define an api of a system."""
    return _defined(work, await interfaces.define_api(work, system, await tree_of(request)))


@post("/schemas", opt={"shape": "new_schema"})
async def define_schema(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[InterfaceBody]:
    """Define a data schema of an institution."""
    return _defined(work, await interfaces.define_schema(work, await tree_of(request)))


@get(ENTRY_PATHS, opt={"parameters": {"as_of"}})
async def get_interface(
    request: Request[Any, Any, State], reading: NamedDependency[Work], as_of: FromQuery[str | None] = None
) -> Response[InterfaceBody | PastBody]:
    """Read an api or a data schema, as it is or as it was at a moment."""
    if as_of is not None:
        return answers.plain(PastBody.of(await past.interface(reading, name_of(request), as_of)))
    row = await interfaces.get(reading, name_of(request))
    return answers.entry(InterfaceBody.of(row, reading.actor), row.revision)


@patch(ENTRY_PATHS, opt={"shape": "api_changes"})
async def change_interface(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[InterfaceBody]:
    """Change what is said of an api or a data schema."""
    seen = seen_revision(request)
    row = await interfaces.change(work, name_of(request), await tree_of(request), seen)
    return answers.entry(InterfaceBody.of(row, work.actor), row.revision)


def _defined(work: Work, row: Interface) -> Response[InterfaceBody]:
    return answers.entry(InterfaceBody.of(row, work.actor), row.revision, status=201, location=f"/api/v1{path_of(row)}")


ROUTES = [list_apis, list_schemas, define_api, define_schema, get_interface, change_interface]
