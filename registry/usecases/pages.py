"""One page of a list, and where the next one begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, how many there are in all, and the sort key after which the next page begins."""

    items: Sequence[Row]
    limit: int
    total: int
    next_after: str | None


def page_of(rows: Sequence[Row], limit: int, total: int, key_of: Callable[[Row], str]) -> Page[Row]:
    """Cut a page out of one row more than it holds."""
    shown = rows[:limit]
    return Page(shown, limit, total, key_of(shown[-1]) if len(rows) > limit else None)
