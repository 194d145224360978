"""Find the modules of a package by looking into its folder."""

import os


def modules_in(folder: str) -> list[str]:
    """Return the names of the modules of a folder, in their order; what begins with `_` is for others."""
    # `pkgutil` does the same for packages in archives as well, and imports the reader of source for it.
    return sorted(name.removesuffix(".py") for name in os.listdir(folder) if name.endswith(".py") and name[0] != "_")  # noqa: PTH208 - a path would be made of each
