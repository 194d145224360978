"""The one table of texts that people see, in Swahili and in English."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Language = Literal["sw", "en"]

LANGUAGES: tuple[Language, ...] = ("sw", "en")


def text(key: str, language: Language, /, **values: object) -> str:
    """Return the text of a key with its placeholders filled in; raise `KeyError` where there is none."""
    template = table(language)[key]
    return template.format(**values) if values else template


def has_text(key: str) -> bool:
    """Say whether the table holds a text under this key."""
    return key in table("sw")


def language_of(name: str | None) -> Language:
    """Return the language of that name, Swahili where it is none of ours."""
    return name if name in LANGUAGES else "sw"


@cache
def table(language: Language) -> Mapping[str, str]:
    """Read every text of one language, keyed `area.section.name`."""
    folder = files(__name__) / language
    texts: dict[str, str] = {}
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            area = file.name.removesuffix(".toml")
            texts.update(_flattened(tomllib.loads(file.read_text("utf-8")), area))
    return texts


def _flattened(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            yield from _flattened(value, key)
        else:
            yield key, value
