"""What a process that checks answers to the one that asked: a report, or why the document cannot be read."""

import json
from typing import Any

from registry.validators import limits
from registry.validators.checking import Beside, check, unfinished
from registry.validators.isolated import Ended
from registry.validators.profile import Profile
from registry.validators.report import Report, from_tree, to_tree
from registry.validators.unreadable import Unreadable


def answer_to(
    content: bytes,
    profile: Profile | None = None,
    keep: int = limits.FINDINGS,
    beside: Beside | None = None,
    *,
    describe: bool = True,
) -> dict[str, Any]:
    """Check one document; return its report, or why it cannot be read."""
    try:
        return {"report": to_tree(check(content, profile, keep, beside, describe=describe))}
    except Unreadable as refused:
        place = {"line": refused.line, "column": refused.column, "pointer": refused.pointer}
        return {"unreadable": {"code": refused.code, **place, "values": refused.values}}


def report_of(answer: dict[str, Any]) -> Report:
    """Return the report of an answer; raise `Unreadable`."""
    if "unreadable" in answer:
        told = answer["unreadable"]
        raise Unreadable(told["code"], told["line"], told["column"], told["pointer"], **told["values"])
    return from_tree(answer["report"])


def report_from_child(content: bytes, outcome: bytes | Ended, profile: Profile | None = None) -> Report:
    """Return the report of a child that was asked about a content, or ended before it had one; raise `Unreadable`."""
    if isinstance(outcome, Ended):
        return unfinished(content, outcome.reason, profile.outline if profile else None)
    return report_of(json.loads(outcome))
