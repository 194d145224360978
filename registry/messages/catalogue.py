"""The catalogue as gettext has it: every entry of a `.po` file, with its comments and marks."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).with_name("sw")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text in both languages, as its translator sees it."""

    key: str
    english: str
    swahili: str
    comments: tuple[str, ...]
    flags: frozenset[str]

    @property
    def is_translated(self) -> bool:
        """Say whether the Swahili is there and nobody doubts it."""
        return bool(self.swahili.strip()) and "fuzzy" not in self.flags


def areas() -> list[str]:
    """Return the names of the files."""
    return sorted(file.stem for file in FOLDER.glob("*.po"))


def entries(area: str) -> list[Entry]:
    """Return every entry of one file in its order."""
    return parsed((FOLDER / f"{area}.po").read_text("utf-8"))


def parsed(content: str) -> list[Entry]:
    """Read the entries of a `.po` file; raise `ValueError` where one has no key, or a key has two."""
    found: dict[str, Entry] = {}
    for message in read_po(StringIO(content), locale="sw", ignore_obsolete=True, abort_invalid=True):
        if message.id == "":
            continue
        if not message.context or message.context in found or not isinstance(message.id, str):
            raise ValueError(message.context or message.id)
        comments = tuple(message.auto_comments)
        swahili = str(message.string or "")
        found[message.context] = Entry(message.context, message.id, swahili, comments, frozenset(message.flags))
    return list(found.values())
