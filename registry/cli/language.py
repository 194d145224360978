"""In which language the command speaks."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from registry.messages import LANGUAGES, Language, language_of

Function = TypeVar("Function", bound=Callable[..., Any])

_CHOSEN = "registry.cli.language"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def chosen() -> Language:
    """Return the language of `--lang`, else of `SOMANA_LANG`, else of the locale; Swahili where none says."""
    return _spoken.get() or _of_context() or from_environment()


@contextmanager
def spoken(language: Language | None) -> Iterator[None]:
    """Speak a language while something is done."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def from_environment() -> Language:
    """Return the language of `SOMANA_LANG` or of the locale."""
    for name in ("SOMANA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        word = os.environ.get(name, "")[:2].lower()
        if word in LANGUAGES:
            return language_of(word)
    return "sw"


def language_option(function: Function) -> Function:
    """Add `--lang` to a command."""
    import rich_click as click

    from registry.cli.wording import hint

    option = click.option(
        "--lang", type=click.Choice(LANGUAGES), callback=_keep, expose_value=False, is_eager=True, help=hint("lang")
    )
    return option(function)


def _of_context() -> Language | None:
    """Return what `--lang` says where click has read the words of the command line, which it must be imported for."""
    click = sys.modules.get("click")
    context = click.get_current_context(silent=True) if click else None
    return language_of(context.meta[_CHOSEN]) if context is not None and _CHOSEN in context.meta else None


def _keep(context: Any, _parameter: Any, value: str | None) -> None:
    if value is not None:
        context.meta[_CHOSEN] = value
