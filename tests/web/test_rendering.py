from datetime import UTC, date, datetime

import pytest

from registry.messages import LANGUAGES, Language, table
from registry.usecases.shapes_standards import STANDARD_SHAPES
from registry.web.rendering import _ENVIRONMENT, REFERENCE_CHOICES, _counted, day, moment, said


def test_a_day_is_written_as_people_write_it() -> None:
    assert day(date(2026, 11, 3), "sw") == "3 Novemba 2026"
    assert day("2026-01-31", "en") == "31 January 2026"
    assert day(None, "sw") == ""
    assert moment(datetime(2026, 2, 1, 8, 5, tzinfo=UTC), "en") == "1 February 2026, 08:05 UTC"


def test_a_text_is_said_in_the_readers_language_or_in_the_one_it_has() -> None:
    assert said({"sw": "mfumo", "en": "system"}, "en") == ("system", "en")
    assert said({"sw": "mfumo"}, "en") == ("mfumo", "sw")
    assert said({}, "en") == ("", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_texts_for_pages(language: str) -> None:
    other = table("en" if language == "sw" else "sw")
    assert [key for key in table(language) if key.startswith(("pages.", "states.")) and key not in other] == []


def test_every_template_is_well_formed_and_escapes_what_it_shows() -> None:
    names = _ENVIRONMENT.list_templates()
    assert len(names) > 25
    for name in names:
        _ENVIRONMENT.get_template(name)
        assert _ENVIRONMENT.loader is not None
        source = _ENVIRONMENT.loader.get_source(_ENVIRONMENT, name)[0]
        assert "|safe" not in source
        assert " style=" not in source
        assert "<script" not in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_every_part_of_standards_and_concepts_is_said(language: Language) -> None:
    said_in = table(language)
    for area, words in REFERENCE_CHOICES.items():
        assert all(f"standards.{area}.{word}" in said_in for word in words)
    parts = {part for shape in STANDARD_SHAPES.values() for part in shape["properties"]}
    assert {part for part in parts if f"standards.parts.{part}" not in said_in} == set()


def test_what_is_counted_stands_in_groups_of_digits_and_a_place_does_not() -> None:
    counted = {"count": 12345, "line": 12345, "day": "12345", "is_known": True}
    assert _counted(counted, "en") == {"count": "12,345", "line": 12345, "day": "12345", "is_known": True}
