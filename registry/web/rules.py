"""The pages of the rules that documents are checked against."""

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.errors import NotFound
from registry.usecases import profiles
from registry.usecases.work import Work
from registry.validators.rule_page import page_of
from registry.validators.rules import every_rule
from registry.web.profiles import rows_of
from registry.web.reader import Reader
from registry.web.threads import elsewhere


@get("/rules", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the rules of the profile that is asked for, else of the default one, the gravest first."""
    profile = await profiles.outline(reading, request.query_params.get("profile"))
    return reader.page("rules/listing.html", rules=rows_of(profile, reader.language), profile=profile)


@get("/rules/{key:str}", include_in_schema=False)
async def rule(key: FromPath[str], reader: NamedDependency[Reader]) -> Response[str]:
    """Show a rule: what it asks, why, and how a document follows it."""
    found = next((one for one in await elsewhere(every_rule) if one.name == key), None)
    if found is None:
        raise NotFound("rule", key)
    return reader.page("rules/rule.html", rule=page_of(found, reader.language))


ROUTES = [listing, rule]
