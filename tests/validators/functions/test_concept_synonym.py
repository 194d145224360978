from typing import Any

import pytest
from functions import messages, refuses
from labelled import ENTRIES


def found(properties: dict[str, Any], **options: Any) -> list[str]:
    tree = {"type": "object", "properties": properties}
    return messages("conceptSynonym", tree, {"concepts": ENTRIES, **options}, source=tree)


def test_a_name_that_the_dictionary_does_not_use_is_told_with_the_one_that_it_uses() -> None:
    (message,) = found({"msisdn": {"type": "string"}})
    assert "`msisdn` seems to be “Phone number”" in message
    assert "which others call `phone`" in message


@pytest.mark.parametrize(
    "name", ["phone", "phone_number", "phoneNumber", "namba_ya_simu", "payerPhone", "shade", "total_amount"]
)
def test_the_names_of_the_dictionary_are_fine_in_both_languages_whosever_they_are(name: str) -> None:
    assert found({name: {"type": "string"}}) == []


def test_one_name_is_told_once() -> None:
    inner = {"type": "object", "properties": {"msisdn": {"type": "string"}}}
    assert len(found({"msisdn": {"type": "string"}, "payer": inner, "payee": inner})) == 1


def test_what_means_something_only_with_its_parent_is_fine() -> None:
    assert found({"facility": {"properties": {"code": {"type": "string"}}}}) == []


def test_two_names_for_one_thing_are_told_at_the_second() -> None:
    (message,) = found({"phone": {}, "shade": {}, "mobile_number": {}, "payer_phone": {}}, several=True)
    assert message.startswith("`mobile_number` and `phone` both seem to be “Phone number”")


@pytest.mark.parametrize(
    "names",
    [
        ("payer_phone", "payee_phone", "email"),
        ("amount", "total_amount", "tax_amount", "currency"),
        ("address_line_1", "address_line_2"),
        ("updated_at", "last_updated_at"),
    ],
)
def test_one_name_for_one_thing_is_fine_and_so_are_kinds_of_it(names: tuple[str, ...]) -> None:
    assert found({name: {} for name in names}, several=True) == []


@pytest.mark.parametrize(
    "options", [None, {}, {"concepts": ENTRIES, "several": 1}, {"concepts": ENTRIES, "declared": True}]
)
def test_other_options_are_refused(options: Any) -> None:
    assert refuses("conceptSynonym", options)
