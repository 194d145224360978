import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from registry.validators.function import UNDEFINED, Context
from registry.validators.functions import available
from registry.validators.view import View

ELSEWHERE = {"pattern", "schema"}
# A document that is nothing at all cannot be written down, so it cannot be handed to a check either.
NOTHING = {"__undefined": True}


def calls(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "reference/spectral/tests/spectral-functions.jsonl").read_text("utf-8").splitlines()
    return [call for call in map(json.loads, lines) if call["function"] not in ELSEWHERE]


def outcome(call: dict[str, Any]) -> str | list[tuple[list[str], str]]:
    found = available(call["function"])
    assert found is not None
    if not jsonschema_rs.is_valid(dict(found.options), call["options"]):
        return "refused"
    target = tree = call["input"]
    if isinstance(tree, dict) and "__yaml" in tree:
        target = tree = yaml.safe_load(tree["__yaml"])
    field = call.get("rule", {}).get("then", {}).get("field")
    path = () if field is None else (field,)
    if field is not None:
        target = tree.get(field, UNDEFINED)
    found_faults = found.make(call["options"])(target, Context(path, View(tree, tree)))
    return [
        (closest(tree, path if fault.path is None else fault.path), said(fault.message, field, target))
        for fault in found_faults
    ]


def closest(tree: Any, path: tuple[Any, ...]) -> list[str]:
    """Return as much of a path as is there, which is where a finding is told."""
    kept: list[str] = []
    for key in path:
        if not isinstance(tree, dict | list) or (isinstance(tree, dict) and key not in tree):
            break
        tree = tree[key]
        kept.append(str(key))
    return kept


def said(message: str, field: str | None, target: Any) -> str:
    whose = f'"{field}" property ' if field else "The document "
    message = message.replace('#{{print("property")}}', whose)
    return message.replace('#{{print("value")}}', json.dumps(target) if "value" in message else "")


def expected(call: dict[str, Any]) -> str | list[tuple[list[str], str]]:
    if "error" in call:
        return "refused"
    return [(found["path"], found["message"]) for found in call["results"]]


def test_every_recorded_call_gives_what_spectral_gave(shared: Path) -> None:
    judged = [call for call in calls(shared) if call["input"] != NOTHING]
    assert len(judged) > 350
    differing = [(call, outcome(call)) for call in judged if outcome(call) != expected(call)]
    assert differing == []


@pytest.mark.parametrize(("function", "faults"), [("truthy", 1), ("falsy", 0)])
def test_a_document_that_is_nothing_is_judged_where_spectral_cannot_write_it(function: str, faults: int) -> None:
    found = available(function)
    assert found is not None
    assert len(list(found.make(None)(UNDEFINED, Context((), View(None, None))))) == faults


def test_no_message_of_the_recorded_calls_is_left_with_a_gap(shared: Path) -> None:
    said_of_all = [
        message for call in calls(shared) if isinstance(found := outcome(call), list) for _, message in found
    ]
    assert not [message for message in said_of_all if re.search(r"\{\{", message)]
