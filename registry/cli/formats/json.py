"""Our own report of each file, for programs; both languages are in it."""

import json
from collections.abc import Sequence
from typing import Any

from registry.cli.outcome import Manner, Outcome
from registry.messages import LANGUAGES, text
from registry.validators.report import to_tree


def render(outcomes: Sequence[Outcome], _manner: Manner) -> str:
    """Tell outcomes as one JSON document."""
    tree = {"version": 1, "files": [tree_of(outcome) for outcome in outcomes]}
    return json.dumps(tree, ensure_ascii=False, indent=2, default=str)


def tree_of(outcome: Outcome) -> dict[str, Any]:
    """Return what became of one file as a JSON tree."""
    tree: dict[str, Any] = {"file": outcome.name}
    if outcome.report is not None:
        return tree | {"report": to_tree(outcome.report)}
    if (refused := outcome.unreadable) is None:
        return tree | {"problem": outcome.problem}
    place = {"line": refused.line, "column": refused.column, "pointer": refused.pointer}
    message = {word: text(f"rules.unreadable.{refused.code}", word, **refused.values) for word in LANGUAGES}
    return tree | {"unreadable": {"code": refused.code, **place, "message": message}}
