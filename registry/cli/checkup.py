"""Check documents, tell what was found, and say with which status the command ends."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from registry.cli import exits, output
from registry.cli.candidates import candidates_of
from registry.cli.examination import outcomes_of
from registry.cli.forms import Form, deliver
from registry.cli.outcome import Outcome
from registry.cli.profiles import chosen, lines_of

_A_FEW: Final = 20


def status_of(
    files: Sequence[str], profile: str | None, ruleset: Path | None, forms: Sequence[Form], fail_on: str
) -> int:
    """Check documents and tell the outcomes; return the status to exit with."""
    candidates = list(candidates_of(files))
    if not candidates:
        raise exits.Stopped("nothing-to-check")
    done = list(_watched(outcomes_of(candidates, chosen(profile, ruleset)), len(candidates)))
    shown = [outcome for outcome in done if not outcome.skipped]
    if not shown:
        raise exits.Stopped("nothing-to-check")
    if ruleset is not None and any(outcome.met_mistakes for outcome in shown):
        _tell_mistakes(ruleset)
    deliver(shown, forms)
    return max(outcome.status(fail_on) for outcome in done)


def _tell_mistakes(ruleset: Path) -> None:
    """Say which mistakes of a ruleset keep rules from being checked; to look for them is not free."""
    loaded = import_module("registry.validators.rulesets.ruleset")
    problems = import_module("registry.validators.rulesets.linting").lint_file(ruleset)
    grave = [problem for problem in problems if problem.severity == loaded.ERROR]
    for line in lines_of(grave):
        output.tell(line)


def _watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    with output.progress_if(long=total > _A_FEW) as advance:
        for number, outcome in enumerate(outcomes, 1):
            advance(outcome.name, number, total)
            yield outcome
