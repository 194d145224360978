"""What can be known of the rules of profiles: what each says of itself, who has it, and how the catalogue stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.db.models import Version
from registry.db.queries import profiles as stored_profiles
from registry.db.queries import rules as queries
from registry.domain.errors import NotFound
from registry.domain.names import LONGEST_RULE
from registry.domain.profiles import ProfileState
from registry.domain.visibility import levels_of
from registry.usecases import profiles, waivers
from registry.usecases.pages import Page, page_of
from registry.usecases.standings import Standing
from registry.usecases.waivers import RuleCounts
from registry.usecases.work import Work
from registry.validators.finding import Severity
from registry.validators.outline import Outline
from registry.validators.rule_card import RuleCard


@dataclass(frozen=True, slots=True)
class Holder:
    """A profile that has a rule, and how grave the rule is in it."""

    reference: str
    severity: Severity
    state: ProfileState
    is_default: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A rule of a profile, the profiles that have one of its name, and how what is published stands with it."""

    card: RuleCard
    profile: str
    holders: Sequence[Holder]
    standing: Standing
    waivers: RuleCounts


@dataclass(frozen=True, slots=True)
class Resting:
    """A rule of an active profile that names a standard, and where in it, if it says so."""

    profile: str
    rule: str
    severity: Severity
    clause: str | None


@dataclass(frozen=True, slots=True)
class Judge:
    """The profile of a report, by its reference, and what its rules say of themselves by their names."""

    reference: str
    cards: Mapping[str, RuleCard]


async def list_all(work: Work, asked: str | None = None) -> tuple[Outline, Sequence[RuleCard]]:
    """Return the profile that is asked for, else the one that documents are checked against, and its rules."""
    wanted = await profiles.wanted(work, asked)
    outline = wanted.outline if wanted else await work.check.built_in()
    return outline, await profiles.cards_of(work, wanted, outline)


async def get(work: Work, name: str, asked: str | None = None) -> Known:
    """Return a rule of the profile that is asked for, else of the first that has it; raise `NotFound`."""
    if len(name) > LONGEST_RULE:
        raise NotFound("rule", name[:LONGEST_RULE])
    holders = await _holders(work, name)
    chosen = asked or next((one.reference for one in holders), None)
    outline, cards = await list_all(work, chosen)
    card = next((one for one in cards if one.name == name), None)
    if card is None:
        raise NotFound("rule", name)
    standing = await work.check.standings.of(work.database, name, levels_of(work.actor))
    return Known(card, outline.reference, holders, standing, await waivers.counts_of(work, name))


async def failing(work: Work, name: str, *, after: str, limit: int) -> Page[Version]:
    """Return a page of the published versions that fail a rule, of those that the actor may know of."""
    levels = levels_of(work.actor)
    total = (await work.check.standings.of(work.database, name, levels)).outcomes["fail"]
    entry, _, number = after.partition("@")
    # Where nothing fails, only the whole catalogue could tell so.
    rows = await queries.failing(work.session, name, levels, (entry, number), limit + 1) if total else ()
    return page_of(rows, limit, total, lambda row: row.reference)


async def resting_on(work: Work, key: str) -> list[Resting]:
    """Return the rules of active profiles that name a standard, as their own standard or as their basis."""
    stored = await stored_profiles.list_all(work.session)
    active = [row.reference for row in stored if row.state is ProfileState.ACTIVE]
    resting = []
    for reference in active:
        _, cards = await list_all(work, reference)
        for card in cards:
            cited = [one for one in (card.standard, *card.basis) if one is not None and one.key == key]
            resting += [Resting(reference, card.name, card.severity, cited[0].clause)] if cited else []
    return resting


async def judge_of(work: Work, digest: str) -> Judge | None:
    """Return the profile whose bytes have a digest with its rules, none where it is none of those that were loaded."""
    stored = await stored_profiles.find_by_digest(work.session, digest)
    if stored is None:
        return None
    wanted = await profiles.wanted(work, stored.reference)
    cards = await profiles.cards_of(work, wanted, profiles.outline_of(stored))
    return Judge(stored.reference, {card.name: card for card in cards})


async def _holders(work: Work, name: str) -> list[Holder]:
    """Return who has a rule: the default profile first, then those that are active, the built-in one, the others."""
    own = await work.check.built_in()
    stored = await stored_profiles.list_all(work.session)
    alone = not any(row.is_default for row in stored)
    outlines = [(profiles.outline_of(row), row.state, row.is_default) for row in stored]
    holders = [
        Holder(outline.reference, rule.severity, state, is_default)
        for outline, state, is_default in [*outlines, (own, ProfileState.ACTIVE, alone)]
        for rule in outline.rules
        if rule.name == name
    ]
    return sorted(holders, key=lambda one: (not one.is_default, one.state is not ProfileState.ACTIVE))
