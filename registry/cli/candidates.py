"""The files that the words of a command line mean."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from registry.frugal.values import value

SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
_MAGIC: Final = frozenset("*?[")


@value
class Candidate:
    """A file to check, none for standard input; one that was found in a folder may turn out to be none of ours."""

    name: str
    path: Path | None
    named: bool = True
    folder: Path | None = None
    """The folder whose files it may refer to."""


def candidates_of(words: Sequence[str]) -> Iterator[Candidate]:
    """Yield what the words mean, each file once: `-`, files, folders, and patterns that no shell has replaced."""
    seen: set[str] = set()
    for word in words:
        for candidate in _meant(word):
            if candidate.name not in seen:
                seen.add(candidate.name)
                yield candidate


def _meant(word: str) -> Iterator[Candidate]:
    if word == "-":
        yield Candidate(word, None)
        return
    found = [Path(word)]
    if not _MAGIC.isdisjoint(word) and not found[0].exists():
        found = sorted(_matches(Path(word))) or found
    for path in found:
        if path.is_dir():
            yield from (Candidate(str(below), below, named=False, folder=path) for below in _documents_in(path))
        else:
            yield Candidate(str(path), path, folder=path.parent)


def _matches(pattern: Path) -> Iterator[Path]:
    """Find what a pattern matches as a shell does: names that begin with a dot only where the pattern has one."""
    parts = pattern.parts
    fixed = next(index for index, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    folder, asked = Path(*parts[:fixed]), parts[fixed:]
    hidden = any(part.startswith(".") for part in asked)
    for path in folder.glob(str(Path(*asked))):
        if hidden or not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _documents_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _documents_in(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
