"""What it means to read another file for a document that refers to it."""

from collections.abc import Callable

from registry.frugal.values import record

ReadFile = Callable[[str], bytes]
"""Read a file by its path from the folder, with slashes; raise `FileRefused`."""


@record
class FileRefused(Exception):
    """A file that is not read: it is not there, lies outside the folder, or is too large; the words say which."""

    problem: str
