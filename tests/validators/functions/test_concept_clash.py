from typing import Any

import pytest
from functions import messages, refuses
from labelled import ENTRIES


def found(properties: dict[str, Any], **options: Any) -> list[str]:
    tree = {"type": "object", "properties": properties}
    return messages("conceptClash", tree, {"concepts": ENTRIES, **options}, source=tree)


@pytest.mark.parametrize(
    ("schema", "here", "there"),
    [
        ({"type": "integer"}, "the type integer", "the type string"),
        ({"type": "string", "pattern": "^[0-9]{9}$"}, "the pattern ^[0-9]{9}$", "the pattern ^[0-9]{20}$"),
    ],
)
def test_what_looks_like_a_concept_and_has_another_form_is_told(schema: Any, here: str, there: str) -> None:
    (message,) = found({"nin": schema})
    assert f"here it has {here}" in message
    assert f"in the data dictionary {there}" in message
    assert message.endswith("/concepts/nin/1.0.0.schema.json")


@pytest.mark.parametrize(
    "properties",
    [
        {"nin": {"type": "string"}},
        {"nin": {}},
        {"tin_number": {"type": "string", "pattern": "^[0-9]{9}$"}},
        {"nin": {"type": "string", "pattern": "\\d{20,20}"}},
        {"nin": {"type": ["string", "null"], "pattern": "^[0-9]{20}$"}},
        {"total_amount": {"type": "integer"}},
        {"latitude": {"type": "number"}},
        {"shade": {"type": "integer"}},
        {"sex": {"type": "string", "enum": ["Male", "female"]}},
        {"nin": {"$ref": "https://somana.example/concepts/nin/1.0.0.schema.json", "type": "integer"}},
    ],
)
def test_what_agrees_or_says_nothing_clashes_with_nothing(properties: dict[str, Any]) -> None:
    assert found(properties) == []


def test_several_differences_are_told_together() -> None:
    (message,) = found({"date_of_birth": {"type": "string", "format": "date-time"}, "x": {}})
    assert "the format date-time" in message
    (message,) = found({"sex": {"type": "string", "enum": ["m", "f"]}})
    assert "the values f | m, and in the data dictionary the values female | male" in message


def test_what_names_a_concept_is_judged_apart() -> None:
    declared = {"number": {"type": "integer", "x-concept": "currency"}}
    assert found(declared) == []
    (message,) = found(declared, declared=True)
    assert message.startswith("`number` says that it is “Currency”")
    assert found({"currency": {"type": "integer"}}, declared=True) == []


def test_only_what_is_certain_enough_is_judged() -> None:
    declared = {"number": {"type": "integer", "x-concept": "nin"}}
    assert found(declared, declared=True, certainty=["stated"]) == []
    assert len(found(declared, declared=True, certainty=["reported"])) == 1
    assert found({"nin": {"type": "integer"}}, least=0.9) == []


@pytest.mark.parametrize(
    "options",
    [
        None,
        {},
        {"concepts": []},
        {"concepts": [{}]},
        {"concepts": ENTRIES, "certainty": []},
        {"concepts": ENTRIES, "more": 1},
    ],
)
def test_other_options_are_refused(options: Any) -> None:
    assert refuses("conceptClash", options)
