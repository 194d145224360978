"""Who may see what: one decision for the API, the pages, the search and the feed."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from registry.domain.actors import Actor
from registry.domain.entries import Visibility
from registry.domain.lifecycle import PUBLIC, Status

PRIVATE: Final = "private"
"""The level of what only the owner and the overseers may see."""
SYSTEM_PARTS: Final = ("contacts", "hosting", "channels", "personal_data")
INTERFACE_PARTS: Final = ("access", "channels", "message_security")
TECHNICAL: Final = frozenset({"hosting", "channels", "message_security"})
"""The parts that say where and how a system can be reached.

Where others come to a stop without it, they are for e-GA alone unless its owner decides otherwise: addresses and
protocols of critical infrastructure help whoever would attack it.
"""


class Guard(NamedTuple):
    """What decides who may know of an entry: its level, its owner, and whom its owner names."""

    visibility: Visibility
    institution: str
    readers: Sequence[str] = ()


class Guarded(Protocol):
    """An entry whose parts have levels of their own."""

    @property
    def guard(self) -> Guard: ...  # noqa: D102 each is what its name says
    @property
    def levels(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def is_critical(self) -> bool: ...  # noqa: D102
    @property
    def guarded_parts(self) -> Sequence[str]: ...  # noqa: D102


def sees(actor: Actor, level: Visibility, guard: Guard) -> bool:
    """Say whether the actor may see what has a level, of an entry that is guarded so."""
    if level is Visibility.PUBLIC or is_insider(actor, guard.institution):
        return True
    if not actor.reads or level is Visibility.EGA:
        return False
    return level is Visibility.GOVERNMENT or actor.institution in guard.readers


def may_see_entry(actor: Actor, guard: Guard) -> bool:
    """Say whether the actor may know of an api or a schema of an institution."""
    return sees(actor, guard.visibility, guard)


def may_see_version(actor: Actor, guard: Guard, status: Status) -> bool:
    """Say whether the actor may know of a version in that state."""
    return may_see_entry(actor, guard) and (status in PUBLIC or is_insider(actor, guard.institution))


def level_of_part(entry: Guarded, part: str) -> Visibility:
    """Return who may see a part of an entry: whom its owner chose, else everybody who may know of the entry."""
    default = Visibility.EGA if entry.is_critical and part in TECHNICAL else Visibility.PUBLIC
    return Visibility(entry.levels.get(part, default))


def withheld_from(actor: Actor, entry: Guarded) -> tuple[str, ...]:
    """Return the parts of an entry that the actor may not see."""
    return tuple(part for part in entry.guarded_parts if not sees(actor, level_of_part(entry, part), entry.guard))


def is_open(entry: Guarded, part: str) -> bool:
    """Say whether everybody who may know of an entry may see a part of it; only then is it found by what it says."""
    return level_of_part(entry, part) is Visibility.PUBLIC


def is_insider(actor: Actor, institution: str) -> bool:
    """Say whether the actor may see what is between the owner of an entry and the reviewers."""
    return actor.overseeing or (actor.reads and actor.belongs_to(institution))


def own_of(actor: Actor) -> str | None:
    """Return the institution whose entries the actor may see whatever their state."""
    return actor.institution if actor.reads else None


def levels_of(actor: Actor) -> tuple[str, ...]:
    """Return the levels of what the actor may see of every institution."""
    if actor.overseeing:
        return (*(level.value for level in Visibility), PRIVATE)
    return (Visibility.PUBLIC.value, Visibility.GOVERNMENT.value) if actor.reads else (Visibility.PUBLIC.value,)


def level_of(visibility: Visibility, status: Status) -> str:
    """Return the level of a version: that of its entry once it is public, `private` before."""
    return visibility.value if status in PUBLIC else PRIVATE


def widest(levels: Sequence[Visibility]) -> Visibility:
    """Return the level that most may see."""
    return min(levels, key=list(Visibility).index)
