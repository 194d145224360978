"""How the command reports an error: one sentence on standard error, and its exit status."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen
from registry.domain import errors
from registry.messages import Language, text

CLEAN, FINDINGS, USAGE, UNREACHABLE, REFUSED, INTERRUPTED = 0, 1, 2, 3, 4, 130

FAMILIES: tuple[tuple[type[errors.RegistryError], int], ...] = (
    (errors.Unauthenticated, REFUSED),
    (errors.Forbidden, REFUSED),
    (errors.DocumentHasErrors, FINDINGS),
    (errors.Conflict, FINDINGS),
    (errors.Outdated, FINDINGS),
    (errors.TooMany, UNREACHABLE),
    (errors.Unavailable, UNREACHABLE),
    (errors.RegistryError, USAGE),
)
"""The exit status of each family of errors; the first that fits counts."""


class Stopped(Exception):
    """A command cannot go on for a reason of its own: the text is `command.stopped.<code>`."""

    def __init__(self, code: str, status: int = USAGE, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.values = values

    def sentence(self, language: Language) -> str:
        """Say in one sentence what is wrong and what to do."""
        return text(f"command.stopped.{self.code}", language, **self.values)


class Told(Exception):
    """A server has said why it refuses; its sentence is passed on."""

    def __init__(self, sentences: tuple[str, ...], status: int) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.status = status


def status_of(error: errors.RegistryError) -> int:
    """Return the exit status of an error."""
    return next(status for family, status in FAMILIES if isinstance(error, family))


@contextmanager
def reported(context: click.Context) -> Iterator[None]:
    """Turn what a caller can cause into sentences and a status; leave faults of ours as they are."""
    try:
        yield
    except errors.RegistryError as error:
        _leave(context, status_of(error), *_sentences(error, chosen()))
    except Stopped as stopped:
        _leave(context, stopped.status, stopped.sentence(chosen()))
    except Told as told:
        _leave(context, told.status, *told.sentences)
    except (KeyboardInterrupt, click.Abort):
        _leave(context, INTERRUPTED, text("command.stopped.interrupted", chosen()))


def leave_at_once(code: str | int | None) -> NoReturn:
    """End the process without taking its modules down one by one, which takes as long as checking a document."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code if isinstance(code, int) else CLEAN)


def _leave(context: click.Context, status: int, *sentences: str) -> None:
    for sentence in sentences:
        output.tell(sentence)
    context.exit(status)


def _sentences(error: errors.RegistryError, language: Language) -> Iterator[str]:
    yield error.sentence(language)
    if isinstance(error, errors.FieldsInvalid):
        for one in error.errors:
            yield f"  {one.pointer or '/'}: {one.sentence(language)}"
    yield from (f"  {note}" for note in getattr(error, "__notes__", ()))
