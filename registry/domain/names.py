"""Keys, version numbers, registry numbers and references: parse once, then trust."""

import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
RESERVED_KEYS = frozenset({"new", "edit", "search", "export", "changes", "filters", "versions", "apis", "api", "admin"})

# Semantic Versioning 2.0.0, its own suggested expression, with bounded parts.
SEMVER = re.compile(
    r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})"
    r"(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?",
    re.ASCII,
)
LONGEST_NUMBER = 64

# A public name whose last part is none of a number, no port, nobody's password, and nothing that readers take apart
# in two ways.
_WEB_ADDRESS = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z][a-z0-9-]{0,61}[a-z0-9])(?:[/?#][!-\[\]-~]*)?", re.ASCII
)
_NOT_PUBLIC = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "svc", "arpa", "onion"}
    | {"invalid", "test"}
)
LONGEST_NAME = 200
LONGEST_RULE = 120
"""How long the name of a rule may be that has a page and is counted; longer ones are checked all the same."""

_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_key(word: str) -> bool:
    """Say whether a word can be the key of an entry: lower case, digits and single hyphens, at most 64 characters."""
    return bool(KEY.fullmatch(word)) and "--" not in word and word not in RESERVED_KEYS


def is_semantic_version(number: str) -> bool:
    """Say whether a number follows Semantic Versioning 2.0.0 within 64 characters."""
    return len(number) <= LONGEST_NUMBER and SEMVER.fullmatch(number) is not None


def is_safe_text(text: str, longest: int = LONGEST_NAME, *, multiline: bool = False) -> bool:
    """Say whether a text is in normal form C, not too long, not blank, and free of control and invisible characters."""
    visible = text.replace("\n", "").replace("\t", "") if multiline else text
    return (
        len(text) <= longest
        and not text.isspace()
        and unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(character) in _UNSAFE_CATEGORIES for character in visible)
    )


def is_web_address(text: str) -> bool:
    """Say whether a text is the address of a page of the public web: `https`, a name, no port, no password."""
    match = _WEB_ADDRESS.fullmatch(text)
    return match is not None and match[1] not in _NOT_PUBLIC


@total_ordering
@dataclass(frozen=True, slots=True)
class Precedence:
    """The place of a semantic version among others (Semantic Versioning 2.0.0, clause 11)."""

    core: tuple[int, ...]
    pre_release: tuple[str, ...]

    def __lt__(self, other: "Precedence") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[object, ...]:
        identifiers = tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.pre_release)
        return (self.core, not self.pre_release, identifiers)


def precedence_of(number: str) -> Precedence:
    """Return where a version number stands among others; anything not semantic stands before all."""
    match = SEMVER.fullmatch(number)
    if match is None:
        return Precedence((-1,), (number,))
    core = tuple(int(part) for part in match.group(1, 2, 3))
    return Precedence(core, tuple(match.group(4).split(".")) if match.group(4) else ())


def registry_number(prefix: str, serial: int) -> str:
    """Return a number such as `SYS-004217-3`: six digits or more and a check digit (ISO/IEC 7064, MOD 11,10)."""
    digits = f"{serial:06d}"
    return f"{prefix}-{digits}-{check_digit(digits)}"


def is_registry_number(number: str) -> bool:
    """Say whether a text is a registry number whose check digit is right."""
    match = re.fullmatch(r"(?:INS|SYS|REV|WVR)-(\d{6,12})-(\d)", number, re.ASCII)
    return match is not None and check_digit(match[1]) == match[2]


def serial_of(number: str, prefix: str) -> int | None:
    """Return the serial number in a registry number of a kind, none where it is not one."""
    return int(number.split("-")[1]) if is_registry_number(number) and number.startswith(f"{prefix}-") else None


def check_digit(digits: str) -> str:
    """Return the check digit of a string of digits (ISO/IEC 7064, MOD 11,10); it finds every single wrong digit."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of an api, a schema or one of their versions: `gepg/bills@1.2.0`, `person-identity@1.0.0`."""

    entry: str
    number: str | None = None

    def __str__(self) -> str:
        return f"{self.entry}@{self.number}" if self.number else self.entry


def reference_of(words: str) -> Reference | None:
    """Parse the name of an entry or of a version, or return nothing where it is neither."""
    entry, _, number = words.partition("@")
    keys = entry.split("/")
    well_formed = len(keys) in {1, 2} and all(is_key(key) for key in keys)
    if not well_formed or ("@" in words and not is_semantic_version(number)):
        return None
    return Reference(entry, number or None)
