from registry.validators.rulesets.lint import Lint
from registry.validators.rulesets.ruleset import WARNING


def test_what_surprises_is_a_warning_unless_it_says_otherwise() -> None:
    lint = Lint("path-descends", ".[x]")
    assert (lint.severity, lint.values) == (WARNING, {})
