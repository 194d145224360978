"""Load a seed through the other use cases, so that it obeys the rules that everybody obeys."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from registry.db.models import Version
from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind, Role, operator
from registry.domain.errors import NotFound, RegistryError
from registry.domain.lifecycle import DECISIONS, Action, Party, Status, transition
from registry.usecases import institutions, interfaces, systems, transitions, versions
from registry.usecases.seed_files import SeedEntry, SeedVersion, Tree, seed_in
from registry.usecases.work import Check, Work, begin, read

Made = Mapping[str, int]
"""How many of each kind were made: institutions, systems, apis, schemas, versions, steps."""

Advance = Callable[[str, int, int], None]
"""Say how far the load has got: what it is at, how much is done, how much there is in all."""

FAREWELL = frozenset({Action.DEPRECATE, Action.RETIRE})
"""The steps that may name a successor, which must be published before."""


@dataclass(frozen=True, slots=True)
class People:
    """Who is made to act while a seed is loaded; the names may be those of accounts, and need not be."""

    owners: Mapping[str, str] = field(default_factory=dict)
    """The publisher of each institution; a name is made up for those that are left out."""
    reviewers: Sequence[tuple[str, str]] = (("reviewer.ega", "ega"), ("reviewer.utumishi", "utumishi"))
    """Reviewers with their institutions; the first of another institution than the owner's decides."""

    def owner_of(self, institution: str) -> Actor:
        """Return the publisher of an institution."""
        name = self.owners.get(institution, f"publisher.{institution}")
        return Actor(ActorKind.OPERATOR, name, institution=institution, roles=frozenset({Role.PUBLISHER}))

    def reviewer_for(self, institution: str) -> Actor:
        """Return the reviewer who decides on the entries of an institution."""
        name, own = next(pair for pair in self.reviewers if pair[1] != institution)
        return Actor(ActorKind.OPERATOR, name, institution=own, roles=frozenset({Role.REVIEWER}))


async def load(
    database: Database,
    check: Check,
    folder: Path,
    people: People | None = None,
    advance: Advance = lambda _what, _done, _total: None,
) -> Made:
    """Load a folder; what is there already stays as it is, so a load that was cut off can be repeated."""
    seed = seed_in(folder)
    loading = _Loading(database, check, people or People())
    deeds: list[tuple[Path, str, Callable[[], Awaitable[None]]]] = [
        *((entry.file, entry.name, _bound(loading.enter, entry)) for entry in seed.entries),
        *((one.file, f"{one.name}@{one.number}", _bound(loading.publish, one)) for one in seed.versions),
        *((one.file, f"{one.name}@{one.number}", _bound(loading.take_leave, one)) for one in seed.versions),
    ]
    for done, (file, name, deed) in enumerate(deeds):
        advance(name, done, len(deeds))
        try:
            await deed()
        except RegistryError as error:
            error.add_note(str(file.relative_to(folder)))
            raise
    advance("", len(deeds), len(deeds))
    return dict(loading.made)


def _bound(deed: Callable[[Any], Awaitable[None]], subject: object) -> Callable[[], Awaitable[None]]:
    return lambda: deed(subject)


@dataclass(slots=True)
class _Loading:
    """A load under way: where to, who acts, and what was made so far."""

    database: Database
    check: Check
    people: People
    made: Counter[str] = field(
        default_factory=lambda: Counter(dict.fromkeys(("institution", "system", "api", "schema", "version", "step"), 0))
    )

    async def enter(self, entry: SeedEntry) -> None:
        """Enter an institution, a system, an api or a schema unless it is there."""
        if await self._is_there(entry):
            return
        actor = operator() if entry.kind == "institution" else self.people.owner_of(entry.institution)
        async with begin(self.database, actor, self.check) as work:
            await _entered(work, entry)
        self.made[entry.kind] += 1

    async def publish(self, seeded: SeedVersion) -> None:
        """Hand in a version unless it is there, and take it as far as it goes without a successor."""
        if await self._steps_taken(seeded) is None:
            content = seeded.file.read_bytes()
            async with begin(self.database, self.people.owner_of(seeded.institution), self.check) as work:
                await versions.publish(work, seeded.name, content, seeded.number)
            self.made["version"] += 1
        await self._advance(seeded, [step for step in seeded.history if step["action"] not in FAREWELL])

    async def take_leave(self, seeded: SeedVersion) -> None:
        """Take the steps of a version that may need its successor to be there."""
        await self._advance(seeded, seeded.history)

    async def _advance(self, seeded: SeedVersion, wanted: Sequence[Tree]) -> None:
        taken = await self._steps_taken(seeded) or []
        if taken != [step["action"] for step in wanted[: len(taken)]]:
            return
        for step in wanted[len(taken) :]:
            await self._step(seeded, step)
            self.made["step"] += 1

    async def _step(self, seeded: SeedVersion, step: Tree) -> None:
        async with read(self.database, operator(), self.check) as work:
            version = await versions.get(work, seeded.name, seeded.number)
        async with begin(self.database, self._actor_of(step, version.status, seeded), self.check) as work:
            await transitions.advance(work, seeded.name, seeded.number, _order_of(step, version, work.now.date()))

    def _actor_of(self, step: Tree, status: Status, seeded: SeedVersion) -> Actor:
        if transition(status, Action(step["action"])).party is Party.OWNER:
            return self.people.owner_of(seeded.institution)
        return self.people.reviewer_for(seeded.institution)

    async def _is_there(self, entry: SeedEntry) -> bool:
        find: Mapping[str, Callable[[Work, str], Awaitable[object]]] = {
            "institution": institutions.get,
            "system": systems.get,
        }
        async with read(self.database, operator(), self.check) as work:
            try:
                await find.get(entry.kind, interfaces.get)(work, entry.name)
            except NotFound:
                return False
        return True

    async def _steps_taken(self, seeded: SeedVersion) -> list[str] | None:
        """Return the steps that a version has taken, as the audit trail has them; none where it is not there."""
        async with read(self.database, operator(), self.check) as work:
            try:
                version = await versions.get(work, seeded.name, seeded.number)
            except NotFound:
                return None
            history = await versions.history_of(work, version)
        return [entry["action"] for entry in history if entry["action"] in list(Action)]


async def _entered(work: Work, entry: SeedEntry) -> None:
    if entry.kind == "institution":
        await institutions.create(work, entry.tree)
    elif entry.kind == "system":
        await systems.register(work, entry.tree)
    elif entry.kind == "api":
        await interfaces.define_api(work, entry.name.partition("/")[0], entry.tree)
    else:
        await interfaces.define_schema(work, entry.tree)


def _order_of(step: Tree, version: Version, today: date) -> transitions.Order:
    """Return a step of the seed as an order; a day of farewell that has gone by becomes today."""
    order = dict(step)
    if "sunset_on" in order:
        order["sunset_on"] = max(order["sunset_on"], today.isoformat())
    if order["action"] in DECISIONS:
        order |= {"digest": version.digest, "report": str(version.report_id)}
    return transitions.order_of(order)
