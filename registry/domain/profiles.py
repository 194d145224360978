"""The life of a profile, as one table of steps, and the names that profiles have."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.actors import Role
from registry.domain.errors import IllegalTransition
from registry.domain.names import Reference, is_key, is_semantic_version, reference_of

LONGEST_KEY = 40
LONGEST_VERSION = 32
BUILT_IN_KEY = "somana-core"
"""The key of the profile that comes with Somana, which nobody else can have."""


class ProfileState(StrEnum):
    """Where a version of a profile is in its life."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class ProfileAction(StrEnum):
    """A step that somebody can take with a version of a profile."""

    REPLACE = "replace"
    ACTIVATE = "activate"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class ProfileStep:
    """One row of the table: from where, by which action, to where, and by whom."""

    source: ProfileState
    action: ProfileAction
    target: ProfileState
    role: Role


STEPS = (
    ProfileStep(ProfileState.DRAFT, ProfileAction.REPLACE, ProfileState.DRAFT, Role.STANDARDS_EDITOR),
    ProfileStep(ProfileState.DRAFT, ProfileAction.ACTIVATE, ProfileState.ACTIVE, Role.STANDARDS_EDITOR),
    ProfileStep(ProfileState.ACTIVE, ProfileAction.RETIRE, ProfileState.RETIRED, Role.STANDARDS_EDITOR),
)


def steps_from(state: ProfileState) -> tuple[ProfileStep, ...]:
    """Return every step that leads on from a state."""
    return tuple(row for row in STEPS if row.source is state)


def step(state: ProfileState, action: ProfileAction) -> ProfileStep:
    """Return the step that an action means in a state; raise `IllegalTransition` where it means none."""
    steps = steps_from(state)
    for row in steps:
        if row.action is action:
            return row
    raise IllegalTransition(state, action, tuple(row.action for row in steps))


def still_to_bind(binding_on: date | None, today: date) -> date | None:
    """Return the day from which errors stop a submission, none where they do already.

    The day is none for the profile that comes with Somana, and for one that is no longer what documents are checked
    against: an old report is no way round a rule that binds.
    """
    return binding_on if binding_on is not None and today < binding_on else None


def is_profile_key(word: str) -> bool:
    """Say whether a word can be the key of a profile that somebody loads."""
    return is_key(word) and len(word) <= LONGEST_KEY and word != BUILT_IN_KEY


def is_profile_version(number: str) -> bool:
    """Say whether a number can be the version of a profile: a semantic version that fits a report."""
    return is_semantic_version(number) and len(number) <= LONGEST_VERSION


def profile_reference_of(words: str) -> Reference | None:
    """Parse `tz-interop` or `tz-interop@1.0.0`, or return nothing where it is neither."""
    reference = reference_of(words)
    return reference if reference and "/" not in reference.entry else None
