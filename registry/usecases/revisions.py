"""Whether what a caller saw is still so."""

from registry.domain.errors import ConditionMissing, Outdated

NOTHING = 0
"""The revision of what a caller has not seen, or not found."""


def expect(current: int, seen: int) -> None:
    """Raise `Outdated` where an entry has changed since the caller saw it."""
    if current != seen:
        raise Outdated(str(current))


def expect_before_put(current: int | None, seen: int | None) -> None:
    """Raise where an entry that is to be put is not as the caller saw it; whoever names nothing takes what is there.

    `ConditionMissing` says that there is something which the caller has not seen, `Outdated` that it is another state
    or gone.
    """
    if seen is None:
        return
    if seen == NOTHING and current is not None:
        raise ConditionMissing
    expect(current or NOTHING, seen)
