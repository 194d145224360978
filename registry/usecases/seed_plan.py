"""What of a seed is not in the registry yet; what is there stays as it is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.db.models import StoredProfile
from registry.domain.errors import NotFound
from registry.domain.lifecycle import Action
from registry.usecases import concepts, institutions, interfaces, profiles, standards, synonyms, systems, versions
from registry.usecases.seed_files import Seed, SeedEntry, SeedVersion
from registry.usecases.seed_profiles import SeedProfile
from registry.usecases.work import Work
from registry.validators.rulesets.profile_folder import ProfileFolder

FAREWELL: Final = frozenset({Action.DEPRECATE, Action.RETIRE})
"""The steps that may name a successor, which must be published before."""

_FINDERS: Final[Mapping[str, Callable[[Work, str], Awaitable[object]]]] = {
    "component": standards.get_component,
    "standard": standards.get,
    "concept": concepts.get,
    "synonym": synonyms.get,
    "institution": institutions.get,
    "system": systems.get,
    "api": interfaces.get,
    "schema": interfaces.get,
}


@dataclass(frozen=True, slots=True)
class DueVersion:
    """A version that is to be handed in, or to be taken further, or both."""

    version: SeedVersion
    is_new: bool
    taken: int
    """How many of its steps it has taken already."""

    @property
    def life(self) -> range:
        """Return the positions of the steps that are due before it may need a successor."""
        return range(self.taken, self._first_farewell)

    @property
    def farewell(self) -> range:
        """Return the positions of the steps that are due when its successor is there."""
        return range(max(self.taken, self._first_farewell), len(self.version.history))

    @property
    def is_submitted(self) -> bool:
        """Say whether it is handed to the reviewers in what is to be done."""
        return any(step["action"] == Action.SUBMIT for step in self.version.history[self.taken :])

    @property
    def _first_farewell(self) -> int:
        history = self.version.history
        return next((at for at, step in enumerate(history) if step["action"] in FAREWELL), len(history))


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a seed is to be loaded."""

    entries: Sequence[SeedEntry]
    profiles: Sequence[SeedProfile]
    versions: Sequence[DueVersion]
    default: SeedProfile | None
    """The profile that becomes what documents are checked against; none where that stays as it is."""
    binding_on: date | None
    """The day from which what documents are checked against binds; none where it does."""

    @property
    def concepts(self) -> list[SeedEntry]:
        """Return the concepts among the entries."""
        return [entry for entry in self.entries if entry.kind == "concept"]

    @property
    def slow(self) -> int:
        """Return how many things are checked before the load."""
        return len(self.profiles) + len(self.concepts) + len(self.versions)

    def __bool__(self) -> bool:
        return bool(self.entries or self.profiles or self.versions)


async def plan_of(work: Work, seed: Seed) -> Plan:
    """Return what of a seed is not there yet."""
    due = [entry for entry in seed.entries if not await _is_there(work, entry)]
    loaded = await profiles.list_all(work)
    known = {(one.key, one.version) for one in loaded}
    fresh = [one for one in seed.profiles if (one.said.key, one.said.version) not in known]
    # What somebody has chosen as the default stays it, until its own next version follows.
    now = next((one for one in loaded if one.is_default), None)
    heir = next((one for one in fresh if _inherits(one.said, now)), None)
    binding = heir.said.binding_on if heir else now.binding_on if now else None
    advancing = [found for version in seed.versions if (found := await _due(work, version))]
    return Plan(due, fresh, advancing, heir, binding)


async def is_known(work: Work, kind: str, key: str) -> bool:
    """Say whether the registry has an entry."""
    try:
        await _FINDERS[kind](work, key)
    except NotFound:
        return False
    return True


def _inherits(said: ProfileFolder, now: StoredProfile | None) -> bool:
    """Say whether a profile becomes what documents are checked against as soon as it is loaded."""
    if not said.is_active:
        return False
    return said.is_default if now is None else now.key == said.key


async def _is_there(work: Work, entry: SeedEntry) -> bool:
    if entry.kind != "concept":
        return await is_known(work, entry.kind, entry.name)
    try:
        await concepts.schema_of(work, entry.name, entry.tree["version"])
    except NotFound:
        return False
    return True


async def _due(work: Work, seeded: SeedVersion) -> DueVersion | None:
    """Return what is left to be done with a version; nothing where people have done something else with it."""
    wanted = [step["action"] for step in seeded.history]
    taken = await _steps_taken(work, seeded)
    if taken is None:
        return DueVersion(seeded, is_new=True, taken=0)
    if len(taken) >= len(wanted) or taken != wanted[: len(taken)]:
        return None
    return DueVersion(seeded, is_new=False, taken=len(taken))


async def _steps_taken(work: Work, seeded: SeedVersion) -> list[str] | None:
    """Return the steps that a version has taken, as the audit trail has them; none where it is not there."""
    try:
        version = await versions.get(work, seeded.name, seeded.number)
    except NotFound:
        return None
    history: list[dict[str, Any]] = await versions.history_of(work, version)
    return [entry["action"] for entry in history if entry["action"] in list(Action)]
