"""Load a seed through the other use cases, so that it obeys the rules that everybody obeys; all of it or nothing."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from registry.db.models import Version
from registry.db.session import Database, as_one
from registry.domain.actors import Actor, ActorKind, Role, operator
from registry.domain.errors import RegistryError, Unavailable
from registry.domain.lifecycle import DECISIONS, Action, Party, Status, transition
from registry.domain.profiles import ProfileAction
from registry.usecases import (
    concepts,
    institutions,
    interfaces,
    profiles,
    requests,
    standards,
    synonyms,
    systems,
    transitions,
    versions,
)
from registry.usecases.seed_checks import checked, planned
from registry.usecases.seed_files import Seed, SeedEntry, SeedVersion, Tree, seed_in
from registry.usecases.seed_plan import DueVersion, Plan
from registry.usecases.seed_problems import Problems, Spot
from registry.usecases.seed_profiles import SeedProfile
from registry.usecases.work import Check, Work, begin, read

Made = Mapping[str, int]
"""How many of each kind were made; a step is one of a version's life."""
KINDS: Final = (
    *("component", "standard", "concept", "synonym", "profile"),
    *("institution", "system", "api", "schema", "version", "step"),
)
REFERENCE_DATA: Final = frozenset({"component", "standard", "concept", "synonym"})

Advance = Callable[[str, int, int], None]
"""Say how far the load has got: what it is at, how much is done, how much there is in all."""
Deed = tuple[str, Spot, Callable[[], Awaitable[None]]]


@dataclass(frozen=True, slots=True)
class People:
    """Who is made to act while a seed is loaded; the names may be those of accounts, and need not be."""

    owners: Mapping[str, str] = field(default_factory=dict)
    """The publisher of each institution; a name is made up for those that are left out."""
    reviewers: Sequence[tuple[str, str]] = (
        *(("reviewer.ega", "ega"), ("reviewer.utumishi", "utumishi"), ("reviewer.pmo", "pmo")),
    )
    """Reviewers with their institutions; the first of another institution than the owner's decides, with the next."""
    editor: tuple[str, str] = ("editor.ega", "ega")
    """Who answers for the standards, the dictionary and the profiles, with the institution."""

    def owner_of(self, institution: str) -> Actor:
        """Return the publisher of an institution."""
        name = self.owners.get(institution, f"publisher.{institution}")
        return Actor(ActorKind.OPERATOR, name, institution=institution, roles=frozenset({Role.PUBLISHER}))

    def reviewer_for(self, institution: str, *, second: bool = False) -> Actor:
        """Return the reviewer who decides on the entries of an institution, or the one who does so beside them."""
        name, own = [pair for pair in self.reviewers if pair[1] != institution][second]
        return Actor(ActorKind.OPERATOR, name, institution=own, roles=frozenset({Role.REVIEWER}))

    def standards_editor(self) -> Actor:
        """Return who answers for the standards."""
        name, own = self.editor
        return Actor(ActorKind.OPERATOR, name, institution=own, roles=frozenset({Role.STANDARDS_EDITOR}))


async def load(
    database: Database,
    check: Check,
    folder: Path,
    people: People | None = None,
    advance: Advance = lambda _what, _done, _total: None,
    *,
    lasting: bool = True,
) -> Made:
    """Load a folder, all of it or nothing; raise `SeedRefused` with all that is wrong with it.

    What is there already stays as it is, so a load can be repeated. Everything that takes long comes before the one
    transaction that the load is. With `lasting` false the transaction is undone, and what would be made is returned.
    """
    problems = Problems()
    seed = seed_in(folder, problems)
    plan = await planned(seed, database, check, problems)
    loading = _Loading(database, check, seed, people or People())
    progress = _Progress(advance, plan.slow + len(loading.deeds(plan)))
    await checked(plan, database, check, problems, progress.at)
    problems.require_none()
    if plan:
        async with as_one(database, lasting=lasting) as loading.database:
            for name, spot, deed in loading.deeds(plan):
                progress.at(name)
                await _done(deed, spot, problems)
    progress.finish()
    return dict(loading.made)


async def _done(deed: Callable[[], Awaitable[None]], spot: Spot, problems: Problems) -> None:
    """Do one thing; raise `SeedRefused` where it is refused, and leave a database that is busy as it is."""
    try:
        await deed()
    except Unavailable:
        raise
    except RegistryError as error:
        problems.add_error(spot, error)
        problems.require_none()


@dataclass(slots=True)
class _Progress:
    """How far a load has got."""

    advance: Advance
    total: int
    done: int = 0

    def at(self, name: str) -> None:
        self.advance(name, self.done, self.total)
        self.done += 1

    def finish(self) -> None:
        self.advance("", self.total, self.total)


