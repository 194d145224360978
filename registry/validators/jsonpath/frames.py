"""The trail that a walk leaves: what it is at, and how it came there."""

from typing import Any

from registry.validators.function import UNDEFINED

Frame = tuple[Any, str | int | None, Any, int]
"""The frame of what holds this, the name or number of this in it, the value, and how it was entered.

The root has neither holder nor name. The last part is the number of the way, by which one value is told apart
where its place depends on the way to it.
"""


def keys_of(frame: Frame | None) -> tuple[str | int, ...]:
    """Return the path from the root to a frame."""
    keys: list[str | int] = []
    while frame is not None and frame[1] is not None:
        keys.append(frame[1])
        frame = frame[0]
    keys.reverse()
    return tuple(keys)


def root_of(frame: Frame) -> Any:
    """Return the value of the root."""
    while frame[0] is not None:
        frame = frame[0]
    return frame[2]


def name_of(frame: Frame) -> Any:
    """Return the name or number of a frame in what holds it; the root has none."""
    return UNDEFINED if frame[1] is None else frame[1]
