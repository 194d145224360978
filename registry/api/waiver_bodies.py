"""The JSON bodies of waivers."""

from datetime import date, datetime

import msgspec

from registry.db.models import Waiver
from registry.domain.actors import Actor
from registry.domain.waivers import state_on
from registry.usecases.indexing import path_of
from registry.usecases.waivers import RuleCounts, actions_of


class WaiverScopeBody(msgspec.Struct, frozen=True):
    """What a waiver covers: a rule, in one profile or any, in a whole entry or below one place of it."""

    entry: str
    rule: str
    profile: str | None
    pointer: str | None
    fingerprint: str


class WaiverBody(msgspec.Struct, frozen=True):
    """A waiver as it was asked for, what became of it, and what the reader may do next with it."""

    number: str
    state: str
    scope: WaiverScopeBody
    institution: str
    version: str
    reason: str
    ends_on: date
    asked_by: str
    asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    renews: str | None
    actions: list[str]
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Waiver, actor: Actor, day: date) -> "WaiverBody":
        """Return the body of a waiver on a day, for a reader."""
        entry = row.interface
        same = {name: getattr(row, name) for name in cls.__struct_fields__ if name in _SAME}
        return cls(
            number=row.key,
            state=state_on(row.state, row.ends_on, day),
            scope=WaiverScopeBody(entry.name, row.rule, row.profile, row.pointer, row.fingerprint),
            institution=entry.institution.key,
            renews=row.renews.key if row.renews else None,
            actions=[action.value for action in actions_of(actor, row, day)],
            links={
                "self": f"/api/v1/waivers/{row.key}",
                "entry": f"/api/v1{path_of(entry)}",
                "page": f"/waivers/{row.key}",
            },
            **same,
        )


class RuleWaiversBody(msgspec.Struct, frozen=True):
    """How often a waiver of a rule was asked for, granted and refused, and how many are in force."""

    rule: str
    asked: int
    granted: int
    refused: int
    in_force: int

    @classmethod
    def of(cls, rule: str, counts: RuleCounts) -> "RuleWaiversBody":
        """Return the body of the counts of a rule."""
        return cls(rule, counts.asked, counts.granted, counts.refused, counts.in_force)


_SAME = frozenset(
    {"version", "reason", "ends_on", "asked_by", "asked_at", "decided_by", "decided_at", "decision_reason"}
    | {"updated_at", "revision"}
)
