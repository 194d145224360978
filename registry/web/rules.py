"""The pages of the rules that documents are checked against."""

import re
from dataclasses import dataclass

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.errors import NotFound
from registry.messages import Language
from registry.usecases import profiles
from registry.usecases.work import Work
from registry.validators.rule import Rule
from registry.validators.rules import every_rule
from registry.web.findings import told
from registry.web.profiles import rows_of
from registry.web.reader import Reader
from registry.web.threads import elsewhere

_CODE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with everything that its page shows."""

    name: str
    severity: str
    kinds: tuple[str, ...]
    title: str
    why: str
    remedy: str
    wrong: str
    right: str
    references: tuple[str, ...]


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
    return reader.page("rules/rule.html", rule=view_of(found, reader.language))


def view_of(found: Rule, language: Language) -> RuleView:
    """Return a rule as its page shows it; the examples come from the rule itself."""
    page = found.page
    example = page.partition("## Example")[2].partition("## References")[0]
    codes = _CODE.findall(example)
    references = [line[2:].strip() for line in page.partition("## References")[2].splitlines() if line.startswith("- ")]
    return RuleView(
        name=found.name,
        severity=found.severity,
        kinds=tuple(sorted(found.kinds)),
        title=told(found.name, "title", language),
        why=told(found.name, "why", language),
        remedy=told(found.name, "remedy", language),
        wrong=codes[0] if codes else "",
        right=codes[1] if len(codes) > 1 else "",
        references=tuple(references),
    )


ROUTES = [listing, rule]
