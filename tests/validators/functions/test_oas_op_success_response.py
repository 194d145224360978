from typing import Any

import pytest
from functions import messages

MESSAGE = "Operation must define at least a single 2xx or 3xx response"


@pytest.mark.parametrize("status", ["200", "204", "302", "399", " 200 ", "2e2", "0xC8"])
def test_one_good_answer_is_enough(status: str) -> None:
    assert messages("oasOpSuccessResponse", {"404": {}, status: {}}) == []


@pytest.mark.parametrize("statuses", [[], ["404"], ["default"], ["199", "400", "5XX"], [""], ["x-200"]])
def test_without_one_there_is_a_fault(statuses: list[str]) -> None:
    assert messages("oasOpSuccessResponse", {status: {} for status in statuses}) == [MESSAGE]


@pytest.mark.parametrize("range_", ["2XX", "3XX"])
def test_a_range_counts_from_version_3_on(range_: str) -> None:
    assert messages("oasOpSuccessResponse", {range_: {}}, formats=["oas3", "oas3_1"]) == []
    assert messages("oasOpSuccessResponse", {range_: {}}, formats=["oas2"]) == [MESSAGE]


@pytest.mark.parametrize("target", [None, "200", ["200"]])
def test_what_is_no_object_is_not_judged(target: Any) -> None:
    assert messages("oasOpSuccessResponse", target) == []
