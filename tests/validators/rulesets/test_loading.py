import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from registry.messages import LANGUAGES
from registry.validators.rules import rule_names
from registry.validators.rulesets.loading import keep_file, load_bytes, load_file
from registry.validators.rulesets.refusal import Problem, RulesetRefused
from registry.validators.rulesets.ruleset import ERROR, HINT, OFF, WARNING, Ruleset

TRUTHY = {"function": "truthy"}


def load(ruleset: Mapping[str, Any], **files: Mapping[str, Any]) -> Ruleset:
    kept = {f"{name}.yaml": json.dumps(file).encode() for name, file in files.items()}
    return load_bytes(json.dumps(ruleset).encode(), kept)


def problems_of(content: bytes | Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> list[Problem]:
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(RulesetRefused) as refused:
        load_bytes(content, files or {})
    assert all(problem.sentence(language) for problem in refused.value.problems for language in LANGUAGES)
    return list(refused.value.problems)


def test_a_ruleset_of_one_rule_is_loaded_with_its_defaults() -> None:
    ruleset = load_bytes(b"rules:\n  titled:\n    given: $.info\n    then: {field: title, function: truthy}\n")
    rule = ruleset.rules["titled"]
    assert (rule.severity, rule.enabled, rule.resolved, rule.formats) == (WARNING, True, True, None)
    assert (rule.then[0].function, rule.then[0].field) == ("truthy", "title")
    assert rule.then[0].check is not None
    assert ruleset.formats == ()


def test_a_ruleset_says_what_it_is() -> None:
    ruleset = load(
        {
            "description": "Ours",
            "documentationUrl": "https://example.org/rules",
            "formats": ["oas3.1"],
            "parserOptions": {"duplicateKeys": "hint", "incompatibleValues": "off"},
            "rules": {"a": {"given": "$", "then": TRUTHY}},
        }
    )
    assert (ruleset.description, ruleset.documentation_url) == ("Ours", "https://example.org/rules")
    assert (ruleset.duplicate_keys, ruleset.incompatible_values) == (HINT, OFF)
    assert ruleset.formats == ("oas3_1",)
    assert ruleset.rules["a"].documentation_url == "https://example.org/rules#a"
    assert ruleset.rules["a"].formats == frozenset({"oas3_1"})


def test_a_function_that_nobody_provides_leaves_its_rule_without_a_check() -> None:
    ruleset = load({"functions": ["ours"], "rules": {"a": {"given": "$", "then": [{"function": "ours"}, TRUTHY]}}})
    assert ruleset.rules["a"].then[0].check is None
    assert ruleset.rules["a"].then[1].check is not None


def test_our_own_ruleset_is_extended_by_the_name_that_spectral_gives_it() -> None:
    ruleset = load({"extends": ["spectral:oas"], "rules": {"info-contact": "off", "operation-tags": "error"}})
    assert not ruleset.rules["info-contact"].enabled
    assert ruleset.rules["operation-tags"].severity == ERROR
    assert len(ruleset.rules) > 50


def test_rules_in_python_are_chosen_by_their_names() -> None:
    assert load({"extends": "somana:core"}).core == dict.fromkeys(rule_names())
    chosen = load({"extends": [["somana:core", "off"]], "rules": {"operation-without-summary": "warn"}})
    assert chosen.core == {"operation-without-summary": WARNING}
    switched = load({"extends": "somana:core", "rules": {"operation-without-summary": False}})
    assert "operation-without-summary" not in switched.core
    assert switched.rules == {}


def test_a_rule_in_python_can_be_written_anew_as_data() -> None:
    ruleset = load({"extends": "somana:core", "rules": {"api-without-contact": {"given": "$", "then": TRUTHY}}})
    assert "api-without-contact" not in ruleset.core
    assert ruleset.rules["api-without-contact"].severity == WARNING


def test_overrides_change_rules_for_the_files_that_they_name() -> None:
    ruleset = load(
        {
            "rules": {"a": {"given": "$", "then": TRUTHY, "severity": "error"}},
            "overrides": [{"files": ["v1/**"], "rules": {"a": "off"}}, {"files": ["*.json"], "rules": {"a": "hint"}}],
        }
    )
    assert ruleset.for_source("a.yaml").rules["a"].severity == ERROR
    assert not ruleset.for_source("v1/a.yaml").rules["a"].enabled
    assert ruleset.for_source("v1/a.json").rules["a"].severity == HINT


NETWORK = {
    "an address": "https://example.org/rules.yaml",
    "an address without its protocol": "//example.org/rules.yaml",
    "a file address": "file:///etc/rules.yaml",
}
PACKAGES = ["@scope/rules", "rules", "@scope/rules/main.yaml", "my-rules"]


@pytest.mark.parametrize("name", NETWORK.values(), ids=NETWORK)
def test_nothing_is_fetched_from_the_network(name: str) -> None:
    assert [problem.code for problem in problems_of({"extends": name})] == ["extends-network"]


@pytest.mark.parametrize("name", PACKAGES)
def test_no_package_is_fetched(name: str) -> None:
    assert [problem.code for problem in problems_of({"extends": [name]})] == ["extends-package"]


@pytest.mark.parametrize("name", ["./rules.js", "rules.mjs", "./rules", "../rules.ts"])
def test_no_script_is_run(name: str) -> None:
    assert [problem.code for problem in problems_of({"extends": [[name, "all"]]})] == ["extends-script"]


@pytest.mark.parametrize("name", ["spectral:asyncapi", "spectral:arazzo", "somana:none"])
def test_a_ruleset_that_we_do_not_have_is_said_to_be_missing(name: str) -> None:
    [problem] = problems_of({"extends": name})
    assert problem.code == "extends-unavailable"
    assert name in problem.sentence("en")


def test_what_was_kept_under_an_address_is_not_fetched() -> None:
    files = {"https://example.org/a": b"rules: {a: {given: $, then: {function: truthy}}}"}
    assert "a" in load_bytes(b"extends: https://example.org/a", files).rules


def test_rulesets_that_extend_each_other_are_refused() -> None:
    files = {"a.yaml": b"extends: ./b.yaml", "b.yaml": b"extends: [./a.yaml]"}
    [problem] = problems_of(b"extends: a.yaml", files)
    assert (problem.code, problem.file, problem.pointer) == ("extends-circular", "b.yaml", "/extends/0")
    assert "a.yaml → b.yaml → ./a.yaml" in problem.sentence("en")


def test_a_ruleset_that_extends_itself_is_refused() -> None:
    with pytest.raises(RulesetRefused, match="circle"):
        load_bytes(b"extends: ./self.yaml", {"self.yaml": b"extends: ./self.yaml"}, "self.yaml")


def test_rulesets_that_multiply_are_refused() -> None:
    files = {f"a{number}.yaml": f"extends: {[f'./a{number + 1}.yaml'] * 4}".encode() for number in range(25)}
    files["a25.yaml"] = b"rules: {a: {given: $, then: {function: truthy}}}"
    assert [problem.code for problem in problems_of(b"extends: a0.yaml", files)] == ["extends-too-many"]


def test_a_chain_of_rulesets_has_an_end() -> None:
    files = {f"a{number}.yaml": f"extends: ./a{number + 1}.yaml".encode() for number in range(200)}
    assert [problem.code for problem in problems_of(b"extends: a0.yaml", files)] == ["extends-too-many"]


def test_a_ruleset_extends_no_more_files_than_anybody_writes() -> None:
    files = {f"a{number}.yaml": b"rules: {}" for number in range(200)}
    assert {problem.code for problem in problems_of({"extends": list(files)}, files)} == {"extends-too-many"}


def test_all_that_is_wrong_is_said_at_once_with_its_places() -> None:
    content = b"""extends: [nowhere.yaml, ./b.yaml]
formats: [oas9]
aliases:
  A: ['#B']
rules:
  one:
    given: info
    then: {function: truthy}
  two:
    severity: fatal
    given: $
    then: {}
  three:
    given: '#C.x'
    then:
      - function: truthy
        functionOptions: {a: 1}
  four: {given: $, then: {function: casing, functionOptions: {type: shouting}}}
"""
    problems = problems_of(content, {"b.yaml": b"rules: {five: 7}"})
    assert [(it.file, it.line, it.column, it.rule, it.pointer, it.code) for it in problems] == [
        ("ruleset", 1, 11, None, "/extends/0", "extends-missing"),
        ("ruleset", 2, 11, None, "/formats/0", "format-unknown"),
        ("ruleset", 4, 8, None, "/aliases/A/0", "alias-unknown"),
        ("ruleset", 7, 5, "one", "/rules/one/given", "path"),
        ("ruleset", 10, 5, "two", "/rules/two/severity", "choice"),
        ("ruleset", 12, 5, "two", "/rules/two/then", "missing"),
        ("ruleset", 14, 13, "three", "/rules/three/given", "alias-unknown"),
        ("ruleset", 17, 9, "three", "/rules/three/then/0/functionOptions", "type"),
        ("ruleset", 18, 63, "four", "/rules/four/then/functionOptions/type", "choice"),
        ("b.yaml", 1, 9, "five", "/rules/five", "choice"),
    ]


def test_a_rule_that_nobody_has_cannot_be_chosen() -> None:
    [problem] = problems_of(b"rules:\n  none: error\n")
    assert (problem.code, problem.rule, problem.line) == ("rule-unknown", "none", 2)


def test_a_rule_may_be_unknown_only_where_not_all_is_known() -> None:
    assert [it.code for it in problems_of({"extends": "none.yaml", "rules": {"a": "off"}})] == ["extends-missing"]
    broken = {"b.yaml": b"rules: {a: {given: 1, then: {function: truthy}}}"}
    assert [it.code for it in problems_of({"extends": "b.yaml", "rules": {"a": "off"}}, broken)] == ["type"]


def test_a_broken_override_is_refused_when_the_ruleset_is_loaded() -> None:
    override = {"files": ["*"], "rules": {"b": "off", "c": {"given": "$", "then": {"function": "pattern"}}}}
    problems = problems_of({"rules": {}, "overrides": [override]})
    assert {(it.code, it.pointer) for it in problems} == {
        ("rule-unknown", "/overrides/0/rules/b"),
        ("type", "/overrides/0/rules/c/then/functionOptions"),
    }


def test_an_override_may_choose_what_nobody_knows_where_not_all_is_known() -> None:
    override = {"files": ["*"], "rules": {"a": "off"}}
    problems = problems_of({"extends": "none.yaml", "overrides": [override]})
    assert [problem.code for problem in problems] == ["extends-missing"]


def test_a_pattern_that_is_none_is_refused_at_its_place() -> None:
    rule = {"given": "$", "then": {"function": "pattern", "functionOptions": {"match": "["}}}
    [problem] = problems_of({"rules": {"a": rule}})
    assert (problem.code, problem.pointer) == ("options", "/rules/a/then/functionOptions/match")


UNREADABLE = {
    "nothing": (b"", "unreadable.empty"),
    "a list": (b"[]", "unreadable.not-object"),
    "no YAML": (b"rules: [", "unreadable.syntax"),
    "a name twice": (b"rules: {}\nrules: {}", "unreadable.duplicate-key"),
    "too much": (b"# " + b"x" * 1_000_000, "unreadable.too-large"),
    "no text": (b"\xff", "unreadable.encoding"),
}


@pytest.mark.parametrize(("content", "code"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_in_the_words_of_the_reader(content: bytes, code: str) -> None:
    assert [problem.code for problem in problems_of(content)] == [code]
    [problem] = problems_of(b"extends: a.yaml", {"a.yaml": content})
    assert (problem.code, problem.file) == (code, "a.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rule = "{given: $, then: {function: truthy}}"
    (tmp_path / "sub").mkdir()
    (tmp_path / "base.yaml").write_text(f"rules:\n  base: {rule}\n")
    (tmp_path / "sub" / "middle.json").write_text('{"extends": "../base.yaml", "rules": {"base": "hint"}}')
    (tmp_path / "main.yaml").write_text("extends: [[./sub/middle.json, all], base.yaml]\n")
    (tmp_path / "sub" / "up.yaml").write_text("extends: ../base.yaml\n")
    return tmp_path


def test_files_are_found_beside_the_ruleset(folder: Path) -> None:
    assert load_file(folder / "main.yaml").rules["base"].severity == WARNING


def test_nothing_outside_the_root_is_read(folder: Path) -> None:
    with pytest.raises(RulesetRefused, match="leads out"):
        load_file(folder / "sub" / "up.yaml")
    assert "base" in load_file(folder / "sub" / "up.yaml", folder).rules
    with pytest.raises(RulesetRefused, match="leads out"):
        load_file(folder / "main.yaml", folder / "sub")


def test_a_profile_may_extend_the_profiles_beside_it_and_nothing_further(folder: Path) -> None:
    mild = folder / "mild"
    mild.mkdir()
    (mild / "ruleset.yaml").write_text("extends: ../sub/middle.json\n")
    (mild / "profile.yaml").write_text("key: mild\nversion: 1.0.0\n")
    kept = keep_file(mild / "ruleset.yaml")

    assert (kept.name, sorted(kept.files)) == ("mild/ruleset.yaml", ["base.yaml", "sub/middle.json"])
    (mild / "ruleset.yaml").write_text("extends: ../../further.yaml\n")
    with pytest.raises(RulesetRefused, match="leads out"):
        keep_file(mild / "ruleset.yaml")


def test_a_link_to_a_ruleset_stands_for_where_it_leads(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "main.yaml"
    link.symlink_to(folder / "main.yaml")
    assert "base" in load_file(link).rules


def test_a_ruleset_that_is_not_there_is_no_ruleset(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_file(folder / "none.yaml")


def test_what_is_kept_is_loaded_like_the_files(folder: Path) -> None:
    kept = keep_file(folder / "sub" / "up.yaml", folder)
    assert (kept.name, sorted(kept.files)) == ("sub/up.yaml", ["base.yaml"])
    again = load_bytes(kept.content, kept.files, kept.name)
    assert again.rules.keys() == load_file(folder / "sub" / "up.yaml", folder).rules.keys()


names = some.sampled_from(
    [
        *("a", "b", "extends", "rules", "given", "then", "function", "aliases", "targets", "formats", "overrides"),
        *("files", "severity", "field", "functionOptions", "except", "parserOptions", "duplicateKeys", "message"),
        *("x-y", "pattern"),
    ]
)
leaves = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-2, 5),
    some.sampled_from(
        ["$", "#A", "#", "warn", "off", "all", "spectral:oas", "somana:core", "a.yaml", "oas3", "truthy"]
    ),
    some.sampled_from(
        ["*.yaml", "*#/info", "https://example.org", "{{x}}", "casing", "$.[?(@.x)]", "{a,b", "\x7f", "é"]
    ),
)
trees = some.recursive(
    leaves, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(names, inner, max_size=5), max_leaves=25
)
rules = some.fixed_dictionaries(
    {"given": leaves | some.lists(leaves, max_size=2), "then": trees}, optional={"severity": leaves, "formats": trees}
)
rulesets = some.fixed_dictionaries(
    {},
    optional={
        "extends": leaves | some.lists(leaves | some.lists(leaves, max_size=3), max_size=3),
        "rules": some.dictionaries(names, rules | leaves, max_size=4),
        "aliases": some.dictionaries(some.sampled_from("ABC"), trees, max_size=3),
        "overrides": some.lists(
            some.fixed_dictionaries({"files": some.lists(leaves, max_size=2), "rules": trees}), max_size=2
        ),
        "except": trees,
        "formats": trees,
    },
)


@settings(max_examples=300, deadline=None)
@given(trees | rulesets, rulesets)
def test_whatever_a_ruleset_says_it_is_loaded_or_refused(tree: Any, neighbour: Any) -> None:
    content = json.dumps(tree).encode()
    ruleset, problems = None, []
    try:
        ruleset = load_bytes(content, {"a.yaml": json.dumps(neighbour).encode()})
    except RulesetRefused as refused:
        problems = list(refused.problems)
    assert (ruleset is None) == bool(problems)
    assert all(problem.sentence(language) for problem in problems for language in LANGUAGES)
    for source in ("a.yaml", "x/b.json"):
        for rule in ruleset.for_source(source).rules.values() if ruleset else ():
            rule.given_for(frozenset({"oas3"}))


def merged(shared: Path, name: str) -> tuple[Ruleset, dict[str, Any]]:
    folder = shared / "reference/spectral"
    path = json.loads((folder / "rulesets.json").read_text("utf-8"))[name]
    return load_file(folder / "rulesets" / path), json.loads((folder / f"merged/{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["oas", "adr-2.1", "adr-2.2", "don-adr-20", "govuk", "italia-modi"])
def test_published_rulesets_are_merged_as_spectral_merges_them(shared: Path, name: str) -> None:
    ruleset, expected = merged(shared, name)
    assert list(ruleset.formats) == expected["formats"]
    assert ruleset.rules.keys() == expected["rules"].keys()
    for key, rule in ruleset.rules.items():
        found = {
            "enabled": rule.enabled,
            "recommended": rule.recommended,
            "severity": rule.severity,
            "resolved": rule.resolved,
            "formats": None if rule.formats is None else sorted(rule.formats),
            "given_oas2": list(rule.given_for(frozenset({"oas2"}))),
            "given_oas3_1": list(rule.given_for(frozenset({"oas3", "oas3_1"}))),
            "then": [
                {"field": then.field, "function": then.function, "functionOptions": then.options} for then in rule.then
            ],
        }
        wanted = expected["rules"][key]
        wanted["formats"] = wanted["formats"] and sorted(wanted["formats"])
        wanted["then"] = [{"field": None, "functionOptions": None, **then} for then in wanted["then"]]
        assert found == {part: wanted[part] for part in found}, key
