"""Dates and numbers as people write them in Tanzania, in the language of the reader."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from registry.messages import LANGUAGES, Language

_LOCALES: Final[dict[Language, Locale]] = {language: Locale(language, "TZ") for language in LANGUAGES}


@lru_cache(maxsize=4096)
def day(when: date, language: Language) -> str:
    """Return a date, such as 23 Novemba 2026."""
    return format_date(when, "long", locale=_LOCALES[language])


def moment(when: datetime, language: Language) -> str:
    """Return a moment as a date and a time in UTC."""
    return f"{day(when.date(), language)}, {when:%H:%M} UTC"


def number(count: int, language: Language) -> str:
    """Return a whole number with its digits in groups."""
    return str(count) if 0 <= count < 1000 else format_decimal(count, locale=_LOCALES[language])  # noqa: PLR2004 groups begin there


@lru_cache(maxsize=256)
def percent(share: float, language: Language) -> str:
    """Return a share of one as a whole number of hundredths."""
    return format_percent(share, locale=_LOCALES[language])
