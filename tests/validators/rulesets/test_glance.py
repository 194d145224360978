from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.validators.functions import _modules, own_function
from registry.validators.rulesets.glance import fits
from registry.validators.rulesets.shape import schema

WORDS = st.sampled_from(
    [
        *("rules", "given", "then", "function", "field", "severity", "extends", "overrides", "files", "aliases", "x-a"),
        *(
            "targets",
            "formats",
            "documentationUrl",
            "$",
            "#A",
            "off",
            "warn",
            "all",
            "https://a",
            "https://a\n",
            "*#/a",
        ),
        *(
            "except",
            "parserOptions",
            "duplicateKeys",
            "properties",
            "type",
            "camel",
            "values",
            "min",
            "",
            "a\n",
            "A\u2003b",
        ),
    ]
)
LEAVES = st.none() | st.booleans() | st.integers(-2, 5) | st.sampled_from([1.0, 0.5]) | WORDS
TREES = st.recursive(
    LEAVES, lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=4), max_leaves=12
)
RULES = st.fixed_dictionaries(
    {"given": TREES, "then": TREES}, optional={"severity": LEAVES, "formats": TREES, "documentationUrl": LEAVES}
)
RULESETS = st.fixed_dictionaries(
    {},
    optional={
        "rules": st.dictionaries(WORDS, LEAVES | RULES, max_size=3),
        "extends": TREES,
        "aliases": st.dictionaries(WORDS, TREES, max_size=2),
        "overrides": st.lists(st.fixed_dictionaries({"files": TREES}, optional={"rules": TREES}), max_size=2),
        "x-a": LEAVES,
    },
)
OPTIONS = [options.options for name in _modules() if (options := own_function(name)) is not None]


@given(RULESETS | TREES)
def test_what_fits_at_a_glance_is_a_ruleset_and_what_is_none_never_fits(tree: Any) -> None:
    if fits(schema(), tree):
        assert jsonschema_rs.Draft202012Validator(schema()).is_valid(tree)


@given(st.sampled_from(OPTIONS), TREES)
def test_what_fits_at_a_glance_are_options_of_the_function(asked: dict[str, Any], tree: Any) -> None:
    sound = jsonschema_rs.Draft202012Validator(dict(asked)).is_valid(tree)
    assert fits(asked, tree) == sound or (sound and "\n" in str(tree))


@pytest.mark.parametrize(
    ("asked", "tree"),
    [
        ({"uniqueItems": True}, [1]),
        ({"type": "integer"}, 1),
        ({"$ref": "#/definitions/a", "definitions": {"a": True}}, 1),
        ({"pattern": "^a$"}, "a\n"),
        ({"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}, 1),
    ],
    ids=str,
)
def test_where_a_glance_is_not_enough_nothing_fits(asked: dict[str, Any], tree: Any) -> None:
    assert not fits(asked, tree)


@pytest.mark.parametrize(
    ("asked", "tree", "sound"),
    [
        ({"enum": [1, True]}, True, True),
        ({"enum": [1]}, True, False),
        ({"enum": [1]}, 1.0, True),
        ({"type": "number"}, True, False),
        ({"prefixItems": [{"type": "null"}], "items": {"type": "string"}}, [None, "a"], True),
        ({"prefixItems": [{"type": "null"}], "items": {"type": "string"}}, [None, 1], False),
        ({"if": {"type": "null"}, "else": False}, 1, False),
        ({"if": {"type": "null"}}, 1, True),
        ({"propertyNames": {"pattern": "^a"}}, {"b": 1}, False),
        ({"patternProperties": {"^x-": {"type": "null"}}, "additionalProperties": False}, {"x-a": None}, True),
        ({"patternProperties": {"^x-": {"type": "null"}}, "additionalProperties": False}, {"x-a": 1}, False),
        ({"contains": {"type": "null"}}, [], False),
        ({"maxLength": 1}, "ab", False),
    ],
    ids=str,
)
def test_a_glance_sees_what_close_judgement_sees(asked: dict[str, Any], tree: Any, *, sound: bool) -> None:
    assert fits(asked, tree) is sound
    assert jsonschema_rs.Draft202012Validator(asked).is_valid(tree) is sound
