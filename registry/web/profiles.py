"""The pages of the profiles that documents are checked against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.usecases import profiles, rules
from registry.usecases.rechecks import READERS
from registry.usecases.work import Work
from registry.validators.finding import Severity
from registry.validators.rule_card import GROUPS, RuleCard
from registry.web.profile_actions import actions_of
from registry.web.reader import Reader

OTHER = "other"
"""The group of rules that name none."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as a list shows it; one of which nothing is said has its name for a title."""

    name: str
    severity: str
    title: Mapping[str, str]
    page: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one group."""

    name: str
    rows: Sequence[RuleRow]


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
    _, cards = await rules.list_all(reading, row.reference)
    return reader.page(
        "profiles/profile.html",
        profile=row,
        groups=groups_of(cards, row.reference),
        count=len(cards),
        actions=actions_of(reader.actor, row),
        tries=bool(reader.actor.roles & READERS),
        history=await profiles.history_of(reading, row),
    )


def groups_of(cards: Sequence[RuleCard], reference: str) -> list[RuleGroup]:
    """Return the rules of a profile as a list shows them: by group, the gravest first."""
    order = list(Severity)
    ordered = sorted(cards, key=lambda one: (order.index(one.severity), one.name))
    groups = [
        RuleGroup(name, [_row(card, reference) for card in ordered if (card.group or OTHER) == name])
        for name in (*GROUPS, OTHER)
    ]
    return [group for group in groups if group.rows]


def _row(card: RuleCard, reference: str) -> RuleRow:
    return RuleRow(card.name, card.severity, card.title or {"en": card.name}, page_of(card.name, reference))


def page_of(rule: str, reference: str) -> str:
    """Return the address of the page of a rule as a profile has it."""
    return f"/rules/{quote(rule, safe='')}?{urlencode({'profile': reference})}"


ROUTES = [listing, profile]
