"""In which language the command speaks."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import rich_click as click

from registry.cli.wording import hint
from registry.messages import LANGUAGES, Language, language_of

Function = TypeVar("Function", bound=Callable[..., Any])

_CHOSEN = "registry.cli.language"


def chosen() -> Language:
    """Return the language of `--lang`, else of `SOMANA_LANG`, else of the locale; Swahili where none says."""
    context = click.get_current_context(silent=True)
    if context is not None and _CHOSEN in context.meta:
        return language_of(context.meta[_CHOSEN])
    return from_environment()


def from_environment() -> Language:
    """Return the language of `SOMANA_LANG` or of the locale."""
    for name in ("SOMANA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        word = os.environ.get(name, "")[:2].lower()
        if word in LANGUAGES:
            return language_of(word)
    return "sw"


def language_option(function: Function) -> Function:
    """Add `--lang` to a command."""
    option = click.option(
        "--lang", type=click.Choice(LANGUAGES), callback=_keep, expose_value=False, is_eager=True, help=hint("lang")
    )
    return option(function)


def _keep(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[_CHOSEN] = value
