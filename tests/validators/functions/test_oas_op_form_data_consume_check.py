from typing import Any

import pytest
from functions import messages

FORM = {"in": "formData", "name": "file"}
MESSAGE = "Consumes must include urlencoded, multipart, or form-data media type when using formData parameter."


@pytest.mark.parametrize("consumes", [["multipart/form-data"], ["a/b", "application/x-www-form-urlencoded; charset=x"]])
def test_a_form_is_consumed_where_it_is_taken(consumes: list[str]) -> None:
    assert messages("oasOpFormDataConsumeCheck", {"parameters": [FORM], "consumes": consumes}) == []


@pytest.mark.parametrize("consumes", [[], ["application/json"], [None, 1, {}]])
def test_without_one_there_is_a_fault(consumes: list[Any]) -> None:
    assert messages("oasOpFormDataConsumeCheck", {"parameters": [None, FORM], "consumes": consumes}) == [MESSAGE]


@pytest.mark.parametrize(
    "target",
    [
        None,
        {"parameters": [{"in": "body"}], "consumes": []},
        {"parameters": [FORM]},
        {"consumes": []},
        {"parameters": FORM, "consumes": []},
        {"parameters": [FORM], "consumes": "application/json"},
    ],
)
def test_what_takes_no_form_or_is_malformed_is_not_judged(target: Any) -> None:
    assert messages("oasOpFormDataConsumeCheck", target) == []
