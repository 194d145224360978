"""Where the files that a ruleset extends are looked for: in a folder, or among bytes that were kept with it."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from registry.frugal.patterns import late
from registry.frugal.values import record, value

BYTES: Final = 1_000_000
READABLE: Final = late(r".*\.(?:json|ya?ml)", re.IGNORECASE | re.DOTALL)


@record
class Unavailable(Exception):
    """A file that is not to be had; the code says why."""

    code: str


@value
class Found:
    """A file that was found: what it is told apart by, the name to show, the folder of its neighbours."""

    key: str
    folder: str
    content: bytes


class Shelf(Protocol):
    """A place that files are taken from by their names."""

    def find(self, name: str, folder: str) -> Found:
        """Find a file by its name as seen from a folder; raise `Unavailable`."""


@value
class FolderShelf:
    """A folder of the file system, out of which no name leads."""

    root: Path

    def find(self, name: str, folder: str) -> Found:
        """Find a file below the root by its path, seen from another folder below it."""
        _refuse_scripts(name)
        try:
            path = (self.root / folder / name).resolve()
            if not path.is_relative_to(self.root):
                raise Unavailable("extends-outside")
            if not path.is_file():
                raise Unavailable("extends-missing")
            with path.open("rb") as file:
                content = file.read(BYTES + 1)
        except (OSError, ValueError, RuntimeError):
            raise Unavailable("extends-missing") from None
        key = path.relative_to(self.root)
        return Found(key.as_posix(), key.parent.as_posix(), content)


@value
class KeptShelf:
    """Files that are kept by their names."""

    files: Mapping[str, bytes]

    def find(self, name: str, folder: str) -> Found:
        """Find a file by exactly its name, else by its path as seen from a folder."""
        if name in self.files:
            return Found(name, posixpath.dirname(name), self.files[name])
        _refuse_scripts(name)
        path = posixpath.normpath(posixpath.join(folder, name))
        if path == ".." or path.startswith(("../", "/")):
            raise Unavailable("extends-outside")
        if path not in self.files:
            raise Unavailable("extends-missing")
        return Found(path, posixpath.dirname(path), self.files[path])


def _refuse_scripts(name: str) -> None:
    if not READABLE.fullmatch(name):
        raise Unavailable("extends-script")
