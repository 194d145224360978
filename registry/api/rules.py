"""The routes under `/rules`."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.rule_bodies import FailingBody, KnownRuleBody, RuleBody
from registry.http.cursors import after_of
from registry.usecases import rules
from registry.usecases.work import Work


@get("/rules", opt={"parameters": {"profile"}})
async def list_rules(reading: NamedDependency[Work], profile: FromQuery[str | None] = None) -> Response[list[RuleBody]]:
    """List the rules of a profile, the one that documents are checked against unless another is asked for."""
    outline, cards = await rules.list_all(reading, profile)
    return answers.plain([RuleBody.of(card, outline.reference) for card in cards])


@get("/rules/{rule:str}", opt={"parameters": {"profile"}})
async def get_rule(
    reading: NamedDependency[Work], rule: FromPath[str], profile: FromQuery[str | None] = None
) -> Response[KnownRuleBody]:
    """Read what a rule says of itself, which profiles have it, and how the published versions stand with it."""
    return answers.plain(KnownRuleBody.of(await rules.get(reading, rule, profile)))


@get("/rules/{rule:str}/failing", opt={"parameters": {"limit", "cursor"}})
async def list_failing(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    rule: FromPath[str],
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[FailingBody]]:
    """List the published versions that fail a rule, by their names and numbers."""
    found = await rules.failing(reading, rule, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, FailingBody.of)


ROUTES = [list_rules, get_rule, list_failing]
