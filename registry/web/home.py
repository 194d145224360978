"""The first page."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from registry.domain.entries import EntryKind
from registry.usecases import concepts, institutions, interfaces, standards, systems, versions
from registry.usecases.work import Work
from registry.web.reader import Reader

RECENT = 6


@get("/", include_in_schema=False)
async def home(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show the search, how much the catalogue holds, and what is new in it."""
    recent = await versions.recent(reading, RECENT)
    return reader.page("home/home.html", counts=await _counts(reading), recent=recent)


async def _counts(reading: Work) -> dict[str, int]:
    first: dict[str, Any] = {"after": "", "limit": 1}
    nothing = interfaces.Filters()
    return {
        "institution": (await institutions.list_page(reading, institutions.Filters(), **first)).total,
        "system": (await systems.list_page(reading, systems.Filters(), **first)).total,
        "api": (await interfaces.list_page(reading, EntryKind.API, nothing, **first)).total,
        "schema": (await interfaces.list_page(reading, EntryKind.SCHEMA, nothing, **first)).total,
        "concept": (await concepts.list_page(reading, concepts.Filters(), **first)).total,
        "standard": (await standards.list_page(reading, standards.Filters(), **first)).total,
    }


ROUTES = [home]
