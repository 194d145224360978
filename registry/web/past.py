"""The pages of entries as they were on a day."""

from datetime import timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.usecases import past
from registry.usecases.past import Past
from registry.usecases.work import Work
from registry.web.naming import ENTRY_PATHS, below_versions
from registry.web.reader import Reader

LONGEST = 40


@get("/institutions/{key:str}/past", include_in_schema=False)
async def institution(
    request: Request[None, None, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show an institution as it was on a day."""
    return _page(reader, await past.institution(reading, key, _day_of(request)))


@get("/systems/{key:str}/past", include_in_schema=False)
async def system(
    request: Request[None, None, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show a system as it was on a day."""
    return _page(reader, await past.system(reading, key, _day_of(request)))


@get([f"{path}/past" for path in ENTRY_PATHS], include_in_schema=False)
async def interface(
    request: Request[None, None, State],
    name: NamedDependency[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show an api or a schema as it was on a day."""
    return _page(reader, await past.interface(reading, name, _day_of(request)))


@get(below_versions("past"), include_in_schema=False)
async def version(
    request: Request[None, None, State],
    name: NamedDependency[str],
    number: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show a version as it was on a day."""
    return _page(reader, await past.version(reading, name, number, _day_of(request)))


def rows_of(tree: Any, within: str = "") -> list[tuple[str, str]]:
    """Return the parts of a tree that say something, each with its place."""
    if isinstance(tree, dict):
        return [row for name, value in tree.items() for row in rows_of(value, f"{within}.{name}" if within else name)]
    if isinstance(tree, list):
        return [row for place, value in enumerate(tree, 1) for row in rows_of(value, f"{within}.{place}")]
    return [] if tree is None else [(within, str(tree))]


def _day_of(request: Request[None, None, State]) -> str:
    return request.query_params.get("day", "").strip()[:LONGEST]


def _page(reader: Reader, found: Past) -> Response[str]:
    today = reader.path.removesuffix("/past")
    # The end of a day is the first moment of the next.
    shown = (found.moment - timedelta(microseconds=1)).date()
    return reader.page("past/entry.html", past=found, shown=shown, rows=rows_of(found.tree), today=today)


ROUTES = [institution, system, interface, version]
