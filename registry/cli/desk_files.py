"""Files of the desk: read with the places of what is wrong, and put into the registry's own database."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from registry.cli import local, output
from registry.cli.exits import USAGE, Stopped, Told
from registry.cli.language import chosen
from registry.domain.actors import operator
from registry.domain.errors import DocumentTooLarge, DocumentUnreadable, FieldsInvalid
from registry.usecases import checklists, holidays
from registry.usecases.work import Work, begin
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

LARGEST: Final = 256 * 1024
DESK: Final = Path(__file__).parents[2] / "catalog_seed" / "desk"


def source_in(file: str | Path) -> Source:
    """Return what a file says, with its places; raise `DocumentUnreadable` or `Stopped`."""
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as problem:
        raise Stopped("file", name=output.printable(str(file)), problem=problem.strerror) from problem
    if len(content) > LARGEST:
        raise DocumentTooLarge(LARGEST)
    try:
        return read(content)
    except Unreadable as error:
        raise DocumentUnreadable(error.code, error.pointer, error.line, error.column, error.values) from error


@contextmanager
def placed(file: str, source: Source) -> Iterator[None]:
    """Say of each thing that is wrong in which line of a file it is."""
    try:
        yield
    except FieldsInvalid as refused:
        lines = tuple(
            f"{output.printable(file)}:{source.place(error.pointer).line}: {error.sentence(chosen())}"
            for error in refused.errors
        )
        raise Told((refused.sentence(chosen()), *lines), USAGE) from refused


async def carried_out(deed: Callable[[Work], Awaitable[Any]], url: str | None = None) -> Any:
    """Do something in the registry's own database as its operator."""
    async with local.opened(url) as registry, begin(registry.database, operator(), registry.check) as work:
        return await deed(work)


async def put_folder(folder: Path, url: str | None = None) -> None:
    """Put the holidays, the checklist and the reasons of a folder where the registry has none yet."""
    calendar = source_in(folder / "holidays.yaml").data
    lists = {**source_in(folder / "checklist.yaml").data, **source_in(folder / "reasons.yaml").data}

    async def put(work: Work) -> None:
        if not await holidays.list_all(work):
            await holidays.put(work, calendar)
        if not await checklists.questions(work) and not await checklists.reasons(work):
            await checklists.put(work, lists)

    await carried_out(put, url)
