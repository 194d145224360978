from pathlib import Path

import pytest
from cards import SECURITY, written_to

from registry.validators.profile import profile_from_file
from registry.validators.rule_card import RuleCard, cards_of
from registry.validators.rulesets.linting import lint_file
from registry.validators.rulesets.loading import from_file
from registry.validators.rulesets.profile_folder import read_folder
from registry.validators.rulesets.trying import untrue_examples

BAD = 'servers: [{url: "http://a.example"}]'
PATTERN = '{function: pattern, functionOptions: {match: "^https://"}}'
GOOD = 'servers: [{url: "https://a.example"}]'


def problems(folder: Path, **changed: str) -> list[tuple[str, str | None, str]]:
    loading = from_file(written_to(folder, **changed) / "ruleset.yaml", None)
    assert loading.problems() == ()
    return [(one.code, one.rule, f"{one.file}:{one.line}") for one in untrue_examples(loading)]


def line_of(words: str) -> int:
    return SECURITY[: SECURITY.index(words)].count("\n") + 1


def test_examples_that_behave_are_not_told_of(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("was", "becomes", "which", "code"),
    [
        (BAD, GOOD, "bad: |", "example-passed"),
        (GOOD, BAD, "good: |", "example-flagged"),
        (GOOD, "", "good: |", "example-unjudged"),
        (BAD, "tags: {", "bad: |", "example-unreadable"),
        (PATTERN, "{function: nobodyHasIt}", "bad: |", "example-unchecked"),
    ],
)
def test_an_example_that_misbehaves_is_told_with_its_file_and_line(
    was: str, becomes: str, which: str, code: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, security=SECURITY.replace(was, becomes))

    assert (code, "server-over-http", f"security.yaml:{line_of(which)}") in found
    assert {rule for _, rule, _ in found} == {"server-over-http"}


def test_an_example_that_is_no_description_is_told_of(tmp_path: Path) -> None:
    only = SECURITY.replace("openapi: 3.1.0", "x-any: 1")

    assert {code for code, _, _ in problems(tmp_path, security=only)} == {"example-no-description"}


def test_a_rule_that_is_off_is_not_tried(tmp_path: Path) -> None:
    broken = SECURITY.replace(BAD, GOOD)
    ruleset = "extends: [security.yaml]\nrules: {server-over-http: off}\n"

    assert problems(tmp_path, security=broken, ruleset=ruleset) == []


def test_the_examples_of_the_file_that_wrote_a_rule_last_are_those_that_count(tmp_path: Path) -> None:
    broken = SECURITY.replace(BAD, GOOD)
    above = f"extends: [security.yaml]\n{SECURITY}"

    assert problems(tmp_path, security=broken, ruleset=above) == []


def test_examples_of_another_form_are_nobodys_mistake(tmp_path: Path) -> None:
    odd = "rules: {a: {given: $, then: {function: truthy}, extensions: {examples: [1], sw: 3, basis: x}}}"

    assert problems(tmp_path, ruleset=odd) == []


SHIPPED = Path(__file__).parents[3] / "catalog_seed" / "profiles"
PROFILES = sorted(SHIPPED.glob("*/ruleset.yaml"))
CARDS = [
    pytest.param(path, card, id=f"{path.parent.name}-{card.name}")
    for path in PROFILES
    for card in cards_of(profile_from_file(path))
]
there = pytest.mark.skipif(not SHIPPED.is_dir(), reason="catalog_seed/profiles is not there, so nothing of it is tried")


@there
def test_there_are_profiles_to_try() -> None:
    assert PROFILES


@there
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.parent.name)
def test_no_example_of_a_shipped_profile_is_untrue_and_nothing_of_it_surprises(path: Path) -> None:
    assert [str(one) for one in (*lint_file(path), *untrue_examples(from_file(path, None)))] == []
    assert read_folder(path.parent).key == path.parent.name


@there
@pytest.mark.parametrize(("path", "card"), CARDS)
def test_a_rule_of_a_shipped_profile_says_everything_of_itself(path: Path, card: RuleCard) -> None:
    assert card.lacks == (), path
