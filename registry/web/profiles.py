"""The pages of the profiles that documents are checked against."""

from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.messages import Language
from registry.usecases import profiles
from registry.usecases.work import Work
from registry.validators.finding import Severity
from registry.validators.outline import Outline
from registry.validators.rule_page import told
from registry.web.profile_actions import actions_of
from registry.web.reader import Reader


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as a list shows it; one of which nothing is said has its name for a title."""

    name: str
    severity: str
    title: str
    page: str | None


@get("/profiles", include_in_schema=False)
async def listing(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show every version of every profile, and which one documents are checked against."""
    rows = await profiles.list_all(reading)
    used = await profiles.outline(reading, None)
    return reader.page("profiles/listing.html", profiles=rows, used=used)


@get("/profiles/{key:str}/{version:str}", include_in_schema=False)
async def profile(
    key: FromPath[str], version: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show a profile: its state, the days from which it binds, its rules, and where it is downloaded."""
    row = await profiles.get(reading, key, version)
    return reader.page(
        "profiles/profile.html",
        profile=row,
        rules=rows_of(profiles.outline_of(row), reader.language),
        actions=actions_of(reader.actor, row),
        history=await profiles.history_of(reading, row),
    )


def rows_of(outline: Outline, language: Language) -> list[RuleRow]:
    """Return the rules of a profile as a list shows them, the gravest first."""
    order = list(Severity)
    return [
        RuleRow(
            rule.name,
            rule.severity,
            told(rule.name, "title", language) if rule.is_own else rule.description or rule.name,
            rule.page,
        )
        for rule in sorted(outline.rules, key=lambda one: (order.index(one.severity), one.name))
    ]


ROUTES = [listing, profile]
