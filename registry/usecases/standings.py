"""How the published entries stand with each rule, counted without reading their reports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.db.generation import Generation
from registry.db.queries import rules as queries
from registry.db.session import Database
from registry.domain.names import LONGEST_RULE
from registry.usecases.remembered import Remembered
from registry.validators.report import Outcome, Report

Counts = Mapping[str, Mapping[str, int]]
"""By who may see an entry, how many there are of each outcome."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many published versions there are whose profile has a rule, and how many of them have each outcome."""

    judged: int
    outcomes: Mapping[str, int]


def outcomes_of(report: Report) -> dict[str, str]:
    """Return what became of the rules that did not pass, those with names that nobody asks for left out.

    A ruleset can have a rule that is called as one of the diagnoses, which follow and only ever fail.
    """
    return {
        one.rule: one.outcome.value
        for one in report.rules
        if one.outcome is not Outcome.PASS and len(one.rule) <= LONGEST_RULE
    }


class Standings:
    """The counts of rules, remembered until anything changes; which rules a profile has never changes."""

    def __init__(self, generation: Generation | None) -> None:
        self._judged: Remembered[Mapping[tuple[str, str], Mapping[str, int]]] = Remembered(generation)
        self._others: Remembered[Counts] = Remembered(generation)
        self._rules: dict[tuple[str, str], frozenset[str]] = {}

    async def of(self, database: Database, rule: str, levels: Iterable[str]) -> Standing:
        """Return how the published versions of some levels stand with a rule; what is not told otherwise passes."""
        judged = await self._judged.value("", lambda: _judged(database))
        others = await self._others.value(rule, lambda: _others(database, rule))
        having = [seen for name, seen in judged.items() if rule in await self._has(database, name)]
        total, counts = 0, Counter[str]()
        for level in levels:
            counts.update(others.get(level, {}))
            total += sum(seen.get(level, 0) for seen in having)
        told = {str(outcome): counts[outcome] for outcome in Outcome if outcome is not Outcome.PASS}
        return Standing(total, {Outcome.PASS.value: max(0, total - sum(told.values())), **told})

    async def _has(self, database: Database, name: tuple[str, str]) -> frozenset[str]:
        if name not in self._rules:
            async with database.reading() as session:
                self._rules[name] = await queries.rules_of(session, *name)
        return self._rules[name]


async def _judged(database: Database) -> Mapping[tuple[str, str], Mapping[str, int]]:
    async with database.reading() as session:
        found: dict[tuple[str, str], dict[str, int]] = {}
        for digest, engine, visibility, count in await queries.judged(session):
            found.setdefault((digest, engine), {})[visibility] = count
        return found


async def _others(database: Database, rule: str) -> Counts:
    async with database.reading() as session:
        found: dict[str, dict[str, int]] = {}
        for visibility, outcome, count in await queries.outcomes_of(session, rule):
            found.setdefault(visibility, {})[outcome] = count
        return found
