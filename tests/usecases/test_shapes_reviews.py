import pytest

from registry.domain.errors import FieldsInvalid
from registry.usecases.shapes import SHAPES, validated
from registry.usecases.shapes_reviews import REVIEW_SHAPES

DIGEST = f"sha256:{'a' * 64}"
DECISION = {"verdict": "approve", "entry": DIGEST}


def test_the_shapes_of_reviews_are_among_all_shapes() -> None:
    assert REVIEW_SHAPES.items() <= SHAPES.items()


@pytest.mark.parametrize(
    ("shape", "tree"),
    [
        ("request", {"kind": "fly"}),
        ("request", {}),
        ("hand_over", {"to": ""}),
        ("decision", {**DECISION, "verdict": "publish"}),
        ("decision", {**DECISION, "document": "sha256:1"}),
        ("decision", {**DECISION, "remark": "x" * 1901}),
        ("decision", {**DECISION, "reasons": ["a"] * 6}),
        ("decision", {**DECISION, "remarks": [{"fingerprint": "G" * 16, "remark": "x"}]}),
        ("decision", {"verdict": "approve"}),
        ("holidays", {"holidays": []}),
        ("desk_lists", {"questions": []}),
    ],
)
def test_what_has_another_shape_is_refused(shape: str, tree: object) -> None:
    with pytest.raises(FieldsInvalid):
        validated(shape, tree)


def test_a_whole_decision_has_the_shape() -> None:
    whole = {
        **DECISION,
        **dict.fromkeys(("document", "profile", "findings"), DIGEST),
        "reasons": ["late"],
        "remark": "Maneno\nmengi",
        "checklist": [{"question": "tested", "answer": "not_applicable", "remark": "x"}],
        "remarks": [{"fingerprint": "0123456789abcdef", "remark": "x"}],
    }
    assert validated("decision", whole) == whole
