import pytest

from registry.validators.declared.interpolation import PLACEHOLDERS, filled
from registry.validators.function import UNDEFINED

VALUES = {"property": "name", "error": "is wrong", "path": "#/info/name", "description": "A rule", "value": "x"}


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("plain {braces}", "plain {braces}"),
        ("{{property}}: {{error}} at {{path}}", "name: is wrong at #/info/name"),
        ("{{unknown}}!", "!"),
        ("{{ property }}", ""),
        ('#{{print("property")}}must', '"name" property must'),
        ("#{{print('value')}} is", '"x" is'),
        ("#{{property}}", "name"),
        ("#{{toUpperCase(property)}}", "NAME"),
        ("#{{property.toUpperCase()}}", "NAME"),
        ("#{{concat(property, '-', value)}}", "name-x"),
        ("#{{'a' + \"b\" + 1}}", "ab1"),
        ("#{{nobody}}", ""),
        ("#{{property +}}", ""),
        ("#{{process.exit()}}", ""),
        ("#{{property;}}", ""),
    ],
)
def test_a_template_is_filled(template: str, message: str) -> None:
    assert filled(template, VALUES) == message


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a", '"a"'), (1.0, "1"), (1e21, "1e+21"), (True, "true"), (None, "null"), ([1], "Array[]"), ({}, "Object{}"),
        (UNDEFINED, "undefined"),
    ],
)  # fmt: skip
def test_a_value_is_shown_by_its_kind(value: object, shown: str) -> None:
    assert filled('#{{print("value")}}', {"value": value}) == shown


def test_the_document_has_no_name() -> None:
    assert filled('#{{print("property")}}must', {"property": ""}) == "The document must"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert filled("{{value}}", {"value": "{{path}}", "path": "secret"}) == "{{path}}"


def test_every_placeholder_is_known() -> None:
    assert frozenset(VALUES) == PLACEHOLDERS
