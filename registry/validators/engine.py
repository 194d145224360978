"""The name of what checks documents, which reports carry: a report stays true as long as the name does."""

from typing import Final

from registry import __version__

ENGINE: Final = f"somana/{__version__}"
_DIGITS: Final = 12


def engine_with(rules: str) -> str:
    """Return the name of the engine with the rules written in Python, of which the digest is given.

    Rules can change without a new version, and the digest of a profile that only names them would not.
    """
    return f"{ENGINE}+{rules.removeprefix('sha256:')[:_DIGITS]}"
