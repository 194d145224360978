"""The page of a field: where its schema is shown, at its line."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.concepts import folded
from registry.domain.errors import NotFound
from registry.usecases import findables, indexing, versions
from registry.usecases.work import Work
from registry.web.naming import below_versions
from registry.web.reader import Reader


@get(below_versions("fields/{field:str}"), include_in_schema=False)
async def field_of(
    name: NamedDependency[str],
    number: FromPath[str],
    field: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Lead to the line of the field in the first schema that has it, however its name is written there."""
    version = await versions.get(reading, name, number)
    place = place_of(version.facts, field)
    if place is None:
        raise NotFound("field", field[:120])
    return reader.go(indexing.path_of(version.interface, version.number) + place)


def place_of(facts: Mapping[str, Any], wanted: str) -> str | None:
    """Return where below the page of a version a field is shown, nothing where the document has none of that name."""
    for position, schema in enumerate(facts.get("schemas", ())):
        for name in schema.get("properties", ()):
            if folded(name) == folded(wanted):
                return f"/schemas/{position}#f-{quote(name, safe='')}"
    for name in (*facts.get("properties", ()), *findables.field_names(facts)):
        if folded(name) == folded(wanted):
            return f"#f-{quote(name, safe='')}"
    return None


ROUTES = [field_of]