@dataclass(slots=True)
class _Loading:
    """A load under way: what is to be done, who acts, and what was made so far."""

    database: Database
    check: Check
    seed: Seed
    people: People
    handled: dict[str, Version] = field(default_factory=dict)
    """The versions that were handed in or taken further, as they are now."""
    made: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(KINDS, 0)))

    def deeds(self, plan: Plan) -> list[Deed]:
        """Return what is to be done, in order: what documents are checked against comes before them."""
        reference = [entry for entry in plan.entries if entry.kind in REFERENCE_DATA]
        catalogue = [entry for entry in plan.entries if entry.kind not in REFERENCE_DATA]
        return [
            *((entry.name, entry.spot, partial(self.enter, entry)) for entry in reference),
            *((one.said.reference, one.spot, partial(self.load, one, plan)) for one in plan.profiles),
            *((entry.name, entry.spot, partial(self.enter, entry)) for entry in catalogue),
            *(deed for due in plan.versions for deed in self._life_of(due)),
            *(deed for due in plan.versions for deed in self._steps(due.version, due.farewell)),
        ]

    def _life_of(self, due: DueVersion) -> Iterator[Deed]:
        """Yield what is done with a version as far as it goes without a successor."""
        if due.is_new:
            yield due.version.reference, due.version.spot, partial(self.publish, due.version)
        yield from self._steps(due.version, due.life)

    def _steps(self, version: SeedVersion, positions: Iterable[int]) -> Iterator[Deed]:
        for position in positions:
            step = version.history[position]
            yield version.reference, version.step(position), partial(self.advance, version, step)

    async def enter(self, entry: SeedEntry) -> None:
        """Enter something of the reference data, an institution, a system, an api or a schema."""
        async with begin(self.database, self._actor_for(entry), self.check) as work:
            await self._entered(work, entry)
        self.made[entry.kind] += 1

    async def load(self, profile: SeedProfile, plan: Plan) -> None:
        """Load a profile, and activate it where it is meant to be."""
        said, editor = profile.said, self.people.standards_editor()
        async with begin(self.database, editor, self.check) as work:
            particulars = profiles.Particulars(said.title, said.binding_on, said.grace_days)
            await profiles.load(work, said.key, said.version, profile.archive, particulars)
        self.made["profile"] += 1
        if not said.is_active:
            return
        async with begin(self.database, editor, self.check) as work:
            binding = max(said.binding_on, work.now.date()) if said.binding_on else None
            order = profiles.Order(ProfileAction.ACTIVATE, binding_on=binding, default=profile is plan.default)
            await profiles.activate(work, said.key, said.version, order)

    async def publish(self, version: SeedVersion) -> None:
        """Hand in a version."""
        async with begin(self.database, self.people.owner_of(version.institution), self.check) as work:
            stored, _ = await versions.publish(work, version.name, version.path.read_bytes(), version.number)
        self.handled[version.reference] = stored
        self.made["version"] += 1

    async def advance(self, seeded: SeedVersion, step: Tree) -> None:
        """Take a version one step along its life."""
        version = self.handled.get(seeded.reference) or await self._stored(seeded)
        async with begin(self.database, self._actor_of(step, version.status, seeded), self.check) as work:
            order = _order_of(step, version, work.now.date())
            self.handled[seeded.reference] = await transitions.advance(work, seeded.name, seeded.number, order)
        if step["action"] == Action.APPROVE and self.handled[seeded.reference].status is Status.IN_REVIEW:
            await self._approve_again(seeded)
        self.made["step"] += 1

    async def _approve_again(self, seeded: SeedVersion) -> None:
        """Let a second reviewer take and approve what one reviewer alone may not."""
        version, reviewer = self.handled[seeded.reference], self.people.reviewer_for(seeded.institution, second=True)
        async with begin(self.database, reviewer, self.check) as work:
            await requests.take_version(work, seeded.name, seeded.number)
        async with begin(self.database, reviewer, self.check) as work:
            order = transitions.Order(Action.APPROVE, digest=version.digest, report=str(version.report_id))
            self.handled[seeded.reference] = await transitions.advance(work, seeded.name, seeded.number, order)

    async def _stored(self, seeded: SeedVersion) -> Version:
        async with read(self.database, operator(), self.check) as work:
            return await versions.get(work, seeded.name, seeded.number)

    def _actor_for(self, entry: SeedEntry) -> Actor:
        if entry.kind in REFERENCE_DATA:
            return self.people.standards_editor()
        return operator() if entry.kind == "institution" else self.people.owner_of(entry.institution)

    def _actor_of(self, step: Tree, status: Status, seeded: SeedVersion) -> Actor:
        if transition(status, Action(step["action"])).party is Party.OWNER:
            return self.people.owner_of(seeded.institution)
        return self.people.reviewer_for(seeded.institution)

    async def _entered(self, work: Work, entry: SeedEntry) -> None:
        if entry.kind == "component":
            await standards.put_component(work, entry.tree, position=1 + self.seed.of("component").index(entry))
        elif entry.kind == "concept":
            await concepts.put(work, entry.tree, beside={one.name for one in self.seed.of("concept")})
        elif entry.kind == "api":
            await interfaces.define_api(work, entry.name.partition("/")[0], entry.tree)
        else:
            enter: Mapping[str, Callable[[Work, Tree], Awaitable[Any]]] = {
                "standard": standards.put,
                "synonym": synonyms.put,
                "institution": institutions.create,
                "system": systems.register,
                "schema": interfaces.define_schema,
            }
            await enter[entry.kind](work, entry.tree)


def _order_of(step: Tree, version: Version, today: date) -> transitions.Order:
    """Return a step of the seed as an order; a day of farewell that has gone by becomes today."""
    order = dict(step)
    if "sunset_on" in order:
        order["sunset_on"] = max(order["sunset_on"], today.isoformat())
    if order["action"] in DECISIONS:
        order |= {"digest": version.digest, "report": str(version.report_id)}
    return transitions.order_of(order)
