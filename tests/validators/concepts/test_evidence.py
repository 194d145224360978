from typing import Any

import pytest
from labelled import dictionary

from registry.validators.concepts.evidence import choices_of, conflicts_of, supports_of, types_of
from registry.validators.concepts.fields import Field


def field(name: str, schema: Any, parents: tuple[str, ...] = (), siblings: tuple[str, ...] = ()) -> Field:
    return Field(name, parents, siblings, ("properties", name), schema, (schema,))


def supports(key: str, one: Field) -> set[str]:
    return {reason for reason, _ in supports_of(one, dictionary().entries[key], dictionary())}


def conflicts(key: str, one: Field) -> dict[str, float]:
    return dict(conflicts_of(one, dictionary().entries[key], dictionary()))


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ({"type": "string"}, {"string"}),
        ({"type": ["string", "null"]}, {"string"}),
        ({"type": [1, None, "string"]}, {"string"}),
        ({"properties": {}}, {"object"}),
        ({"type": {}}, set()),
        ({}, set()),
    ],
)
def test_the_types_are_those_that_are_said(schema: Any, types: set[str]) -> None:
    assert types_of(field("a", schema)) == types


def test_the_choices_are_told_in_small_letters() -> None:
    assert choices_of(field("a", {"enum": ["M", None, 1]})) == {"m", "none", "1"}
    assert choices_of(field("a", {"enum": "M"})) == frozenset()


@pytest.mark.parametrize(
    ("key", "one", "reason"),
    [
        ("nin", field("x", {"pattern": "^[0-9]{20}$"}), "pattern"),
        ("email", field("x", {"format": "email"}), "format"),
        ("sex", field("x", {"enum": ["FEMALE", "other"]}), "enum"),
        ("created-at", field("x", {"type": "string"}), "format"),
        ("created-at", field("x", {"type": "integer", "format": "int64"}), "format"),
        ("ward", field("ward", {"description": "Administrative unit below the district"}), "description"),
        ("ward", field("ward", {}, ("District",)), "parent"),
        ("ward", field("ward", {}, (), ("ward", "village")), "sibling"),
    ],
)
def test_what_surrounds_a_field_speaks_for_a_meaning(key: str, one: Field, reason: str) -> None:
    assert reason in supports(key, one)


def test_words_of_the_name_itself_speak_for_nothing() -> None:
    assert supports("ward", field("ward", {"description": "The ward."}, ("ward",), ("ward",))) == set()


@pytest.mark.parametrize(
    ("key", "schema", "reason"),
    [
        ("nin", {"type": "boolean"}, "other-type"),
        ("nin", {"type": "integer"}, "other-type"),
        ("email", {"type": "object"}, "other-type"),
        ("phone", {"format": "uri"}, "other-format"),
        ("phone", {"format": "date"}, "other-format"),
        ("nin", {"format": "uuid"}, "other-format"),
        ("region", {"format": "email"}, "other-format"),
        ("sex", {"enum": ["yes", "no"]}, "other-choices"),
        ("physical-address", {"properties": {"from": {}, "to": {}}}, "other-parts"),
    ],
)
def test_another_form_speaks_against_a_meaning(key: str, schema: Any, reason: str) -> None:
    assert conflicts(key, field("x", schema))[reason] > 0


@pytest.mark.parametrize(
    ("key", "schema"),
    [
        ("nin", {}),
        ("amount", {"type": "integer"}),
        ("amount", {"properties": {"amount": {}, "currency": {}}}),
        ("created-at", {"type": "integer", "format": "int64"}),
        ("physical-address", {"properties": {"postcode": {}}}),
        ("physical-address", {"properties": {"value": {}}}),
        ("date-of-birth", {"format": "date-time"}),
        ("patient-id", {"format": "uuid"}),
        ("sex", {"enum": ["male", "female"]}),
    ],
)
def test_what_agrees_speaks_against_nothing(key: str, schema: Any) -> None:
    assert sum(conflicts(key, field("x", schema)).values()) == 0


def test_a_number_that_can_be_written_with_digits_is_less_strange_than_one_that_cannot() -> None:
    integer = {"type": "integer"}
    weight = conflicts("nin", field("x", integer))["other-type"]
    assert weight < conflicts("exam-index-number", field("x", integer))["other-type"]
    assert weight < conflicts("nin", field("x", {"type": "number"}))["other-type"]


def test_an_object_that_holds_what_belongs_to_a_concept_is_less_strange_than_another() -> None:
    def weight(*parts: str) -> float:
        return conflicts("amount", field("x", {"properties": {part: {} for part in parts}}))["other-type"]

    assert weight("value", "currency") < weight("from", "to")


@pytest.mark.parametrize("parts", [("year", "month", "day"), ("seconds", "nanos")])
def test_a_time_that_a_generator_wrote_out_is_less_strange_than_another_object(parts: tuple[str, ...]) -> None:
    written = conflicts("date-of-birth", field("x", {"properties": {part: {} for part in parts}}))
    assert written == {"other-type": 0.1}
    assert sum(conflicts("date-of-birth", field("x", {"properties": {"from": {}}})).values()) > 0.5


@pytest.mark.parametrize("schema", [{"type": "integer"}, {"type": "boolean"}, {"type": "string", "enum": ["yes"]}])
def test_what_may_be_a_count_or_a_choice_is_no_moment(schema: dict[str, Any]) -> None:
    assert "format" not in supports("created-at", field("x", schema))
