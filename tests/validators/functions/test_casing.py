from typing import Any

import pytest
from functions import messages, refuses


@pytest.mark.parametrize("case", ["flat", "camel", "pascal", "kebab", "cobol", "snake", "macro"])
def test_a_text_in_no_case_is_told_the_case_it_must_be_in(case: str) -> None:
    assert messages("casing", "an apple", {"type": case}) == [f"must be {case} case"]


def test_digits_are_allowed_unless_they_are_disallowed() -> None:
    assert messages("casing", "card2status", {"type": "camel"}) == []
    assert messages("casing", "card2status", {"type": "camel", "disallowDigits": False}) == []
    assert messages("casing", "card2status", {"type": "camel", "disallowDigits": True}) == ["must be camel case"]


def test_words_are_separated_and_led_in_as_the_options_say() -> None:
    options: dict[str, Any] = {"type": "pascal", "separator": {"char": "-"}}
    assert messages("casing", "X-Rate-Limit", options) == []
    assert messages("casing", "-Limit", options) == ["must be pascal case"]
    options["separator"]["allowLeading"] = True
    assert messages("casing", "-Limit", options) == []


def test_a_separator_alone_passes_only_where_it_may_lead() -> None:
    assert messages("casing", "/", {"type": "flat", "separator": {"char": "/", "allowLeading": True}}) == []
    assert messages("casing", "/", {"type": "flat", "separator": {"char": "/"}}) == ["must be flat case"]


@pytest.mark.parametrize("target", ["", None, 1, [], {}])
def test_what_is_no_text_or_an_empty_one_is_not_judged(target: Any) -> None:
    assert messages("casing", target, {"type": "flat"}) == []


@pytest.mark.parametrize(
    "options",
    [
        None,
        {},
        {"type": "title"},
        {"type": "flat", "foo": True},
        {"type": "flat", "separator": {}},
        {"type": "flat", "separator": {"char": "ab"}},
        {"type": "flat", "separator": {"char": None}},
        {"type": "flat", "separator": {"char": "-", "foo": True}},
    ],
)
def test_options_without_a_known_case_are_refused(options: Any) -> None:
    assert refuses("casing", options)
