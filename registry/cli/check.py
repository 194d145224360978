"""`somana check`: check documents without a registry, a database or a network."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import rich_click as click

from registry.cli import exits, output
from registry.cli.language import chosen, language_option
from registry.cli.rendering import Rendering
from registry.cli.wording import help_of, hint
from registry.messages import text
from registry.validators import limits
from registry.validators.pool import CheckPool
from registry.validators.report import Report, Result, to_tree
from registry.validators.unreadable import Unreadable

SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
LEVELS: Final = ("error", "warning", "info")
NO_DESCRIPTION: Final = frozenset({"not-a-description", "not-object"})
_AT_ONCE: Final = 2
_A_FEW: Final = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to check; one that was found in a folder may turn out to be none of ours."""

    name: str
    path: Path | None
    named: bool


@dataclass(slots=True)
class Checked:
    """What became of one file: a report, or why there is none."""

    candidate: Candidate
    report: Report | None = None
    unreadable: Unreadable | None = None
    problem: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def skipped(self) -> bool:
        """Say whether the file was found in a folder and is no description."""
        refused = self.unreadable
        return refused is not None and refused.code in NO_DESCRIPTION and not self.candidate.named

    def status(self, fail_on: str) -> int:
        """Return the exit status that this file alone would give."""
        if self.report is None or self.report.result is Result.ERROR:
            return exits.CLEAN if self.skipped else exits.USAGE
        grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
        return exits.FINDINGS if any(self.report.counts[level] for level in grave) else exits.CLEAN

    def tree(self) -> dict[str, Any]:
        """Return what became of the file, for programs."""
        tree: dict[str, Any] = {"file": self.candidate.name}
        if self.report is not None:
            return tree | {"report": to_tree(self.report)}
        if (refused := self.unreadable) is None:
            return tree | {"problem": self.problem}
        place = {"line": refused.line, "column": refused.column, "pointer": refused.pointer}
        message = {word: text(f"rules.unreadable.{refused.code}", word, **refused.values) for word in ("sw", "en")}
        return tree | {"unreadable": {"code": refused.code, **place, "message": message}}


@click.command(
    help=help_of(
        "check",
        "somana check openapi.yaml",
        "somana check --fail-on warning --format json api/",
        "cat a.yaml | somana check -",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR|-")
@output.format_option
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "none"]),
    default="error",
    show_default=True,
    help=hint("fail-on"),
)
@click.option("--show-source/--no-show-source", default=None, help=hint("show-source"))
@language_option
def check(files: Sequence[str], form: str, fail_on: str, *, show_source: bool | None) -> None:
    """Check documents."""
    show = sys.stdout.isatty() if show_source is None else show_source
    rendering = Rendering(chosen(), show_source=show) if form == "text" else None
    candidates = list(_candidates(files))
    if not candidates:
        raise exits.Stopped("nothing-to-check")
    done = asyncio.run(_all(candidates, rendering))
    if rendering is None:
        output.as_json({"version": 1, "files": [one.tree() for one in done if not one.skipped]})
    if done and all(one.skipped for one in done):
        raise exits.Stopped("nothing-to-check")
    statuses = {one.status(fail_on) for one in done}
    sys.exit(max(statuses, default=exits.CLEAN))


def _candidates(names: Sequence[str]) -> Iterator[Candidate]:
    for name in names:
        path = Path(name)
        if name == "-":
            yield Candidate(name, None, named=True)
        elif path.is_dir():
            yield from (Candidate(str(found), found, named=False) for found in _documents_in(path))
        else:
            yield Candidate(name, path, named=True)


def _documents_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _documents_in(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


async def _all(candidates: Sequence[Candidate], rendering: Rendering | None) -> list[Checked]:
    with output.progress_if(long=len(candidates) > _A_FEW) as advance:
        done = []
        async for one in _each(candidates, rendering):
            done.append(one)
            advance(one.candidate.name, len(done), len(candidates))
            for line in one.lines:
                output.say(line)
    return done


async def _each(candidates: Sequence[Candidate], rendering: Rendering | None) -> AsyncIterator[Checked]:
    """Check two at once, so that both of the pool's workers are busy, and answer in the order of the names."""
    places = asyncio.Semaphore(_AT_ONCE)
    async with CheckPool(min(_AT_ONCE, len(candidates))) as pool:

        async def one(candidate: Candidate) -> Checked:
            async with places:
                return await _checked(pool, candidate, rendering)

        tasks = [asyncio.create_task(one(candidate)) for candidate in candidates]
        try:
            for task in tasks:
                yield await task
        finally:
            for task in tasks:
                task.cancel()


async def _checked(pool: CheckPool, candidate: Candidate, rendering: Rendering | None) -> Checked:
    done, content = Checked(candidate), b""
    try:
        content = _content_of(candidate)
        done.report = await pool.check(content)
    except OSError as problem:
        done.problem = problem.strerror or type(problem).__name__
    except Unreadable as refused:
        done.unreadable = refused
    if rendering is not None and not done.skipped:
        done.lines = list(rendering.lines_of(candidate.name, content, done.report or done.unreadable or done.problem))
    return done


def _content_of(candidate: Candidate) -> bytes:
    """Read one byte more than is taken, which is enough to refuse the rest."""
    if candidate.path is None:
        return sys.stdin.buffer.read(limits.BYTES + 1)
    with candidate.path.open("rb") as file:
        return file.read(limits.BYTES + 1)
