"""The pages of institutions."""

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.entries import EntryKind
from registry.usecases import institutions, interfaces, systems, versions
from registry.usecases.work import Work
from registry.web.reader import Reader

PAGE = 100
MOST = 500


@get("/institutions", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the institutions, in the order of their keys."""
    after = request.query_params.get("after", "")[:64]
    page = await institutions.list_page(reading, institutions.Filters(), after=after, limit=PAGE)
    return reader.page("institutions/listing.html", page=page)


@get("/institutions/{key:str}", include_in_schema=False)
async def institution(
    key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show an institution with its systems, apis and schemas."""
    row = await institutions.get(reading, key)
    owned = await systems.list_page(reading, systems.Filters(institutions=[key]), after="", limit=MOST)
    chosen = interfaces.Filters(institution=key)
    apis = (await interfaces.list_page(reading, EntryKind.API, chosen, after="", limit=MOST)).items
    schemas = (await interfaces.list_page(reading, EntryKind.SCHEMA, chosen, after="", limit=MOST)).items
    by_name = await versions.by_entry(reading, [*apis, *schemas])
    return reader.page(
        "institutions/institution.html",
        institution=row,
        systems=owned.items,
        apis=apis,
        schemas=schemas,
        versions=by_name,
    )


ROUTES = [listing, institution]
