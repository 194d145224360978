"""Read files of one folder for a document that refers to them, and nothing outside it."""

import os
import posixpath
import stat
from pathlib import Path
from typing import Final

from registry.validators import limits
from registry.validators.files import FileRefused

_MOST: Final = 200
_TOTAL_BYTES: Final = 4 * limits.BYTES
_STEP: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class Folder:
    """A folder that answers for its regular files: no links, nothing above it, not too many, none too large.

    It goes down name by name and holds on to each folder while it opens the next, so that nothing that is
    moved or linked meanwhile leads it elsewhere.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, bytes] = {}

    def read(self, relative: str) -> bytes:
        """Return the bytes of a file by its path below the folder, with slashes; raise `FileRefused`."""
        name = _checked(relative)
        if name not in self._read:
            if len(self._read) >= _MOST:
                raise FileRefused(f"{relative} is not read: there are too many files")
            self._read[name] = self._content_of(name, relative)
        return self._read[name]

    def _content_of(self, name: str, relative: str) -> bytes:
        left = min(limits.BYTES, _TOTAL_BYTES - sum(map(len, self._read.values())))
        try:
            with os.fdopen(self._opened(name, relative), "rb") as file:
                content = file.read(left + 1)
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            raise FileRefused(f"{relative} is not read: {why}") from None
        if len(content) > left:
            raise FileRefused(f"{relative} is not read: it is too large")
        return content

    def _opened(self, name: str, relative: str) -> int:
        *folders, last = name.split("/")
        at = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for folder in folders:
                above, at = at, os.open(folder, _STEP, dir_fd=at)
                os.close(above)
            file = os.open(last, _FILE, dir_fd=at)
            if stat.S_ISREG(os.fstat(file).st_mode):
                return file
            os.close(file)
            raise FileRefused(f"{relative} is not read: it is no regular file")
        finally:
            os.close(at)


def _checked(relative: str) -> str:
    """Return a path without its detours; refuse one that is absolute, leads above the folder, or is no path."""
    name = posixpath.normpath(relative)
    if not relative or relative.endswith("/") or "\0" in relative or "\\" in relative:
        raise FileRefused(f"{relative!r} is not read: it is no path of a file")
    if name.startswith("/") or name.split("/")[0] in ("..", "."):
        raise FileRefused(f"{relative} is not read: it lies outside the folder")
    return name
