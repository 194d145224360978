"""`somana check`: check documents without a registry, a database or a network."""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import rich_click as click

from registry.cli import exits, formats, output
from registry.cli.candidates import candidates_of
from registry.cli.forms import Form, FormType, deliver
from registry.cli.language import language_option
from registry.cli.outcome import LEVELS, Outcome
from registry.cli.wording import help_of, hint

_A_FEW: Final = 20


@click.command(
    help=help_of(
        "check",
        "somana check openapi.yaml",
        "somana check --fail-on warning --format concise --format sarif=somana.sarif api/ 'more/**/*.yaml'",
        "somana check --ruleset rules.yaml --format spectral-json openapi.yaml",
        "cat a.yaml | somana check -",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR|PATTERN|-")
@click.option("--profile", metavar="KEY[@VERSION]", help=hint("profile"))
@click.option("--ruleset", type=click.Path(path_type=Path), metavar="FILE", help=hint("ruleset"))
@click.option(
    "--format",
    "forms",
    type=FormType(),
    multiple=True,
    metavar="NAME[=FILE]",
    help=f"{hint('forms')}: {', '.join(formats.names())}",
)
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "none"]),
    default="error",
    show_default=True,
    help=hint("fail-on"),
)
@language_option
def check(files: Sequence[str], profile: str | None, ruleset: Path | None, forms: Sequence[Form], fail_on: str) -> None:
    """Check documents."""
    candidates = list(candidates_of(files))
    if not candidates:
        raise exits.Stopped("nothing-to-check")
    # The engine is imported when there is something to check: the page of help does not wait for it.
    examination = import_module("registry.cli.examination")
    chosen = import_module("registry.cli.profiles").chosen(profile, ruleset)
    done = list(_watched(examination.outcomes_of(candidates, chosen), len(candidates)))
    shown = [outcome for outcome in done if not outcome.skipped]
    if not shown:
        raise exits.Stopped("nothing-to-check")
    if ruleset is not None and any(outcome.met_mistakes for outcome in shown):
        _tell_mistakes(ruleset)
    deliver(shown, forms)
    sys.exit(max(outcome.status(fail_on) for outcome in done))


def _tell_mistakes(ruleset: Path) -> None:
    """Say which mistakes of a ruleset keep rules from being checked; to look for them is not free."""
    loaded = import_module("registry.validators.rulesets.ruleset")
    problems = import_module("registry.validators.rulesets.linting").lint_file(ruleset)
    grave = [problem for problem in problems if problem.severity == loaded.ERROR]
    for line in import_module("registry.cli.profiles").lines_of(grave):
        output.tell(line)


def _watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    with output.progress_if(long=total > _A_FEW) as advance:
        for number, outcome in enumerate(outcomes, 1):
            advance(outcome.name, number, total)
            yield outcome
