"""`somana check`: check documents without a registry, a database or a network."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import formats
from registry.cli.forms import Form, form_of
from registry.cli.language import language_option
from registry.cli.outcome import LEVELS
from registry.cli.wording import help_of, hint


class FormType(click.ParamType):  # type: ignore[type-arg] # it takes none at run time
    """The words `NAME` and `NAME=FILE`."""

    name = "form"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Form:
        """Return the form that a word names."""
        form = value if isinstance(value, Form) else form_of(str(value))
        if form is None:
            self.fail(f"{value!r}: {', '.join(formats.names())}", param, ctx)
        return form


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
    # The engine is imported when there is something to check: the page of help does not wait for it.
    checkup = import_module("registry.cli.checkup")
    sys.exit(checkup.status_of(files, profile, ruleset, forms, fail_on))
