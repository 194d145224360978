from typing import Any

import pytest
from reference_data import COMPONENT, CONCEPT, STANDARD, SYNONYM

from registry.domain.errors import FieldsInvalid
from registry.usecases.shapes import SHAPES, validated
from registry.usecases.shapes_standards import STANDARD_SHAPES

WHOLE = {"component": COMPONENT, "standard": STANDARD, "concept": CONCEPT, "synonym": SYNONYM}


def test_the_shapes_stand_among_the_others() -> None:
    assert {name: SHAPES[name] for name in STANDARD_SHAPES} == STANDARD_SHAPES
    assert set(WHOLE) == set(STANDARD_SHAPES)


@pytest.mark.parametrize("shape", sorted(WHOLE))
def test_a_whole_one_is_taken_and_so_is_one_with_only_what_is_needed(shape: str) -> None:
    assert validated(shape, WHOLE[shape]) == WHOLE[shape]
    needed = {name: WHOLE[shape][name] for name in STANDARD_SHAPES[shape]["required"]}
    assert validated(shape, needed) == needed
    for name in needed:
        with pytest.raises(FieldsInvalid) as refused:
            validated(shape, {other: value for other, value in needed.items() if other != name})
        assert [(one.pointer, one.code) for one in refused.value.errors] == [(f"/{name}", "required")]


@pytest.mark.parametrize(("shape", "names"), [
    ("component", ("code", "note")),
    ("standard", ("component", "code", "version", "issued", "address", "notes")),
    ("concept", ("format", "pattern", "unit")),
])  # fmt: skip
def test_what_is_not_known_may_be_said_to_be_nothing(shape: str, names: tuple[str, ...]) -> None:
    nothing: dict[str, Any] = dict.fromkeys(names)
    assert validated(shape, {**WHOLE[shape], **nothing}) == {**WHOLE[shape], **nothing}


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"synonyms": {"fr": ["x"]}}, "/synonyms/fr", "unknown"),
        ({"synonyms": {"sw": ["x"] * 51}}, "/synonyms/sw", "maxItems"),
        ({"field_names": ["a" * 101]}, "/field_names/0", "maxLength"),
        ({"field_names": ["a\0"]}, "/field_names/0", "somana-name"),
        ({"pattern": "a" * 1001}, "/pattern", "maxLength"),
        ({"schema": []}, "/schema", "type"),
        ({"related": ["A"]}, "/related/0", "somana-key"),
    ],
)
def test_a_concept_keeps_to_its_limits(change: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        validated("concept", {**CONCEPT, **change})
    assert [(one.pointer, one.code) for one in refused.value.errors] == [(pointer, code)]
