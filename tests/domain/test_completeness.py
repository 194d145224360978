from types import SimpleNamespace
from typing import Any

import pytest

from registry.domain.completeness import missing_of, names_on, unready_interface, unready_system

COMPLETE: dict[str, Any] = {
    "names": [{"kind": "name", "language": "sw", "text": "A"}, {"kind": "name", "language": "en", "text": "B"}],
    "purpose": {"sw": "a", "en": "b"},
    "contacts": [{"kind": "business"}, {"kind": "technical"}],
    "legal_basis": [{"title": "Act"}],
    "channels": [{"channel": "govesb"}],
    "hosting": {"kind": "own"},
    "personal_data": {"holds": False},
    "gisp_reference": "GISP-1",
}


def test_a_complete_entry_lacks_nothing() -> None:
    assert missing_of(SimpleNamespace(**COMPLETE)) == ()


@pytest.mark.parametrize(
    ("part", "value", "missing"),
    [
        ("names", [{"kind": "name", "language": "en", "text": "B"}], ("name_sw",)),
        ("names", [{"kind": "acronym", "text": "B"}], ("name_sw", "name_en")),
        ("purpose", {"en": "b"}, ("purpose_sw",)),
        ("contacts", [{"kind": "business"}], ("technical_contact",)),
        ("contacts", [], ("business_contact", "technical_contact")),
        ("legal_basis", [], ("legal_basis",)),
        ("channels", [], ("channels",)),
        ("hosting", None, ("hosting",)),
        ("personal_data", None, ("personal_data",)),
        ("gisp_reference", None, ("gisp_reference",)),
    ],
)
def test_what_is_lacking_is_named(part: str, value: object, missing: tuple[str, ...]) -> None:
    assert missing_of(SimpleNamespace(**{**COMPLETE, part: value})) == missing


def name(text: str, begins: str | None, ends: str | None = None, language: str = "sw") -> dict[str, Any]:
    return {"language": language, "text": text, "valid_from": begins, "valid_to": ends}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1999-12-31", "first"),
        ("2010-06-30", "first"),
        ("2010-07-01", "second"),
        ("2025-11-16", "second"),
        ("2025-11-17", "third"),
        ("2999-01-01", "third"),
    ],
)
def test_a_day_has_the_name_of_its_time(day: str, expected: str) -> None:
    names = [name("third", "2025-11-17"), name("first", None, "2010-06-30"), name("second", "2010-07-01", "2025-11-16")]
    assert names_on(day, names)["sw"]["text"] == expected


def test_a_name_that_has_ended_gives_way_to_one_that_is_valid() -> None:
    names = [name("lasting", None), name("for a year", "2020-01-01", "2020-12-31")]
    assert names_on("2020-06-01", names)["sw"]["text"] == "for a year"
    assert names_on("2021-01-01", names)["sw"]["text"] == "lasting"


def test_where_no_name_is_valid_the_nearest_stands_in() -> None:
    ended = [name("older", None, "2001-01-01"), name("newer", "2001-01-02", "2005-01-01")]
    assert names_on("2020-01-01", ended)["sw"]["text"] == "newer"
    coming = [name("later", "2040-01-01"), name("soon", "2030-01-01")]
    assert names_on("2020-01-01", coming)["sw"]["text"] == "soon"
    assert names_on("2020-01-01", [*ended, *coming])["sw"]["text"] == "newer"


def test_each_language_has_its_own_name() -> None:
    names = [name("jina", None), name("name", "2020-01-01", None, "en")]
    assert {language: one["text"] for language, one in names_on("2021-01-01", names).items()} == {
        "sw": "jina",
        "en": "name",
    }
    assert names_on("2021-01-01", []) == {}


@pytest.mark.parametrize(
    ("part", "value", "missing"),
    [
        ("channels", [], {}),
        ("gisp_reference", None, {}),
        ("purpose", {"sw": "a"}, {"purpose_en": "/purpose/en"}),
        ("contacts", [], {"business_contact": "/contacts", "technical_contact": "/contacts"}),
        ("legal_basis", [], {"legal_basis": "/legal_basis"}),
        ("hosting", None, {"hosting": "/hosting"}),
        ("personal_data", None, {"personal_data": "/personal_data"}),
        ("personal_data", {"holds": True}, {"personal_categories": "/personal_data/categories"}),
        ("personal_data", {"holds": True, "categories": ["NIN"]}, {}),
    ],
)
def test_a_reviewer_needs_some_parts_of_a_system(part: str, value: Any, missing: dict[str, str]) -> None:
    assert unready_system(SimpleNamespace(**{**COMPLETE, part: value})) == missing


def test_an_api_needs_an_access_procedure_and_a_schema_needs_none() -> None:
    parts: dict[str, Any] = {"title": {"en": "A"}, "description": {"sw": "a"}, "access": None}
    assert unready_interface(SimpleNamespace(kind="schema", **parts)) == {}
    assert set(unready_interface(SimpleNamespace(kind="api", **parts))) == {"access_steps", "access_contact"}
    parts = {"title": {}, "description": {}, "access": {"steps": [{"en": "Write."}], "contact": "a@b.example"}}
    assert set(unready_interface(SimpleNamespace(kind="api", **parts))) == {"title", "description"}
