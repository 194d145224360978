from registry.domain.field_errors import FieldError


def test_a_field_error_says_its_sentence_in_the_language_of_the_reader() -> None:
    error = FieldError("/names/0", "required", {"limit": ""})
    assert error.sentence("sw") != error.sentence("en")
    assert error.source == "body"


def test_a_value_that_is_said_in_both_languages_is_said_in_that_of_the_reader() -> None:
    error = FieldError("/kind", "enum", {"limit": {"sw": "moja, mbili", "en": "one, two"}})
    assert "moja, mbili" in error.sentence("sw")
    assert "one, two" in error.sentence("en")
