"""The routes under `/concepts`, and where a canonical schema is found for good."""

import base64
import hashlib
import json
from typing import Annotated, Any

from litestar import Request, Response, get, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, Parameter

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.documents import POLICY
from registry.api.institutions import Limit
from registry.api.standard_bodies import ConceptBody, EventBody
from registry.api.standards import AGAIN
from registry.domain.concepts import Certainty, JsonType, PersonalData, schema_address
from registry.domain.errors import NotFound
from registry.domain.names import is_semantic_version
from registry.http.conditions import seen_or_nothing
from registry.http.cursors import after_of
from registry.http.requests import keyed_tree_of
from registry.usecases import canonical, concepts
from registry.usecases.work import Work

FILTERS = {"personal_data", "type", "certainty"}
SUFFIX = ".schema.json"
FOR_GOOD = "public, max-age=31536000, immutable"


@get("/concepts", opt={"parameters": FILTERS | {"q", "limit", "cursor"}, "repeatable": FILTERS})
async def list_concepts(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    q: FromQuery[Annotated[str, Parameter(max_length=200)]] = "",
    personal_data: FromQuery[list[PersonalData] | None] = None,
    type: FromQuery[list[JsonType] | None] = None,  # noqa: A002 the word of JSON Schema
    certainty: FromQuery[list[Certainty] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[ConceptBody]]:
    """List concepts in the order of their keys."""
    filters = concepts.Filters(personal_data or (), type or (), certainty or ())
    found = await concepts.list_page(reading, filters, q, after=after_of(request, cursor), limit=limit)
    schemas = await concepts.schemas_of(reading, found.items)
    return answers.page(request, found, lambda row: ConceptBody.of(row, schemas))


@get("/concepts/{concept:str}")
async def get_concept(reading: NamedDependency[Work], concept: FromPath[str]) -> Response[ConceptBody]:
    """Read a concept."""
    row = await concepts.get(reading, concept)
    return answers.entry(ConceptBody.of(row, await concepts.schemas_of(reading, [row])), row.revision)


@put("/concepts/{concept:str}", status_code=201, opt={"shape": "concept", "again": AGAIN})
async def put_concept(
    request: Request[Any, Any, State], work: NamedDependency[Work], concept: FromPath[str]
) -> Response[ConceptBody]:
    """Enter a concept, or make what is said of it this; If-Match names the state that a change was made from."""
    tree = await keyed_tree_of(request, concept)
    row, created = await concepts.put(work, tree, seen=seen_or_nothing(request))
    body = ConceptBody.of(row, await concepts.schemas_of(work, [row]))
    return answers.entry(body, row.revision, status=201 if created else 200, location=body.links["self"])


@get("/concepts/{concept:str}/history")
async def list_concept_events(reading: NamedDependency[Work], concept: FromPath[str]) -> Response[list[EventBody]]:
    """List what was done with a concept, in order."""
    events = await concepts.history_of(reading, await concepts.get(reading, concept))
    return answers.plain([EventBody(**event) for event in events])


@get("/concepts/{key:str}/{file:str}", include_in_schema=False)
async def get_canonical_schema(
    request: Request[Any, Any, State], reading: NamedDependency[Work], key: FromPath[str], file: FromPath[str]
) -> Response[bytes]:
    """Read the canonical schema of a concept, its address put in: the same bytes for as long as there is a registry."""
    version = file.removesuffix(SUFFIX)
    if version == file or not is_semantic_version(version):
        raise NotFound("concept", f"{key}/{file}"[:100])
    found = await concepts.schema_of(reading, key, version)
    address = f"{request.app.state.settings.public_url}{schema_address(key, version)}"
    content = canonical.with_address(json.loads(found.content), address)
    digest = hashlib.sha256(content)
    headers = {
        "Cache-Control": FOR_GOOD,
        "ETag": f'"sha256:{digest.hexdigest()}"',
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
        "Access-Control-Allow-Origin": "*",
        "Content-Security-Policy": POLICY,
    }
    return Response(content, media_type="application/schema+json", headers=headers)


ROUTES = [list_concepts, get_concept, put_concept, list_concept_events]
PUBLIC_ROUTES = [get_canonical_schema]
