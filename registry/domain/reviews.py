"""Requests for a decision: their kinds, who may decide on them, and what a decision rests on."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from registry.domain.actors import Actor, Role, require_role
from registry.domain.entries import SystemState
from registry.domain.errors import (
    OwnInstitution,
    OwnWork,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.review_errors import (
    ConflictDeclared,
    DecidedBefore,
    DecisionOutdated,
    RequestNeedless,
)


class RequestKind(StrEnum):
    """What a decision is asked for."""

    ESTABLISH = "establish"
    TAKE_INTO_USE = "take_into_use"
    MODIFY = "modify"
    END = "end"


class Answer(StrEnum):
    """How a question of the checklist is answered."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class AnchorKind(StrEnum):
    """What a comment hangs on, other than the review as a whole."""

    FINDING = "finding"
    POINTER = "pointer"


OPEN: Final = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED})
"""The states in which a request is under way: with the reviewers, or with the owner."""
CLOSED: Final = frozenset({Status.APPROVED, Status.REJECTED, Status.WITHDRAWN})
NOBODY: Final = "nobody"
ME: Final = "me"


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a review when somebody is to decide on it."""

    institution: str
    authors: Collection[str]
    """Who wrote or submitted what is to be decided on."""
    conflicts: Collection[str] = ()
    """The reviewers who declared a conflict of interest."""
    deciders: Collection[str] = ()
    """The reviewers who have approved in this round, or decided before the appeal against them."""


def require_eligible(actor: Actor, case: Case) -> None:
    """Raise where somebody is no reviewer, or one who must leave this decision to another."""
    require_role(actor, {Role.REVIEWER})
    if actor.belongs_to(case.institution):
        raise OwnInstitution(case.institution)
    if actor.name in case.authors:
        raise OwnWork
    if actor.name in case.conflicts:
        raise ConflictDeclared
    if actor.name in case.deciders:
        raise DecidedBefore


def is_eligible(actor: Actor, case: Case) -> bool:
    """Say whether somebody may decide."""
    out = actor.belongs_to(case.institution) or actor.name in {*case.authors, *case.conflicts, *case.deciders}
    return Role.REVIEWER in actor.roles and not out


def require_needed(kind: RequestKind, state: SystemState, *, established: bool) -> None:
    """Raise `RequestNeedless` where a system is already what a request asks it to become, or not yet so far."""
    in_life = state is not SystemState.RETIRED
    possible = {
        RequestKind.ESTABLISH: in_life and not established,
        RequestKind.TAKE_INTO_USE: state is SystemState.PLANNED,
        RequestKind.MODIFY: in_life and established,
        RequestKind.END: in_life,
    }
    if not possible[kind]:
        raise RequestNeedless(kind)


def approvals_needed(*, personal: bool, critical: bool) -> int:
    """Return how many reviewers must approve: two where personal data or something critical is at stake."""
    return 2 if personal or critical else 1


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision rests on: the digests of the document, the profile, the findings and the entry."""

    entry: str
    document: str | None = None
    profile: str | None = None
    findings: str | None = None

    def require_same(self, seen: "Basis") -> None:
        """Raise `DecisionOutdated` with the names of what is no longer as it was read."""
        changed = tuple(
            name for name in ("document", "profile", "findings", "entry") if getattr(self, name) != getattr(seen, name)
        )
        if changed:
            raise DecisionOutdated(self.document or self.entry, changed)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says: the decision, what it rests on, why, and what was found on the way."""

    verdict: Action
    basis: Basis
    remark: str | None = None
    reasons: tuple[str, ...] = ()
    checklist: tuple[Mapping[str, Any], ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    """What is said of single findings, by their fingerprints."""


def digest_of_findings(fingerprints: Iterable[str]) -> str:
    """Return one name for a set of findings: the SHA-256 of their fingerprints, sorted, a line each."""
    lines = "\n".join(sorted(set(fingerprints)))
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Movement:
    """Which findings are new, still there, and gone, by their fingerprints."""

    new: frozenset[str]
    unchanged: frozenset[str]
    gone: frozenset[str]


def movement_of(before: Collection[str], now: Collection[str]) -> Movement:
    """Return what became of findings since an earlier report."""
    old, new = frozenset(before), frozenset(now)
    return Movement(new - old, new & old, old - new)


def least_loaded(load: Mapping[str, int], eligible: Iterable[str]) -> str | None:
    """Return who has the fewest open reviews, the first by name of several; none where nobody may."""
    return min(eligible, key=lambda name: (load.get(name, 0), name), default=None)
