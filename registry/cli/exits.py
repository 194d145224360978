"""How the command reports an error: one sentence on standard error, and its exit status."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, Final, NoReturn

from registry.cli import output
from registry.cli.language import chosen
from registry.messages import Language, text

CLEAN, FINDINGS, USAGE, UNREACHABLE, REFUSED, INTERRUPTED = 0, 1, 2, 3, 4, 130
_ERRORS: Final = "registry.domain.errors"


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

    def __init__(self, sentences: tuple[str, ...], status: int, code: str = "") -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.status = status
        self.code = code


def status_of(error: Any) -> int:
    """Return the exit status of an error of the registry: that of the first family to which it belongs."""
    errors = import_module(_ERRORS)
    families = (
        (errors.Unauthenticated, REFUSED),
        (errors.Forbidden, REFUSED),
        (errors.DocumentHasErrors, FINDINGS),
        (errors.Conflict, FINDINGS),
        (errors.Outdated, FINDINGS),
        (errors.TooMany, UNREACHABLE),
        (errors.Unavailable, UNREACHABLE),
        (errors.RegistryError, USAGE),
    )
    return next(status for family, status in families if isinstance(error, family))


@contextmanager
def reported() -> Iterator[None]:
    """Turn what a caller can cause into sentences and a status; leave faults of ours as they are."""
    try:
        yield
    except Stopped as stopped:
        _leave(stopped.status, stopped.sentence(chosen()))
    except Told as told:
        _leave(told.status, *told.sentences)
    except KeyboardInterrupt:
        _leave(INTERRUPTED, text("command.stopped.interrupted", chosen()))
    except Exception as error:
        if _is(error, "click", "Abort"):
            _leave(INTERRUPTED, text("command.stopped.interrupted", chosen()))
        if not _is(error, _ERRORS, "RegistryError"):
            raise
        _leave(status_of(error), *_sentences(error, chosen()))


def leave_at_once(code: str | int | None) -> NoReturn:
    """End the process without taking its modules down one by one, which takes as long as checking a document."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code if isinstance(code, int) else CLEAN)


def status_after(deed: Callable[[], int]) -> int:
    """Do something as the command does it, without more of the command; return the status to exit with."""
    try:
        with reported():
            return deed()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    except BrokenPipeError:
        # Whoever reads has read enough.
        return FINDINGS


def _leave(status: int, *sentences: str) -> NoReturn:
    for sentence in sentences:
        output.tell(sentence)
    sys.exit(status)


def _is(error: Exception, module: str, name: str) -> bool:
    """Say whether an error is of a class in a module; where that was never imported it is not."""
    found = sys.modules.get(module)
    return found is not None and isinstance(error, getattr(found, name))


def _sentences(error: Any, language: Language) -> Iterator[str]:
    if error.code == "ruleset-unusable":
        yield from (output.place_line(problem, language) for problem in error.problems)
    elif error.code == "seed-refused":
        yield from (output.problem_line(problem, language) for problem in error.problems)
        yield text("seed.count.problems", language, count=len(error.problems))
    else:
        yield error.sentence(language)
    if error.code == "fields-invalid":
        for one in error.errors:
            yield f"  {one.pointer or '/'}: {one.sentence(language)}"
    yield from (f"  {note}" for note in getattr(error, "__notes__", ()))
