import subprocess
import sys
from pathlib import Path

import pytest
from factories import RULESET
from registry.validators.refused import RulesetRefused

from registry.domain.values import replace
from registry.validators import rules
from registry.validators.finding import Severity
from registry.validators.profile import built_in, digest_of, digest_of_files, profile_of

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


def severities(content: bytes, **files: bytes) -> dict[str, str]:
    named = {f"{name}.yaml": other for name, other in files.items()}
    return {rule.name: rule.severity.value for rule in profile_of("a", "1.0.0", content, named).rules}


def test_a_ruleset_chooses_rules_and_their_severities() -> None:
    own = {rule.name: rule.severity.value for rule in built_in().rules}
    assert severities(b"extends: somana:core") == own
    assert severities(b"rules: {paths-equivalent: true}") == {"paths-equivalent": own["paths-equivalent"]}
    chosen = severities(RULESET)
    assert chosen["operation-without-summary"] == "error"
    assert set(own) - set(chosen) == {"api-without-contact"}
    words = b"rules: {paths-equivalent: warn, version-not-semantic: hint, html-in-description: 'off'}"
    assert severities(words) == {"paths-equivalent": "warning", "version-not-semantic": "info"}


def test_what_extends_overrides_what_is_extended() -> None:
    base = b"extends: somana:core\nrules: {paths-equivalent: info}"
    assert severities(b"extends: base.yaml", base=base)["paths-equivalent"] == "info"
    assert severities(b"extends: [[base.yaml, all]]\nrules: {paths-equivalent: warn}", base=base)[
        "paths-equivalent"
    ] == ("warning")


def test_a_rule_that_is_data_is_refused_rather_than_passed_over() -> None:
    with pytest.raises(RulesetRefused) as refused:
        profile_of("a", "1.0.0", b"rules:\n  mine:\n    given: $\n", {})
    assert (refused.value.code, refused.value.line) == ("rule-declared", 2)


def test_an_outline_tells_the_names_and_the_severities() -> None:
    profile = profile_of("a", "1.0.0", b"rules: {paths-equivalent: warn}", {})
    assert profile.outline.tree() == {
        "key": "a",
        "version": "1.0.0",
        "digest": profile.digest,
        "rules": [{"name": "paths-equivalent", "severity": "warning"}],
    }
