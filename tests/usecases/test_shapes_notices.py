import pytest

from registry.domain.errors import FieldsInvalid
from registry.usecases.shapes import SHAPES, validated
from registry.usecases.shapes_notices import NOTICE_SHAPES


def test_the_shapes_of_notices_are_among_all_shapes() -> None:
    assert NOTICE_SHAPES.items() <= SHAPES.items()


@pytest.mark.parametrize("tree", [{"ids": [0]}, {"ids": ["1"]}, {"ids": 1}, {"ids": [2**31]}, {"all": True}, []])
def test_what_names_no_notices_is_refused(tree: object) -> None:
    with pytest.raises(FieldsInvalid):
        validated("notices_read", tree)
