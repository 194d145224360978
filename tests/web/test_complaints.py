from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken, NumberTaken, Unavailable
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


def test_a_pointer_into_a_field_leads_to_the_field_round_it() -> None:
    form = Form({"schema": ["{}"], "synonyms.sw": ["a"], "version": ["1.0.0"]})
    error = FieldsInvalid(
        tuple(FieldError(pointer, "required", {}) for pointer in ("/schema/properties/a", "/synonyms/sw/3", "/other/0"))
    )
    assert [one.field for one in complaints_of(error, "en", form)] == ["schema", "synonyms.sw", "other.0"]
    assert complaints_of(NumberTaken("1.0.0", "sha256:0"), "en", form)[0].field == "version"
    assert complaints_of(NumberTaken("1.0.0", "sha256:0"), "en", Form())[0].field == "number"
