"""Standards and concepts as files: what `put` takes, and what `show` writes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import rich_click as click

from registry.cli import output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import hint
from registry.domain.errors import DocumentTooLarge, DocumentUnreadable, FieldError, FieldsInvalid
from registry.messages import text
from registry.usecases.shapes import SHAPES
from registry.validators.source import read, to_yaml
from registry.validators.unreadable import Unreadable

LARGEST: Final = 256 * 1024


def where(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as`, `--server` and `--lang` to a command."""
    function = language_option(function)
    function = click.option("--server", metavar="URL", envvar="SOMANA_SERVER", help=hint("server"))(function)
    return click.option("--as", "name", metavar="USER", help=hint("as"))(function)


def revision_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revision` to a command."""
    return click.option("--revision", type=click.IntRange(1), metavar="N", help=hint("revision"))(function)


def tree_in(file: str) -> dict[str, Any]:
    """Return what a file says; raise `DocumentUnreadable` with the place where it says nothing."""
    content = _content_of(file)
    if len(content) > LARGEST:
        raise DocumentTooLarge(LARGEST)
    try:
        tree = read(content).data
    except Unreadable as error:
        raise DocumentUnreadable(error.code, error.pointer, error.line, error.column, error.values) from error
    if not isinstance(tree.get("key"), str):
        raise FieldsInvalid((FieldError("/key", "required", {"limit": ""}),))
    return dict(tree)


def told(shape: str, row: dict[str, Any]) -> str:
    """Return an entry as the file that `put` takes, its revision in a comment in front."""
    tree = {name: row[name] for name in SHAPES[shape]["properties"]}
    written = to_yaml(tree).decode().rstrip("\n").split("\n")
    comment = text("command.reference.revision", chosen(), number=row["revision"])
    return "\n".join(map(output.printable, [f"# {comment}", *written]))


def _content_of(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as problem:
        raise Stopped("file", name=output.printable(file), problem=problem.strerror) from problem
