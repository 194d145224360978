import json
from typing import Any

from registry.validators.rulesets.layer import Layer
from registry.validators.rulesets.layering import Layering, sound_part_of
from registry.validators.rulesets.ruleset import Target
from registry.validators.rulesets.written import Complaints, Written
from registry.validators.source import read

TRUTHY = {"function": "truthy"}


def layered(tree: dict[str, Any]) -> tuple[Layer, list[tuple[str, str]], frozenset[str]]:
    file, complaints = Written("a.yaml", "", read(json.dumps(tree).encode())), Complaints()
    sound, broken = sound_part_of(file, complaints)
    layer = Layering(file, complaints).layer(sound, {})
    return layer, [(problem.code, problem.pointer) for problem in complaints.problems()], broken


def test_what_is_not_said_is_none() -> None:
    layer, told, _ = layered({"rules": {}})
    assert (layer.rules, layer.aliases, layer.formats, layer.parser_options, layer.overrides) == (
        {},
        None,
        None,
        None,
        (),
    )
    assert told == []


def test_formats_and_severities_get_their_one_name() -> None:
    layer, _, _ = layered(
        {
            "formats": ["oas3.0", "oas3_0", "asyncapi2"],
            "parserOptions": {"duplicateKeys": "warn"},
            "rules": {"a": {"given": "$", "then": TRUTHY, "formats": ["oas3.1"]}},
            "aliases": {"A": {"targets": [{"formats": ["oas3.1"], "given": ["$"]}]}, "B": ["$"]},
        }
    )
    assert layer.formats == ("oas3_0", "aas2")
    assert layer.parser_options == {"duplicateKeys": 1}
    assert (layer.rules or {})["a"].value["formats"] == ("oas3_1",)
    assert layer.aliases == {"A": (Target(frozenset({"oas3_1"}), ("$",)),), "B": ("$",)}


def test_unknown_formats_are_told_wherever_they_stand() -> None:
    _, told, _ = layered(
        {
            "formats": ["oas"],
            "rules": {"a": {"given": "$", "then": TRUTHY, "formats": ["oas2", "x"]}},
            "aliases": {"A": {"targets": [{"formats": ["y"], "given": ["$"]}]}},
            "overrides": [{"files": ["*"], "rules": {}, "formats": ["z"]}],
        }
    )
    assert sorted(told) == [
        ("format-unknown", "/aliases/A/targets/0/formats/0"),
        ("format-unknown", "/formats/0"),
        ("format-unknown", "/overrides/0/formats/0"),
        ("format-unknown", "/rules/a/formats/1"),
    ]


def test_what_is_broken_is_left_out_and_the_rest_is_kept() -> None:
    layer, told, broken = layered(
        {
            "rules": {"a": 9, "b": "off"},
            "aliases": {"A": 1, "B": ["$"]},
            "overrides": [{}, {"files": ["*"], "rules": {"b": 0}}],
            "formats": 1,
        }
    )
    assert (broken, len(told)) == (frozenset({"a"}), 5)
    assert (layer.rules or {}).keys() == {"b"}
    assert layer.aliases == {"B": ("$",)}
    assert [override.layer.rules is not None for override in layer.overrides] == [True]
    assert (layer.overrides[0].layer.rules or {})["b"].keys == ("overrides", 1, "rules", "b")


def test_an_override_sees_the_aliases_of_its_ruleset_and_its_own() -> None:
    override = {"files": ["*"], "aliases": {"B": ["#A"]}, "rules": {"a": {"given": ["#B", "#C"], "then": TRUTHY}}}
    _, told, _ = layered(
        {"rules": {"b": {"given": "#B", "then": TRUTHY}}, "aliases": {"A": ["$"]}, "overrides": [override]}
    )
    assert sorted(told) == [("alias-unknown", "/overrides/0/rules/a/given/1"), ("alias-unknown", "/rules/b/given")]


def test_exceptions_become_overrides() -> None:
    layer, _, _ = layered({"rules": {}, "except": {"#/info": ["a"]}})
    [override] = layer.overrides
    assert override.files == ("**#/info",)
    assert (override.layer.rules or {})["a"].value == "off"


def test_rules_of_old_names_keep_their_place_in_the_file() -> None:
    layer, _, _ = layered({"rules": {"operation-2xx-response": "off"}})
    assert (layer.rules or {})["operation-default-response"].keys == ("rules", "operation-2xx-response")


def test_a_circle_of_aliases_is_told_at_each_alias_of_it() -> None:
    _, told, _ = layered({"rules": {}, "aliases": {"A": ["#B"], "B": ["#A"], "C": ["$"]}})
    assert told == [("alias-circular", "/aliases/A/0"), ("alias-circular", "/aliases/B/0")]


def test_of_a_file_with_more_mistakes_than_are_looked_for_nothing_is_kept() -> None:
    wrong = {"overrides": [{"function": "pattern"}] * 40, "rules": {"a": {"given": "$", "then": TRUTHY}}}
    layer, told, broken = layered(wrong)
    assert (layer.rules, layer.overrides, broken) == (None, (), frozenset({"a"}))
    assert len(told) >= 100
