"""What a waiver covers, for how long, and which step takes it from state to state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Final

from registry.domain.errors import IllegalTransition

REGISTRY_ZONE: Final = timezone(timedelta(hours=3), "Africa/Dar_es_Salaam")
"""The zone in which days begin and end here; it knows no summer time."""
DEFAULT_DAYS: Final = 365
"""How far ahead a waiver may end, unless the settings say otherwise."""
SOON: Final = timedelta(days=30)
"""How long before its end a waiver is listed as one that ends soon."""


class WaiverState(StrEnum):
    """How far a waiver has come."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class WaiverAction(StrEnum):
    """A step that somebody can take with a waiver."""

    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


_STEPS: Final[Mapping[tuple[WaiverState, WaiverAction], WaiverState]] = {
    (WaiverState.ASKED, WaiverAction.GRANT): WaiverState.GRANTED,
    (WaiverState.ASKED, WaiverAction.REFUSE): WaiverState.REFUSED,
    (WaiverState.ASKED, WaiverAction.WITHDRAW): WaiverState.WITHDRAWN,
    (WaiverState.GRANTED, WaiverAction.WITHDRAW): WaiverState.WITHDRAWN,
}


_TOLD: Final = frozenset({"status", "waiver", "waiver_reason", "waiver_ends_on", "open_since"})


@dataclass(frozen=True, slots=True)
class Grant:
    """A waiver that was granted: what it covers, and its last day."""

    number: str
    rule: str
    profile: str | None
    """The key of the profile in which the rule is waived, none for any."""
    pointer: str | None
    """The place below which the rule is waived, none for the whole entry."""
    fingerprint: str
    reason: str
    ends_on: date

    def covers(self, finding: Mapping[str, Any], profile: str) -> bool:
        """Say whether a finding in the report of a profile, named by its reference, is within the scope."""
        if finding["rule"] != self.rule or self.profile not in {None, profile.partition("@")[0]}:
            return False
        if self.pointer is None or finding["fingerprint"] == self.fingerprint:
            return True
        # The root of a document is a place like any other: a waiver for it is none for all that is below.
        here: str = finding["pointer"]
        return here == self.pointer or (self.pointer != "" and here.startswith(f"{self.pointer}/"))


def day_of(moment: datetime) -> date:
    """Return the day that it is in the registry's zone."""
    return moment.astimezone(REGISTRY_ZONE).date()


def today() -> date:
    """Return the day that it is now in the registry's zone."""
    return day_of(datetime.now(UTC))


def state_on(state: WaiverState, ends_on: date, day: date) -> WaiverState:
    """Return the state of a waiver on a day: one that was granted has ended once its last day is over."""
    return WaiverState.ENDED if state is WaiverState.GRANTED and ends_on < day else state


def step(state: WaiverState, action: WaiverAction) -> WaiverState:
    """Return the state that a step leads to; raise `IllegalTransition` where it cannot be taken."""
    if (state, action) not in _STEPS:
        raise IllegalTransition(state, action, tuple(one for one in WaiverAction if (state, one) in _STEPS))
    return _STEPS[state, action]


def covering(tree: Mapping[str, Any], finding: Mapping[str, Any], grants: Sequence[Grant]) -> Grant | None:
    """Return the grant that covers an error of a report for longest, none for what is no error or not covered."""
    if finding["severity"] != "error":
        return None
    found = [one for one in grants if one.covers(finding, tree["profile"])]
    return max(found, key=lambda one: one.ends_on, default=None)


def waived_until(tree: Mapping[str, Any], grants: Sequence[Grant]) -> date | None:
    """Return the last day on which every error of a report is covered, none where one is not.

    Of errors that were counted but not kept, only a grant for the whole entry can be known to cover them.
    """
    if tree["result"] != "fail":
        return None
    errors = [one for one in tree["findings"] if one["severity"] == "error"]
    covers = [*(covering(tree, one, grants) for one in errors), *_of_omitted(tree, grants)]
    days = [one.ends_on for one in covers if one is not None]
    return min(days) if days and len(days) == len(covers) else None


def marked(tree: Mapping[str, Any], grants: Sequence[Grant], day: date) -> dict[str, Any]:
    """Return a report whose findings say whether they count on a day, by which waiver not, or since when again."""
    active = [one for one in grants if one.ends_on >= day]
    over = [one for one in grants if one.ends_on < day]
    findings = [_marked(tree, finding, active, over) for finding in tree["findings"]]
    waived = sum(one["status"] == "waived" for one in findings)
    errors = tree["counts"]["error"]
    return {**tree, "findings": findings, "errors": {"open": max(0, errors - waived), "waived": waived}}


def bare(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report without what waivers do to its findings, as it is stored."""
    findings = [{name: value for name, value in one.items() if name not in _TOLD} for one in tree["findings"]]
    return {**{name: value for name, value in tree.items() if name != "errors"}, "findings": findings}


def _marked(
    tree: Mapping[str, Any], finding: Mapping[str, Any], active: Sequence[Grant], over: Sequence[Grant]
) -> dict[str, Any]:
    told: dict[str, Any] = {"status": "open", "waiver": None, "waiver_reason": None, "waiver_ends_on": None}
    told["open_since"] = None
    if grant := covering(tree, finding, active):
        told |= {"status": "waived", "waiver_reason": grant.reason}
    elif grant := covering(tree, finding, over):
        told["open_since"] = (grant.ends_on + timedelta(days=1)).isoformat()
    if grant:
        told |= {"waiver": grant.number, "waiver_ends_on": grant.ends_on.isoformat()}
    return {**finding, **told}


def _of_omitted(tree: Mapping[str, Any], grants: Sequence[Grant]) -> Iterable[Grant | None]:
    if not tree.get("omitted"):
        return
    kept = Counter(one["rule"] for one in tree["findings"])
    for rule in tree["rules"]:
        if rule["count"] > kept[rule["rule"]] and rule["severity"] == "error":
            whole = [one for one in grants if one.pointer is None]
            yield covering(tree, {"rule": rule["rule"], "severity": "error", "fingerprint": "", "pointer": ""}, whole)
