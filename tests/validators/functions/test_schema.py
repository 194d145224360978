import json
from pathlib import Path
from typing import Any

import pytest
from functions import faults, messages, refuses

from registry.validators.function import UNDEFINED, Context
from registry.validators.functions import available
from registry.validators.view import View

TEXT = {"type": "string"}


def test_what_the_schema_refuses_is_found_where_it_is() -> None:
    schema = {"properties": {"a": {"items": TEXT}}}
    assert faults("schema", {"a": ["x", 1]}, {"schema": schema}, path=("info",)) == [
        ("Item at index 1 must be string", ("info", "a", 1))
    ]


def test_a_target_that_is_not_there_must_exist() -> None:
    assert messages("schema", UNDEFINED, {"schema": {}}) == ['#{{print("property")}}must exist']


@pytest.mark.parametrize(
    ("schema", "dialect", "found"),
    [
        ({"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 2, "exclusiveMaximum": True}, "auto", 1),
        ({"maximum": 2, "exclusiveMaximum": True}, "draft4", 1),
        ({"exclusiveMaximum": 2}, "draft6", 1),
        ({"exclusiveMaximum": 2}, "draft7", 1),
        ({"dependentRequired": {"a": ["b"]}}, "draft2019-09", 0),
    ],
)
def test_the_dialect_is_said_or_read_from_the_schema(schema: Any, dialect: str, found: int) -> None:
    assert len(messages("schema", 2, {"schema": schema, "dialect": dialect})) == found


def test_all_that_is_wrong_is_told_where_that_is_asked() -> None:
    options = {"schema": {"required": ["a", "b"]}, "allErrors": True}
    assert len(messages("schema", {}, options)) == 2
    assert len(messages("schema", {}, {**options, "allErrors": False})) == 1


def test_a_schema_that_is_none_is_found_at_each_target() -> None:
    found = available("schema")
    assert found is not None
    check = found.make({"schema": {"pattern": "?"}})
    context = Context((), View(None, None))
    told = [[fault.message for fault in check(target, context)] for target in ("a", 1)]
    assert told == [["Invalid regular expression: /?/: Nothing to repeat"]] * 2


def test_a_lost_reference_is_told_only_where_references_stay() -> None:
    found = available("schema")
    assert found is not None
    check = found.make({"schema": {"$ref": "#/foo"}})
    assert list(check({}, Context((), View(None, None), resolved=True))) == []
    assert len(list(check({}, Context((), View(None, None), resolved=False)))) == 1


@pytest.mark.parametrize(
    "options",
    [
        None,
        2,
        {},
        {"schema": None},
        {"schema": {}, "foo": True},
        {"schema": {}, "dialect": "x"},
        {"schema": {}, "allErrors": None},
    ],
)
def test_options_that_make_no_sense_are_refused(options: Any) -> None:
    assert refuses("schema", options)


def test_every_recorded_call_gives_what_spectral_gave(shared: Path) -> None:
    lines = (shared / "reference/spectral/tests/spectral-functions.jsonl").read_text("utf-8").splitlines()
    calls = [call for call in map(json.loads, lines) if call["function"] == "schema"]
    assert len(calls) > 40
    assert [call for call in calls if not agrees(call)] == []


def agrees(call: dict[str, Any]) -> bool:
    if "error" in call:
        return refuses("schema", call["options"])
    found = available("schema")
    assert found is not None
    resolved = call.get("rule", {}).get("resolved", True)
    told = found.make(call["options"])(call["input"], Context((), View(None, None), resolved))
    results = [{"path": [*map(str, fault.path or ())], "message": fault.message} for fault in told]
    return bool(results == call["results"])
