from typing import Any

import pytest
from functions import faults, refuses

OPTIONS = {"anyOf": ["401", "default"]}
TOKEN: list[Any] = [{"token": []}]
ANSWERS: dict[str, Any] = {"200": {}}


def test_a_secured_operation_lacks_its_answer() -> None:
    operation = {"security": TOKEN, "responses": ANSWERS}
    assert faults("securedResponses", operation, OPTIONS) == [
        ("A secured operation must have one of the responses 401, default", None)
    ]


def test_the_document_secures_what_says_nothing_itself() -> None:
    assert faults("securedResponses", {"responses": ANSWERS}, OPTIONS, whole={"security": TOKEN})
    assert not faults("securedResponses", {"responses": ANSWERS, "security": []}, OPTIONS, whole={"security": TOKEN})


@pytest.mark.parametrize("security", [[], [{}], [{"token": []}, {}], None, "token"])
def test_who_may_call_without_a_credential_needs_no_answer(security: Any) -> None:
    assert faults("securedResponses", {"security": security, "responses": ANSWERS}, OPTIONS) == []


@pytest.mark.parametrize("responses", [{"401": {}}, {"default": {}}, None, [], "401"])
def test_one_of_the_answers_is_enough(responses: Any) -> None:
    assert faults("securedResponses", {"security": TOKEN, "responses": responses}, OPTIONS) == []


@pytest.mark.parametrize("whole", [None, [], "text"])
def test_a_document_of_any_form_is_survived(whole: Any) -> None:
    assert faults("securedResponses", {"responses": ANSWERS}, OPTIONS, whole=whole) == []


def test_answers_must_be_named() -> None:
    assert refuses("securedResponses", {"anyOf": []})
