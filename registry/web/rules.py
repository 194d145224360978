"""The pages of the rules that documents are checked against."""

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.usecases import profiles, rules
from registry.usecases.work import Work
from registry.web.profiles import groups_of
from registry.web.reader import Reader

MOST = 50


@get("/rules", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the rules of the profile that is asked for, else of the default one, by their groups."""
    outline, cards = await rules.list_all(reading, request.query_params.get("profile") or None)
    own = await reading.check.built_in()
    choices = dict.fromkeys([outline.reference, *(row.reference for row in await profiles.list_all(reading))])
    return reader.page(
        "rules/listing.html",
        groups=groups_of(cards, outline.reference),
        count=len(cards),
        profile=outline,
        choices=[*choices, *({own.reference} - choices.keys())],
    )


@get("/rules/{key:str}", include_in_schema=False)
async def rule(
    request: Request[None, None, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show a rule: what it asks, why, how a document follows it, and which published entries do not."""
    known = await rules.get(reading, key, request.query_params.get("profile") or None)
    page = await rules.failing(reading, key, after=request.query_params.get("after", ""), limit=MOST)
    following = reader.address(after=page.next_after) if page.next_after else None
    return reader.page("rules/rule.html", known=known, rule=known.card, page=page, following=following)


ROUTES = [listing, rule]
