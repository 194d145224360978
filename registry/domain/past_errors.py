"""What keeps an entry from being read as it was."""

from dataclasses import dataclass
from typing import ClassVar

from registry.domain.errors import NotFound


@dataclass(eq=False)
class NotRecorded(NotFound):
    """The entry was there by then, and how it was is not on the record."""

    code: ClassVar[str] = "not-recorded"

    since: str
