"""The closed sets of words that describe concepts, and when two names of fields are one."""

import re
import unicodedata
from enum import StrEnum

_PARTS = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+")
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class PersonalData(StrEnum):
    """Which kind of personal data a concept is, if any."""

    NONE = "none"
    IDENTIFIER = "identifier"
    NAME = "name"
    CONTACT = "contact"
    LOCATION = "location"
    DEMOGRAPHIC = "demographic"
    BIOMETRIC = "biometric"
    HEALTH = "health"
    FINANCIAL = "financial"
    FAMILY = "family"
    EDUCATION_EMPLOYMENT = "education_employment"
    SPECIAL = "special"


class Certainty(StrEnum):
    """How far what is said of a concept can be relied on; only what is stated may give errors."""

    STATED = "stated"
    REPORTED = "reported"
    DISPUTED = "disputed"


class JsonType(StrEnum):
    """A type of JSON Schema."""

    STRING = "string"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


def folded(name: str) -> str:
    """Return a name without case, marks and separators: `nida_no`, `nidaNo` and `NIDA No.` are one."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def parts_of(name: str) -> list[str]:
    """Return the words of a name: of `nidaNo`, `nida_no` and `NIDA no` the same two, but for their case."""
    return _PARTS.findall(name)


def schema_address(key: str, version: str) -> str:
    """Return the path under which the canonical schema of a concept is found for good."""
    return f"/concepts/{key}/{version}.schema.json"
