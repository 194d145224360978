from typing import Any

import pytest
from functions import faults

MESSAGE = "Operation tags must be defined in global tags."


def document(used: Any, *defined: Any) -> dict[str, Any]:
    return {"tags": list(defined), "paths": {"/a": {"get": {"tags": used}, "put": {}, "post": None}}}


def test_each_tag_that_is_not_defined_is_named() -> None:
    target = document(["a", "b", 1, {}], {"name": "a"}, {"name": 1}, "b")
    assert faults("oasTagDefined", target) == [(MESSAGE, ("paths", "/a", "get", "tags", index)) for index in (1, 2, 3)]


def test_without_tags_of_the_document_none_is_defined() -> None:
    assert len(faults("oasTagDefined", document(["a"]) | {"tags": None})) == 1


@pytest.mark.parametrize("target", [None, [], {}, {"paths": []}, document("a"), document(None)])
def test_what_uses_no_tags_is_not_judged(target: Any) -> None:
    assert faults("oasTagDefined", target) == []
