"""Check documents in the worker processes, and put what they refuse into the errors of the domain."""

import asyncio
from typing import Final

from registry.db.generation import Generation
from registry.db.known import Known
from registry.domain.errors import DocumentUnreadable, RulesetUnusable, Unavailable
from registry.usecases.boards import Boards
from registry.usecases.kept import KeptReports, Name
from registry.usecases.known_synonyms import KnownSynonyms
from registry.usecases.meanings import Meanings
from registry.usecases.remembered import Remembered
from registry.usecases.standings import Standings
from registry.validators.outline import Outline, Wanted
from registry.validators.pool import Busy, CheckPool
from registry.validators.report import Report
from registry.validators.rule_card import RuleCard
from registry.validators.rulesets.refusal import RulesetRefused
from registry.validators.unreadable import Unreadable

MOST_CARDS: Final = 8
"""Of how many profiles is kept what their rules say of themselves; a digest always stands for the same."""


class Checker:
    """The check that use cases are given: a pool of workers, the reports that are known, the profiles that are set."""

    def __init__(
        self, pool: CheckPool, kept: KeptReports, generation: Generation | None = None, stored: Known | None = None
    ) -> None:
        self.pool = pool
        self.kept = kept
        self.stored = stored
        self.profiles: Remembered[Wanted | None] = Remembered(generation)
        self.standings = Standings(generation)
        self.meanings = Meanings()
        self.synonyms = KnownSynonyms()
        self.boards = Boards(generation)
        self._cards: dict[str, tuple[RuleCard, ...]] = {}
        self._under_way: dict[Name, asyncio.Task[Report]] = {}

    async def __call__(self, content: bytes, wanted: Wanted | None = None) -> Report:
        """Check a document; raise `DocumentUnreadable` or `Unavailable`."""
        try:
            return await self.pool.check(content, wanted)
        except Unreadable as error:
            raise DocumentUnreadable(error.code, error.pointer, error.line, error.column, error.values) from error
        except Busy as error:
            raise Unavailable(retry_after=5) from error

    async def once(self, name: Name, content: bytes, wanted: Wanted | None) -> Report:
        """Check a document unless the same check is under way, which then answers all who wait for it, or just over."""
        task = self._under_way.get(name)
        if task is None:
            if (kept := self.kept.get(name)) is not None:
                return kept
            task = self._under_way[name] = asyncio.create_task(self(content, wanted))
            task.add_done_callback(lambda done: self._over(name, done))
        # Somebody who goes away takes the check from nobody else.
        return await asyncio.shield(task)

    def _over(self, name: Name, done: asyncio.Task[Report]) -> None:
        del self._under_way[name]
        if not done.cancelled() and done.exception() is None:
            self.kept.keep(done.result())

    async def built_in(self) -> Outline:
        """Return what is told of the profile that comes with Somana."""
        return await self.pool.built_in()

    async def cards(self, wanted: Wanted | None) -> tuple[RuleCard, ...]:
        """Return what the rules of a profile say of themselves; raise `RulesetUnusable` or `Unavailable`."""
        digest = wanted.outline.digest if wanted else ""
        if digest not in self._cards:
            try:
                cards = await self.pool.cards(wanted)
            except RulesetRefused as refused:
                raise unusable(refused) from refused
            except Busy as error:
                raise Unavailable(retry_after=5) from error
            while len(self._cards) >= MOST_CARDS:
                self._cards.pop(next(iter(self._cards)), None)
            self._cards[digest] = cards
        return self._cards[digest]

    async def examine(self, key: str, version: str, bundle: bytes) -> Outline:
        """Load a profile where it can do no harm; raise `RulesetUnusable` or `Unavailable`."""
        try:
            return await self.pool.examine(key, version, bundle)
        except RulesetRefused as refused:
            raise unusable(refused) from refused
        except Busy as error:
            raise Unavailable(retry_after=5) from error


def checker(
    pool: CheckPool,
    kept: KeptReports | None = None,
    generation: Generation | None = None,
    stored: Known | None = None,
) -> Checker:
    """Return the check that use cases are given."""
    return Checker(pool, KeptReports() if kept is None else kept, generation, stored)


def unusable(refused: RulesetRefused) -> RulesetUnusable:
    """Return the error of the domain for a ruleset that is refused."""
    return RulesetUnusable(tuple(problem.told() for problem in refused.problems))
