"""The people who ask the API in tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Readers:
    """The headers by which people of one catalogue are known."""

    publisher: dict[str, str]
    reviewer: dict[str, str]
    admin: dict[str, str]
    stranger: dict[str, str]
