"""The parts that the shapes of what people send are put together from."""

from enum import StrEnum
from typing import Any

Schema = dict[str, Any]

KEY: Schema = {"type": "string", "format": "somana-key", "maxLength": 64}
NAME: Schema = {"type": "string", "format": "somana-name", "minLength": 1, "maxLength": 200}
ACRONYM: Schema = {**NAME, "maxLength": 40}
TEXT: Schema = {"type": "string", "format": "somana-text", "minLength": 1, "maxLength": 4000}
NUMBER: Schema = {"type": "string", "format": "somana-version", "maxLength": 64}
DAY: Schema = {"type": "string", "format": "somana-day"}
MAIL: Schema = {"type": "string", "format": "somana-mail", "maxLength": 200}
WEB: Schema = {"type": "string", "format": "somana-web", "maxLength": 200}


def one_of(words: type[StrEnum]) -> Schema:
    """Return the shape of a word of a closed set."""
    return {"type": "string", "enum": [word.value for word in words]}


def members(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Return the shape of an object that has these members and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def several(item: Schema, least: int = 0, most: int = 50) -> Schema:
    """Return the shape of a list."""
    return {"type": "array", "items": item, "minItems": least, "maxItems": most}


BILINGUAL = {**members(sw=TEXT, en=TEXT), "minProperties": 1}
BILINGUAL_LISTS = members(sw=several(NAME), en=several(NAME))
BOTH = members(("sw", "en"), sw=NAME, en=NAME)
BOTH_TEXTS = members(("sw", "en"), sw=TEXT, en=TEXT)
LANGUAGE: Schema = {"type": "string", "enum": ["sw", "en"]}
SOURCE = members(("title",), title=NAME, url={"type": "string", "format": "somana-source", "maxLength": 400})
SOURCES = several(SOURCE)


def or_none(shape: Schema) -> Schema:
    """Return a shape that nothing has as well."""
    kind = shape["type"]
    words = {"enum": [*shape["enum"], None]} if "enum" in shape else {}
    return {**shape, "type": [kind, "null"], **words}
