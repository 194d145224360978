import pytest

from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.refusal import PathRefused


def test_a_refusal_quotes_what_stands_at_the_place() -> None:
    with pytest.raises(PathRefused) as refused:
        parse("$.paths[?(@.get ==> 1)]")
    assert (refused.value.problem, refused.value.offset, refused.value.found) == ("unexpected", 18, "> 1)")
