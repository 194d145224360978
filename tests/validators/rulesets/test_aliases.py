import pytest

from registry.validators.rulesets.aliases import AliasRefused, Measure, every_path, expanded, written_paths
from registry.validators.rulesets.ruleset import Aliases, Target

OAS2, OAS3 = frozenset({"oas2"}), frozenset({"oas3", "oas3_1"})
ALIASES: Aliases = {
    "Paths": ("$.paths[*]", "$.webhooks[*]"),
    "Operation": ("#Paths[get]", "#Paths[put]"),
    "Schemas": (
        Target(frozenset({"oas2"}), ("$.definitions[*]",)),
        Target(frozenset({"oas3"}), ("$.components.schemas[*]",)),
        Target(frozenset({"oas3_1"}), ("$.components.schemas[*]", "$.$defs[*]")),
    ),
}


def test_what_is_no_alias_stays_as_it_is() -> None:
    assert list(expanded(ALIASES, "$.info", OAS2)) == ["$.info"]


def test_an_alias_stands_for_all_of_its_paths_and_what_follows_it_is_kept() -> None:
    assert list(expanded(ALIASES, "#Operation.responses", OAS2)) == [
        "$.paths[*][get].responses",
        "$.webhooks[*][get].responses",
        "$.paths[*][put].responses",
        "$.webhooks[*][put].responses",
    ]


def test_the_last_target_that_is_meant_for_a_format_counts() -> None:
    assert list(expanded(ALIASES, "#Schemas", OAS3)) == ["$.components.schemas[*]", "$.$defs[*]"]
    assert list(expanded(ALIASES, "#Schemas", frozenset({"oas3"}))) == ["$.components.schemas[*]"]


def test_an_alias_without_a_target_for_the_format_stands_for_nothing() -> None:
    assert list(expanded(ALIASES, "#Schemas", frozenset({"aas2"}))) == []
    assert list(expanded(ALIASES, "#Schemas", frozenset())) == []


def test_an_expression_is_measured_over_all_formats() -> None:
    assert Measure(ALIASES).of("#Operation.x") == (4, sum(map(len, expanded(ALIASES, "#Operation.x", OAS2))))
    assert Measure(ALIASES).of("#Schemas")[0] == 4
    assert next(every_path(ALIASES["Schemas"])) == "$.definitions[*]"


@pytest.mark.parametrize(
    ("aliases", "expression", "code"),
    [
        ({}, "#A", "alias-unknown"),
        ({"A": ("#B",)}, "#A", "alias-unknown"),
        ({}, "#", "alias-unknown"),
        ({"A": ("#A",)}, "#A", "alias-circular"),
        ({"A": ("#B.x",), "B": ("#C",), "C": ("$", "#B")}, "#A", "alias-circular"),
        ({"A": (Target(OAS2, ("#A",)),)}, "#A", "alias-circular"),
        ({f"A{n}": (f"#A{n + 1}",) * 2 for n in range(40)} | {"A40": ("$",)}, "#A0", "alias-too-wide"),
        ({f"A{n}": (f"#A{n + 1}",) for n in range(500)} | {"A500": ("$",)}, "#A0", "alias-circular"),
        ({f"A{n}": (f"#A{n + 1}{'.x' * 9_000}",) for n in range(20)} | {"A20": ("$",)}, "#A0", "alias-too-wide"),
    ],
)
def test_aliases_that_cannot_be_written_out_are_refused(aliases: Aliases, expression: str, code: str) -> None:
    with pytest.raises(AliasRefused) as refused:
        Measure(aliases).of(expression)
    assert refused.value.code == code


def test_the_circle_is_named() -> None:
    with pytest.raises(AliasRefused) as refused:
        Measure({"A": ("#B",), "B": ("#C",), "C": ("#B",)}).of("#A")
    assert refused.value.values == {"circle": "B → C → B"}


def test_the_paths_of_aliases_are_found_where_a_file_writes_them() -> None:
    written = {"A": ["$", "#B"], "B": {"targets": [{"formats": [], "given": ["$.x"]}]}}
    assert list(written_paths(written)) == [
        (("A", 0), "$"),
        (("A", 1), "#B"),
        (("B", "targets", 0, "given", 0), "$.x"),
    ]
