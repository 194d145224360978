"""The names of files as continuous integration knows them: below the folder where the command runs."""

import os
from pathlib import Path, PurePath


def address_of(name: str) -> str:
    """Return the name of a file with slashes, below the working folder where it lies there."""
    path = PurePath(name)
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else path
    else:
        path = PurePath(os.path.normpath(name))
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
