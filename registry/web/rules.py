"""The pages of the rules that documents are checked against."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.errors import NotFound
from registry.messages import has_text
from registry.validators.finding import Severity
from registry.validators.rule_page import page_of
from registry.validators.rules import every_rule
from registry.web.reader import Reader
from registry.web.threads import elsewhere


@get("/rules", include_in_schema=False)
async def listing(reader: NamedDependency[Reader]) -> Response[str]:
    """Show the rules, the gravest first."""
    rules = await elsewhere(every_rule)
    views = [page_of(rule, reader.language) for rule in rules if has_text(f"rules.{rule.name}.title")]
    order = list(Severity)
    return reader.page("rules/listing.html", rules=sorted(views, key=lambda one: order.index(Severity(one.severity))))


@get("/rules/{key:str}", include_in_schema=False)
async def rule(key: FromPath[str], reader: NamedDependency[Reader]) -> Response[str]:
    """Show a rule: what it asks, why, and how a document follows it."""
    found = next((one for one in await elsewhere(every_rule) if one.name == key), None)
    if found is None:
        raise NotFound("rule", key)
    return reader.page("rules/rule.html", rule=page_of(found, reader.language))


ROUTES = [listing, rule]
