"""Try the examples of a ruleset in a process that may take no longer than a check."""

import json
from pathlib import Path
from typing import Final

from registry.messages import text
from registry.validators.isolated import Ended, each
from registry.validators.rulesets.loading import from_file
from registry.validators.rulesets.refusal import Problem, problem_of, problem_tree
from registry.validators.rulesets.trying import untrue_examples

WALL_SECONDS: Final = 15


def problems_in(ruleset: Path) -> list[Problem]:
    """Return the examples in a ruleset that their rules do not bear out; raise `OSError`."""
    loading = from_file(ruleset, None)

    def work(_: None) -> bytes:
        return json.dumps([problem_tree(problem) for problem in untrue_examples(loading)]).encode()

    (answer,) = each(work, [None], wall_seconds=WALL_SECONDS)
    if isinstance(answer, Ended):
        why = text(f"rules.not-checked.{answer.reason}", "en")
        return [Problem("examples-unfinished", str(ruleset), "", 1, 1, values={"problem": why})]
    return [problem_of(tree) for tree in json.loads(answer)]
