"""The router of the pages."""

from litestar import Router
from litestar.di import Provide

from registry.http.identity import actor_of_session
from registry.http.work import PROVIDED
from registry.web import (
    accounts,
    actions,
    audit,
    board,
    concepts,
    documentation,
    errors,
    failing,
    feeds,
    fields,
    home,
    imports,
    institutions,
    interfaces,
    notices,
    past,
    problems,
    profile_actions,
    profiles,
    publishing,
    review_actions,
    reviews,
    rules,
    saved_searches,
    search,
    service_requests,
    standards,
    static,
    synonyms,
    systems,
    trials,
    versions,
    waivers,
)
from registry.web.naming import provide_name
from registry.web.publishing import provide_entries
from registry.web.reader import provide_reader

MODULES = (
    *(home, search, board, institutions, systems, interfaces, versions, fields, actions, publishing, imports),
    *(reviews, review_actions, waivers, notices, audit, past, accounts, profiles, profile_actions, trials, failing),
    *(saved_searches, service_requests, feeds),
    *(standards, concepts, synonyms, rules, problems, documentation, static),
)

router = Router(
    path="/",
    route_handlers=[route for module in MODULES for route in module.ROUTES],
    dependencies={
        "actor": Provide(actor_of_session),
        "reader": Provide(provide_reader),
        "name": Provide(provide_name),
        "entries": Provide(provide_entries),
        **PROVIDED,
    },
    exception_handlers=errors.HANDLERS,
)
