"""Checking again what is published, because what it is checked against changes: the words and the deadlines."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from registry.domain.lifecycle import Status

CHECKED_AGAIN = frozenset({Status.PUBLISHED, Status.SUSPENDED, Status.DEPRECATED})
"""The states of the versions that are checked again: in use, or may come back into use."""


class Purpose(StrEnum):
    """Why everything is checked again."""

    TRIAL = "trial"
    ACTIVATION = "activation"


class RecheckState(StrEnum):
    """Where a re-check is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


OPEN = frozenset({RecheckState.WAITING, RecheckState.RUNNING})


class Effect(StrEnum):
    """What a profile changes for one version; *unchecked* is never a pass."""

    FAILS_NOW = "fails-now"
    FAILS_STILL = "fails-still"
    PASSES_NOW = "passes-now"
    PASSES_STILL = "passes-still"
    UNCHECKED = "unchecked"


class Chosen(NamedTuple):
    """Which results are asked for."""

    effect: Effect | None = None
    institution: str | None = None
    rule: str | None = None


def effect_of(before: str, after: str) -> Effect:
    """Return what changed from one result of a check to another: `pass`, `fail`, or `error` where it did not finish."""
    if after == "error":
        return Effect.UNCHECKED
    if after == "pass":
        return Effect.PASSES_STILL if before == "pass" else Effect.PASSES_NOW
    return Effect.FAILS_NOW if before == "pass" else Effect.FAILS_STILL


def grace_until_of(binding_on: date, failing_since: datetime, grace_days: int) -> date:
    """Return the last day on which a published version may fail: the grace follows the day when the profile binds.

    A version that begins to fail behind that day has the whole of the grace from then on.
    """
    return max(binding_on, failing_since.date()) + timedelta(days=grace_days)
