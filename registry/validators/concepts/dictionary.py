"""The data dictionary as rules hold it: each concept, and which concept a name in words may mean."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from registry.frugal.values import record, value
from registry.validators.concepts.folding import Words

CERTAINTIES: Final = ("stated", "reported", "disputed")
CATEGORIES: Final = (
    "none",
    "identifier",
    "name",
    "contact",
    "location",
    "demographic",
    "biometric",
    "health",
    "financial",
    "family",
    "education_employment",
    "special",
)
_WORDS: Final = {"type": "string", "maxLength": 8_000}
_ENTRY: Final = {
    "type": "object",
    "required": ["key", "version", "sw", "en", "names"],
    "additionalProperties": False,
    "properties": {
        "key": {"type": "string", "maxLength": 80},
        "version": {"type": "string", "maxLength": 40},
        "sw": {"type": "string", "maxLength": 200},
        "en": {"type": "string", "maxLength": 200},
        "shared": _WORDS,
        "names": _WORDS,
        "majina": _WORDS,
        "also": _WORDS,
        "context": _WORDS,
        "related": _WORDS,
        "types": _WORDS,
        "format": {"type": "string", "maxLength": 80},
        "pattern": {"type": "string", "maxLength": 500},
        "enum": {"type": "array", "items": {"type": "string"}, "maxItems": 200},
        "personal": {"type": "string", "enum": [*CATEGORIES]},
        "certainty": {"type": "string", "enum": [*CERTAINTIES]},
    },
}
ENTRIES: Final = {"type": "array", "items": _ENTRY, "minItems": 1, "maxItems": 2_000}
"""What the options of a rule say of concepts, every list of words in one text with spaces between them."""


@value
class Entry:
    """One concept: how it is named, of which form its values are, whether they are about people."""

    key: str
    version: str
    titles: Mapping[str, str]
    shared: frozenset[str]
    """How the names are spelled that fields should have."""
    context: frozenset[str]
    """Words that stand near fields which mean it."""
    related: frozenset[str]
    types: frozenset[str]
    format: str | None
    pattern: str | None
    enum: frozenset[str]
    personal: str
    certainty: str

    @property
    def name(self) -> str:
        """Return the name that fields should have."""
        return self.key.replace("-", "_")

    @property
    def address(self) -> str:
        """Return where the registry serves its schema."""
        return f"/concepts/{self.key}/{self.version}.schema.json"


@value
class Meaning:
    """What one spelling means: a concept, for certain or only where other things speak for it too."""

    entry: Entry
    spelling: str
    certain: bool
    swahili: bool
    """Whether it is Swahili, in which what belongs to a name follows it."""


@record
class NameTaken(Exception):
    """One name is given to two concepts."""

    name: str
    keys: tuple[str, str]


class Dictionary:
    """All concepts, found by how names of them are spelled; raise `NameTaken` where one has two meanings."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self.entries: dict[str, Entry] = {}
        self.candidates: dict[str, Any] = {}
        """What was found out about names before, kept by those who ask."""
        self._meanings: dict[str, Meaning] = {}
        for tree in entries:
            self._add(tree)

    def meaning(self, words: Words) -> Meaning | None:
        """Return what words mean that stand together, none where no concept is called so."""
        return self._meanings.get("".join(words))

    def meaning_of_spelling(self, spelling: str) -> Meaning | None:
        """Return what a name means that was written without anything between its words."""
        return self._meanings.get(spelling)

    def _add(self, tree: Mapping[str, Any]) -> None:
        entry = _entry_of(tree)
        if entry.key in self.entries:
            raise NameTaken(entry.key, (entry.key, entry.key))
        self.entries[entry.key] = entry
        for member, certain, swahili in (("names", True, False), ("majina", True, True), ("also", False, False)):
            for spelling in tree.get(member, "").split():
                other = self._meanings.setdefault(spelling, Meaning(entry, spelling, certain, swahili))
                if other.entry.key != entry.key:
                    raise NameTaken(spelling, (other.entry.key, entry.key))


def _entry_of(tree: Mapping[str, Any]) -> Entry:
    def words(member: str) -> frozenset[str]:
        return frozenset(tree.get(member, "").split())

    return Entry(
        key=tree["key"],
        version=tree["version"],
        titles={"sw": tree["sw"], "en": tree["en"]},
        shared=words("shared"),
        context=words("context"),
        related=words("related"),
        types=words("types"),
        format=tree.get("format"),
        pattern=tree.get("pattern"),
        enum=frozenset(word.casefold() for word in tree.get("enum", ())),
        personal=tree.get("personal", "none"),
        certainty=tree.get("certainty", "reported"),
    )


_kept: list[tuple[Any, Dictionary]] = []


def dictionary_of(entries: Sequence[Mapping[str, Any]]) -> Dictionary:
    """Return the dictionary of some entries; rules that are given the same ones share it."""
    for known, dictionary in _kept:
        if known == entries:
            return dictionary
    dictionary = Dictionary(entries)
    _kept[:] = [(entries, dictionary)]
    return dictionary
