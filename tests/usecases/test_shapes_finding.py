import pytest

from registry.domain.errors import FieldsInvalid
from registry.domain.search_entries import FACETS
from registry.usecases import shapes_finding
from registry.usecases.shapes import validated


def test_a_search_is_saved_with_every_facet_that_there_is() -> None:
    assert tuple(shapes_finding.FACETS["properties"]) == FACETS


@pytest.mark.parametrize(
    ("shape", "tree"),
    [
        ("new_saved_search", {}),
        ("new_saved_search", {"name": "x", "words": 1}),
        ("new_service_request", {"need": "too short"}),
        ("new_service_request", {"need": "long enough", "institution": "Not A Key"}),
        ("service_answer", {"answer": ""}),
        ("service_answer", {"answer": "a\u202eb c"}),
    ],
)
def test_what_has_not_the_shape_is_refused(shape: str, tree: object) -> None:
    with pytest.raises(FieldsInvalid):
        validated(shape, tree)
