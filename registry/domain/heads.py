"""Which state of an entry there is: what must be asked anew each time, while the rest can be kept."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from registry.domain.entries import Visibility
from registry.domain.lifecycle import Status
from registry.domain.visibility import Guard


class SystemHead(NamedTuple):
    """Which state of a system there is."""

    key: str
    serial: int
    revision: int
    is_guarded: bool = False
    """Whether not everybody may see all of it."""
    audience: str = ""
    """Who sees of a guarded one what its readers see."""

    @property
    def name(self) -> str:
        """Return what tells it from every other entry, and from what others see of it."""
        return f"system:{self.key}:{self.audience}"

    @property
    def state(self) -> tuple[int, int]:
        """Return what changes whenever anything that is shown of the system does."""
        return self.serial, self.revision


class VersionHead(NamedTuple):
    """Which state of a version there is, and what decides who may see it and what they may do with it."""

    id: UUID
    revision: int
    revision_of_entry: int
    institution: str
    visibility: Visibility
    status: Status
    written_by: str
    submitted_by: str | None
    taken_by: str | None
    result: str
    binding_on: date | None
    """The day from which the profile of its report binds, where that is what documents are checked against now."""
    waived_until: date | None = None
    """The last day on which waivers cover every error of its report."""
    readers: Sequence[str] = ()

    @property
    def guard(self) -> Guard:
        """Return what decides who may know of its entry."""
        return Guard(self.visibility, self.institution, self.readers)

    def is_fit(self, day: date) -> bool:
        """Say whether no error counts on a day: there is none, or a waiver for each."""
        return self.result == "pass" or (self.waived_until is not None and day <= self.waived_until)

    @property
    def state(self) -> tuple[int, int]:
        """Return what changes whenever anything that is shown of the version does."""
        return self.revision, self.revision_of_entry
