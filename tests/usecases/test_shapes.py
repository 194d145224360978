import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.errors import FieldsInvalid
from registry.messages import LANGUAGES
from registry.usecases.shapes import FIELD_CODES, SHAPES, validated

SYSTEM: dict[str, Any] = {
    "key": "cig",
    "institution": "nida",
    "names": [{"kind": "name", "language": "en", "text": "CIG"}],
    "purpose": {"en": "x"},
    "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
MEMBERS = sorted({name for shape in SHAPES.values() for name in shape["properties"]})


def codes(shape: str, tree: object) -> set[tuple[str, str]]:
    with pytest.raises(FieldsInvalid) as refused:
        validated(shape, tree)
    return {(error.pointer, error.code) for error in refused.value.errors}


def test_what_has_its_shape_is_returned() -> None:
    assert validated("new_system", SYSTEM) == SYSTEM


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"key": "A"}, "/key", "somana-key"),
        ({"key": "new"}, "/key", "somana-key"),
        ({"key": 1}, "/key", "type"),
        ({"key": "a" * 65}, "/key", "maxLength"),
        ({"names": []}, "/names", "minItems"),
        ({"names": [{"kind": "name", "text": "a\0b"}]}, "/names/0/text", "somana-name"),
        ({"names": [{"kind": "name", "text": "   "}]}, "/names/0/text", "somana-name"),
        ({"names": [{"kind": "nick", "text": "ab"}]}, "/names/0/kind", "enum"),
        ({"names": [{"kind": "name", "text": ""}]}, "/names/0/text", "minLength"),
        ({"names": [{"text": "ab"}]}, "/names/0/kind", "required"),
        ({"purpose": {}}, "/purpose", "minProperties"),
        ({"purpose": {"fr": "x"}}, "/purpose/fr", "unknown"),
        ({"purpose": {"en": "x" * 4001}}, "/purpose/en", "maxLength"),
        ({"contacts": [{"kind": "technical", "name": "ICT", "email": "nobody"}]}, "/contacts/0/email", "somana-mail"),
        ({"contacts": [{"kind": "technical", "name": "ICT", "email": "a\0@b.tz"}]}, "/contacts/0/email", "somana-mail"),
        ({"sector": "magic"}, "/sector", "enum"),
        ({"state": None}, "/state", "enum"),
        ({"standing": "reviewed"}, "/standing", "unknown"),
        ({"a/b~c": 1}, "/a~1b~0c", "unknown"),
        ({"hosting": {}}, "/hosting/kind", "required"),
        ({"personal_data": {"holds": "yes"}}, "/personal_data/holds", "type"),
        ({"channels": [{"channel": "govesb"}]}, "/channels/0/mode", "required"),
    ],
)
def test_every_wrong_place_is_named_with_what_is_wrong(change: dict[str, Any], pointer: str, code: str) -> None:
    assert (pointer, code) in codes("new_system", {**SYSTEM, **change})


def test_everything_wrong_is_named_at_once() -> None:
    found = codes("new_system", {"key": "A", "more": 1, "less": 2})
    assert {("/institution", "required"), ("/names", "required"), ("/key", "somana-key"), ("/more", "unknown")} <= found
    assert ("/less", "unknown") in found


@pytest.mark.parametrize("tree", [None, [], "x", 1, True])
def test_what_is_no_object_is_refused(tree: object) -> None:
    for shape in SHAPES:
        assert codes(shape, tree) == {("", "type")}


@pytest.mark.parametrize(
    ("day", "fine"),
    [
        ("2026-11-23", True),
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("20261123", False),
        ("2026-W47-1", False),
        ("", False),
    ],
)
def test_a_day_is_a_day_of_the_calendar(day: str, fine: bool) -> None:  # noqa: FBT001 a row of the table
    tree = {"names": [{"language": "sw", "text": "Jina", "valid_from": day}]}
    if fine:
        assert validated("institution_changes", tree) == tree
    else:
        assert codes("institution_changes", tree) == {("/names/0/valid_from", "somana-day")}


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://nida.go.tz", True),
        ("http://nida.go.tz", False),
        ("https://127.0.0.1/", False),
        ("javascript:alert(1)", False),
        ("https://a b", False),
        ("//x", False),
        ("https://a\n", False),
    ],
)
def test_a_website_is_an_address_of_the_web(address: str, fine: bool) -> None:  # noqa: FBT001 a row of the table
    if fine:
        assert validated("institution_changes", {"website": address})
    else:
        assert codes("institution_changes", {"website": address}) == {("/website", "somana-web")}


def test_a_long_acronym_is_refused_before_the_database_does() -> None:
    names = [{"language": "sw", "text": "Jina", "acronym": "A" * 41}]
    assert codes("institution_changes", {"names": names}) == {("/names/0/acronym", "maxLength")}


@given(
    st.sampled_from(sorted(SHAPES)), st.dictionaries(st.sampled_from(MEMBERS) | st.text(max_size=8), JSON, max_size=6)
)
def test_whatever_is_sent_is_taken_or_refused_with_a_sentence(shape: str, tree: dict[str, Any]) -> None:
    try:
        assert validated(shape, tree) == tree
    except FieldsInvalid as refused:
        for error in refused.errors:
            assert error.code in FIELD_CODES | {"shape"}
            assert re.match(r"(/|$)", error.pointer)
            assert all(error.sentence(language) for language in LANGUAGES)


def test_no_shape_lets_unknown_members_in() -> None:
    def objects(tree: Any) -> list[dict[str, Any]]:
        if isinstance(tree, list):
            return [found for one in tree for found in objects(one)]
        if not isinstance(tree, dict):
            return []
        inner = [found for one in tree.values() for found in objects(one)]
        return [tree, *inner] if "properties" in tree and "required" in tree else inner

    found = objects(SHAPES)
    assert len(found) > len(SHAPES)
    assert all(one["additionalProperties"] is False for one in found)
