"""What a rule finds, and how grave it is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from registry.frugal.values import value


class Severity(StrEnum):
    """How grave a finding is; only an error stops a submission."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"


LEVELS: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.HINT)
"""The severities by the numbers that Spectral gives them."""


@value
class Finding:
    """One place where a rule fails; lines and columns count from one, the end is behind the last character."""

    rule: str
    severity: Severity
    pointer: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: Mapping[str, str]
    fingerprint: str
    range: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Line and character of the begin and of the end of the value itself, from nought, in UTF-16 units, as Spectral
    tells them."""
    file: str | None = None
    """The path of another file of the folder, none for the document that is checked."""
