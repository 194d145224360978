"""The errors that a caller of the review desk can cause, as branches of the tree of `errors`.

Forbidden
├── ConflictDeclared, DecidedBefore
Conflict
├── RequestOpen, RequestNeedless, AppealMade
FieldsInvalid
├── EntryIncomplete        what a reviewer needs is missing
Outdated
├── DecisionOutdated       what was read before the decision is no longer so
"""

from dataclasses import dataclass
from typing import ClassVar

from registry.domain.errors import Conflict, FieldsInvalid, Forbidden, Outdated


@dataclass(eq=False)
class ConflictDeclared(Forbidden):
    """Who has declared a conflict of interest takes no more part in a review."""

    code: ClassVar[str] = "conflict-declared"


@dataclass(eq=False)
class DecidedBefore(Forbidden):
    """Who has decided on a request already leaves the second approval, or the appeal, to another."""

    code: ClassVar[str] = "decided-before"


@dataclass(eq=False)
class RequestOpen(Conflict):
    """A request of this kind is open for the same entry."""

    code: ClassVar[str] = "request-open"

    number: str


@dataclass(eq=False)
class RequestNeedless(Conflict):
    """An entry is already what a request asks it to become, or is not yet so far."""

    code: ClassVar[str] = "request-needless"

    request: str


@dataclass(eq=False)
class AppealMade(Conflict):
    """A rejection can be appealed against once."""

    code: ClassVar[str] = "appeal-made"


@dataclass(eq=False)
class EntryIncomplete(FieldsInvalid):
    """An entry lacks what a reviewer needs: what is missing, and where to fill it in."""

    code: ClassVar[str] = "entry-incomplete"

    name: str
    where: str

    def values(self) -> dict[str, object]:
        """Return which entry it is, how much is missing and the address of its form."""
        return {"count": len(self.errors), "entry": self.name, "where": self.where}


@dataclass(eq=False)
class DecisionOutdated(Outdated):
    """What a decision rests on is no longer as it was read."""

    code: ClassVar[str] = "decision-outdated"

    changed: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return what there is now, and the names of what changed."""
        return {"current": self.current, "changed": list(self.changed)}
