from typing import Any

import pytest
from functions import messages, refuses
from labelled import ENTRIES


def found(properties: dict[str, Any], **options: Any) -> list[str]:
    tree = {"type": "object", "properties": properties}
    return messages("conceptUnshared", tree, {"concepts": ENTRIES, **options}, source=tree)


def test_a_concept_that_is_written_out_is_told_once_with_its_address() -> None:
    (message,) = found({"payer_phone": {"type": "string"}, "payee_phone": {"type": "string"}})
    assert message.startswith("“Phone number” is written out here (fields: 2; the first is `payer_phone`")
    assert "/concepts/phone/1.0.0.schema.json" in message


def test_a_concept_that_is_shared_or_doubtful_is_not_told() -> None:
    assert found({"phone": {"$ref": "https://somana.example/concepts/phone/1.0.0.schema.json"}}) == []
    assert found({"ward": {"type": "string"}}) == []


def test_a_concept_that_a_document_names_is_left_alone() -> None:
    assert found({"number": {"type": "string", "x-concept": "phone"}}) == []


@pytest.mark.parametrize("options", [None, {}, {"concepts": ENTRIES, "least": "all"}])
def test_other_options_are_refused(options: Any) -> None:
    assert refuses("conceptUnshared", options)
