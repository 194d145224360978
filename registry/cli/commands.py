"""The commands of `somana`, and what it does without one."""

import gc
from importlib import import_module
from typing import Any

import rich_click as click
from rich_click import rich_click

from registry import __version__
from registry.cli import QUICK, exits
from registry.cli.language import language_option
from registry.cli.wording import help_of, summary_of

COMMANDS = (
    "check",
    "rules",
    "search",
    "publish",
    "import",
    "board",
    "demo",
    "serve",
    "database",
    "seed",
    "profile",
    "recheck",
    "standard",
    "concept",
    "dictionary",
    "review",
    "notice",
    "holiday",
    "receipt",
    "waiver",
    "user",
    "key",
    "audit",
    "docs",
)

MODULES = {"import": "importing"}
"""The commands whose names are words of the language, and the modules that have them."""

# Without this the Swahili and the English paragraph of a page of help run together.
rich_click.PADDING_HELPTEXT_FIRST_LINE = (0, 0, 1, 0)
rich_click.TEXT_PARAGRAPH_LINEBREAKS = "\n\n"


class Somana(click.RichGroup):
    """The commands, each imported when it is called, so that the offline ones start fast."""

    called = ""
    """The command that was called last."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 the shape is click's
        """Return the names of the commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 the shape is click's
        """Return what the list of commands and the completion of the shell need to know of a command."""
        return click.RichCommand(name=cmd_name, short_help=summary_of(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command itself, imported now, with the words that are meant for it."""
        name, found, rest = super().resolve_command(ctx, args)
        self.called = str(name)
        if self.called not in QUICK:
            gc.enable()
        module = MODULES.get(self.called, self.called)
        return name, found and getattr(import_module(f"registry.cli.{module}"), module), rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say in one sentence what a caller got wrong, and exit with the status of its family."""
        with exits.reported():
            return super().invoke(ctx)


@click.group(
    name="somana",
    cls=Somana,
    help=help_of("somana", "somana check openapi.yaml", "somana demo", "somana search kitambulisho"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="somana", message="%(prog)s %(version)s")
@language_option
def somana() -> None:
    """Do nothing: each command does its own."""
