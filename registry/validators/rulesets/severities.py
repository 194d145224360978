"""The severities that rulesets may write as words or as numbers."""

from typing import Final

from registry.validators.rulesets.ruleset import ERROR, HINT, INFORMATION, OFF, WARNING

_WORDS: Final = {"error": ERROR, "warn": WARNING, "info": INFORMATION, "hint": HINT, "off": OFF}


def severity_of(written: str | float) -> int:
    """Return the severity that a word or a number means."""
    return _WORDS[written] if isinstance(written, str) else int(written)
