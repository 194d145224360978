from typing import Any

from registry.domain.merging import merged

STORED: dict[str, Any] = {
    "names": [{"kind": "name", "language": "en", "text": "Old"}, {"kind": "former", "language": "en", "text": "Older"}],
    "purpose": {"en": "x"},
    "contacts": [{"kind": "technical", "name": "ICT", "email": "a@x.example"}],
    "hosting": None,
    "legal_basis": [],
    "gisp_reference": "G-1",
}


def test_what_is_empty_is_filled_and_what_is_written_is_kept() -> None:
    acronym = {"kind": "acronym", "language": None, "text": "N"}
    given = {
        "names": [{"kind": "name", "language": "en", "text": "New"}, acronym],
        "purpose": {"en": "y", "sw": "z"},
        "contacts": [{"kind": "technical", "phone": "1"}],
        "hosting": {"kind": "own"},
        "gisp_reference": "G-2",
    }
    change = merged(STORED, given, overwrite=False)
    assert change.changes["names"] == [*STORED["names"], acronym]
    assert change.changes["purpose"] == {"en": "x", "sw": "z"}
    assert change.changes["contacts"] == [{"kind": "technical", "name": "ICT", "email": "a@x.example", "phone": "1"}]
    assert change.changes["hosting"] == {"kind": "own"}
    assert change.kept == ["names/name/en/text", "purpose/en", "gisp_reference"]


def test_overwriting_replaces_what_is_given_and_nothing_else() -> None:
    change = merged(STORED, {"purpose": {"en": "y"}, "gisp_reference": "G-2"}, overwrite=True)
    assert change.changes == {"purpose": {"en": "y"}, "gisp_reference": "G-2"}
    assert (change.fields, change.kept) == (["purpose/en", "gisp_reference"], [])


def test_what_is_there_already_changes_nothing() -> None:
    for overwrite in (False, True):
        change = merged(STORED, STORED, overwrite=overwrite)
        assert (change.changes, change.fields, change.kept) == ({}, [], [])
