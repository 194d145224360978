"""What a rule is."""

import sys
from collections.abc import Callable, Iterator, Mapping

from registry.frugal.values import field, record, value
from registry.validators.document import Document, Kind
from registry.validators.finding import Severity


@value
class Defect:
    """One thing wrong in one place, in the words that the rule's message asks for.

    `variant` names another message of the same rule; `address` keeps the fingerprint steady where
    the pointer alone would not tell two defects apart.
    """

    pointer: str
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    address: str = ""


@record
class NotChecked(Exception):
    """A rule could not be applied to this document; the reason is the key of a text."""

    reason: str


Check = Callable[[Document], Iterator[Defect]]


@value
class Rule:
    """One requirement that can be checked; its page is the docstring of its module."""

    name: str
    severity: Severity
    kinds: frozenset[Kind]
    check: Check
    module: str

    @property
    def address(self) -> str:
        """Return the address of its page on this server."""
        return f"/rules/{self.name}"

    @property
    def page(self) -> str:
        """Return what the rule says of itself."""
        return sys.modules[self.module].__doc__ or ""


def rule(severity: Severity, *kinds: Kind) -> Callable[[Check], Rule]:
    """Make a check into the rule that is named for its module; without kinds it is for API descriptions."""

    def made(check: Check) -> Rule:
        name = check.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(name, severity, frozenset(kinds or ("openapi",)), check, check.__module__)

    return made
