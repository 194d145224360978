"""Whether what a caller saw is still so."""

from registry.domain.errors import Outdated


def expect(current: int, seen: int) -> None:
    """Raise `Outdated` where an entry has changed since the caller saw it."""
    if current != seen:
        raise Outdated(str(current))
