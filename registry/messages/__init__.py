"""The one table of texts that people see, in Swahili and in English."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

Language = Literal["sw", "en"]

LANGUAGES: tuple[Language, ...] = ("sw", "en")
_FOLDER: Final = Path(__file__).parent
_LINE: Final = re.compile(r'\[([\w.-]+)\]|(?:([\w-]+)|"([^"\\]*)") = "([^"\\]*)"|')
_NONE: Final[Mapping[str, str]] = {}


def text(key: str, language: Language, /, **values: object) -> str:
    """Return the text of a key with its placeholders filled in; raise `KeyError` where there is none."""
    template = _area(language, key.partition(".")[0])[key]
    return template.format(**values) if values else template


def has_text(key: str) -> bool:
    """Say whether the table holds a text under this key."""
    return key in _area("sw", key.partition(".")[0])


def language_of(name: str | None) -> Language:
    """Return the language of that name, Swahili where it is none of ours."""
    return name if name in LANGUAGES else "sw"


@cache
def table(language: Language) -> Mapping[str, str]:
    """Read every text of one language, keyed `area.section.name`."""
    texts: dict[str, str] = {}
    for name in sorted(_areas(language)):
        texts.update(_area(language, name))
    return texts


@cache
def _areas(language: Language) -> frozenset[str]:
    return frozenset(file.stem for file in (_FOLDER / language).iterdir() if file.suffix == ".toml")


@cache
def _area(language: Language, name: str) -> Mapping[str, str]:
    """Read the texts of one area: a command of a few milliseconds has no time for the others."""
    if name not in _areas(language):
        return _NONE
    content = (_FOLDER / language / f"{name}.toml").read_text("utf-8")
    return dict(read_simply(content, name) or _flattened(import_module("tomllib").loads(content), name))


def read_simply(content: str, prefix: str) -> dict[str, str] | None:
    """Read tables of plain texts fifteen times faster than TOML is read; none where there is more to it."""
    texts, section = {}, prefix
    for line in content.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        if found[1]:
            section = f"{prefix}.{found[1]}"
        elif line:
            if (key := f"{section}.{found[2] or found[3]}") in texts:
                raise ValueError(key)
            texts[key] = found[4]
    return texts


def _flattened(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            yield from _flattened(value, key)
        else:
            yield key, value
