from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken, Unavailable
from registry.web.complaints import Complaint, complaints_of
from registry.web.forms import Form

FORM = Form({"key": ["x"], "names.0.text": [""], "names.2.text": ["A"], "purpose.sw": [""], "access.steps.3.en": ["B"]})


def fields(*pointers: str) -> list[str]:
    error = FieldsInvalid(tuple(FieldError(pointer, "required", {"limit": ""}) for pointer in pointers))
    return [complaint.field for complaint in complaints_of(error, "en", FORM)]


def test_a_pointer_leads_to_the_field_that_was_typed_into() -> None:
    assert fields("/key", "/names/0/text", "/names/0/kind", "/access/steps/0/en") == [
        *("key", "names.2.text", "names.2.kind", "access.steps.3.en"),
    ]


def test_a_pointer_to_a_part_leads_to_its_first_field() -> None:
    assert fields("/purpose", "/names", "/unknown", "") == ["purpose.sw", "names.0.text", "unknown", ""]


def test_an_error_about_one_thing_is_said_there_and_any_other_of_the_whole() -> None:
    assert complaints_of(KeyTaken("system", "x"), "en", FORM)[0].field == "key"
    assert complaints_of(Unavailable(3), "sw", FORM) == (Complaint("", Unavailable(3).sentence("sw")),)
