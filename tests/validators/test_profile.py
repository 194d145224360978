import subprocess
import sys
from pathlib import Path

import pytest
from factories import RULESET

from registry.frugal.values import replace
from registry.validators import rules
from registry.validators.engine import ENGINE, engine_with
from registry.validators.finding import Severity
from registry.validators.outline import RuleOutline
from registry.validators.profile import built_in, digest_of, digest_of_files, profile_of
from registry.validators.rulesets.refusal import RulesetRefused

ROOT = Path(__file__).parents[2]


def test_the_built_in_profile_has_every_rule_in_the_folder() -> None:
    files = {file.stem.replace("_", "-") for file in Path(rules.__path__[0]).glob("*.py")} - {"--init--"}

    assert {rule.name for rule in built_in().rules} == files
    assert built_in().reference == "somana-core@1.0.0"


def test_the_digest_follows_the_severities_and_the_rules() -> None:
    whole = built_in().rules
    milder = replace(whole[0], severity=Severity.INFO)

    digests = {digest_of(whole), digest_of(whole[1:]), digest_of((milder, *whole[1:]))}

    assert built_in().digest in digests
    assert len(digests) == 3


def test_the_digest_of_files_follows_every_byte_and_every_name_and_nothing_else() -> None:
    digests = {
        digest_of_files(b"a", {}),
        digest_of_files(b"b", {}),
        digest_of_files(b"a", {"x": b"1"}),
        digest_of_files(b"a", {"y": b"1"}),
        digest_of_files(b"a", {"x": b"2"}),
        digest_of_files(b"a", {"x": b"1", "y": b"1"}),
    }
    assert len(digests) == 6
    assert digest_of_files(b"a", {"x": b"1", "y": b"2"}) == digest_of_files(b"a", {"y": b"2", "x": b"1"})
    program = f"from registry.validators.profile import *; print(digest_of_files({RULESET!r}, {{'x': b'1'}}))"
    told = subprocess.run(  # noqa: S603 it is this program
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == digest_of_files(RULESET, {"x": b"1"})


CHOSEN = b"extends: [[somana:core, off]]\nrules: "
ONE = CHOSEN + b"{paths-equivalent: %s}"


def severities(content: bytes, **files: bytes) -> dict[str, str]:
    named = {f"{name}.yaml": other for name, other in files.items()}
    return {rule.name: rule.severity.value for rule in profile_of("a", "1.0.0", content, named).rules}


def test_a_ruleset_chooses_rules_and_their_severities() -> None:
    own = {rule.name: rule.severity.value for rule in built_in().rules}
    assert severities(b"extends: somana:core") == own
    assert severities(ONE % b"true") == {"paths-equivalent": own["paths-equivalent"]}
    chosen = severities(RULESET)
    assert chosen["operation-without-summary"] == "error"
    assert set(own) - set(chosen) == {"api-without-contact"}
    words = CHOSEN + b"{paths-equivalent: warn, version-not-semantic: hint, html-in-description: 'off'}"
    assert severities(words) == {"paths-equivalent": "warning", "version-not-semantic": "hint"}


def test_what_extends_overrides_what_is_extended() -> None:
    base = b"extends: somana:core\nrules: {paths-equivalent: info}"
    assert severities(b"extends: base.yaml", base=base)["paths-equivalent"] == "info"
    assert severities(b"extends: [[base.yaml, all]]\nrules: {paths-equivalent: warn}", base=base)[
        "paths-equivalent"
    ] == ("warning")


def test_a_rule_that_is_not_whole_is_refused_with_its_place() -> None:
    with pytest.raises(RulesetRefused) as refused:
        profile_of("a", "1.0.0", b"rules:\n  mine:\n    given: $\n", {}, "main.yaml")
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.rule, problem.line) == ("missing", "main.yaml", "mine", 2)


DECLARED = b"""extends: [[somana:core, off]]
documentationUrl: https://example.org/rules
rules:
  paths-equivalent: error
  contact:
    description: Say who answers for the interface.
    given: $.info
    then: {field: contact, function: truthy}
  plain:
    documentationUrl: http://example.org/plain
    given: $
    then: {function: truthy}
"""


def test_an_outline_tells_where_more_is_told_of_each_rule() -> None:
    rules = profile_of("a", "1.0.0", DECLARED, {}).outline.rules
    assert rules == (
        RuleOutline("paths-equivalent", Severity.ERROR, "/rules/paths-equivalent"),
        RuleOutline(
            "contact",
            Severity.WARNING,
            "https://example.org/rules#contact",
            "Say who answers for the interface.",
        ),
        RuleOutline("plain", Severity.WARNING),
    )
    assert [rule.is_own for rule in rules] == [True, False, False]
    long = DECLARED.replace(b"Say who", b"Say who " * 100)
    assert len(profile_of("a", "1.0.0", long, {}).outline.rules[1].description or "") == 300


def test_the_name_of_the_engine_changes_with_the_python_rules_where_there_are_any() -> None:
    whole, some = built_in(), profile_of("a", "1.0.0", DECLARED, {})
    none = profile_of("a", "1.0.0", b"rules: {a: {given: $, then: {function: truthy}}}", {})
    assert whole.engine == some.engine == engine_with(whole.digest) == some.outline.engine
    assert none.engine == none.outline.engine == ENGINE


def test_a_ruleset_without_python_rules_imports_none() -> None:
    program = (
        "import sys; from registry.validators.profile import profile_of;"
        "p = profile_of('a', '1.0.0', b'rules: {a: {given: $, then: {function: truthy}}}', {}); p.engine;"
        "print([name for name in sys.modules if name.startswith('registry.validators.rules.')])"
    )
    told = subprocess.run(  # noqa: S603 it is this program
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_an_outline_tells_the_names_and_the_severities() -> None:
    profile = profile_of("a", "1.0.0", ONE % b"warn", {})
    assert profile.outline.tree() == {
        "key": "a",
        "version": "1.0.0",
        "digest": profile.digest,
        "rules": [
            {
                "name": "paths-equivalent",
                "severity": "warning",
                "page": "/rules/paths-equivalent",
                "description": None,
            }
        ],
        "engine": profile.engine,
    }
