"""What a rule finds, and how grave it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, the gravest first; only an error stops a submission."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
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
