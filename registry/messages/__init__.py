"""The one table of texts that people see, in Swahili and in English."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, Literal

Language = Literal["sw", "en"]

LANGUAGES: tuple[Language, ...] = ("sw", "en")
_FOLDER: Final = Path(__file__).with_name("sw")
_ENTRY: Final = re.compile('\nmsgctxt "([^"\\\\]+)"\nmsgid "([^"\\\\]+)"\nmsgstr "([^"\\\\]*)"$', re.MULTILINE)
_Texts = Mapping[Language, Mapping[str, str]]
_NONE: Final[_Texts] = {"sw": {}, "en": {}}


def text(key: str, language: Language, /, **values: object) -> str:
    """Return the text of a key with its placeholders filled in; raise `KeyError` where there is none."""
    template = _area(key.partition(".")[0])[language][key]
    return template.format(**values) if values else template


def has_text(key: str) -> bool:
    """Say whether the table holds a text under this key."""
    return key in _area(key.partition(".")[0])["sw"]


def language_of(name: str | None) -> Language:
    """Return the language of that name, Swahili where it is none of ours."""
    return name if name in LANGUAGES else "sw"


@cache
def table(language: Language) -> Mapping[str, str]:
    """Read every text of one language, keyed `area.section.name`."""
    return {key: template for name in sorted(_areas()) for key, template in _area(name)[language].items()}


@cache
def _areas() -> frozenset[str]:
    return frozenset(file.stem for file in _FOLDER.iterdir() if file.suffix == ".po")


@cache
def _area(name: str) -> _Texts:
    """Read the texts of one area: a command of a few milliseconds has no time for the others."""
    if name not in _areas():
        return _NONE
    content = (_FOLDER / f"{name}.po").read_text("utf-8")
    return _by_language(read_simply(content) or _read(content))


def read_simply(content: str) -> list[tuple[str, str, str]] | None:
    """Read key, English and Swahili of plain entries without loading gettext; none where there is more to it."""
    entries: list[tuple[str, str, str]] = _ENTRY.findall(content.replace('"\n"', ""))
    is_all = content.count("msgid") == len(entries) + 1 and "fuzzy" not in content and "#~" not in content
    return entries if is_all else None


def _read(content: str) -> list[tuple[str, str, str]]:
    entries = import_module("registry.messages.catalogue").parsed(content)
    return [(one.key, one.english, one.swahili if one.is_translated else "") for one in entries]


def _by_language(entries: Iterable[tuple[str, str, str]]) -> _Texts:
    """Return the texts of each language; as gettext does, English stands in where there is no translation."""
    swahili, english = {}, {}
    for key, said, translated in entries:
        if key in english:
            raise ValueError(key)
        english[key] = said
        swahili[key] = translated or said
    return {"sw": swahili, "en": english}
