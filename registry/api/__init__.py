"""The routers of `/api/v1` and of what stands at a well-known address."""

from typing import Any

from litestar import Router
from litestar.di import Provide

from registry.api import (
    accounts,
    answers,
    audit,
    board,
    catalogue,
    checks,
    concepts,
    description,
    desk,
    imports,
    institutions,
    interfaces,
    notices,
    overlaps,
    problems,
    profiles,
    rechecks,
    reviews,
    rules,
    saved_searches,
    search,
    service_requests,
    standards,
    sync,
    synonyms,
    systems,
    versions,
    waivers,
)
from registry.http.identity import actor_of_key
from registry.http.requests import refuse_unknown_parameters
from registry.http.work import PROVIDED

MODULES = (
    *(institutions, systems, interfaces, versions, overlaps, waivers, checks, profiles, rechecks, rules),
    *(standards, concepts, synonyms, reviews, desk, notices),
    *(board, search, saved_searches, service_requests, sync, imports, accounts, audit, description),
)

SHARED: dict[str, Any] = {
    "dependencies": {"actor": Provide(actor_of_key), **PROVIDED},
    "exception_handlers": problems.HANDLERS,
    "guards": [refuse_unknown_parameters],
    "response_headers": {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"},
}

router = Router(
    path="/api/v1",
    route_handlers=[route for module in MODULES for route in module.ROUTES],
    after_request=answers.described,
    **SHARED,
)
well_known = Router(
    path="/", route_handlers=[*catalogue.ROUTES, *concepts.PUBLIC_ROUTES, *desk.PUBLIC_ROUTES], **SHARED
)
