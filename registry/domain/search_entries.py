"""What can be found, before it is in the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts

FACETS = (
    *("kind", "institution", "institution_kind", "sector", "state", "channel"),
    *("conformity", "standard", "language", "personal_data"),
)
"""What an answer can be narrowed to, and is counted by."""
LANGUAGES = ("sw", "en")
LONGEST_NAME, LONGEST_PATH, LONGEST_TITLE, LONGEST_SUMMARY = 200, 600, 300, 400


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that can be found: what is shown of it, what it is found by, what it counts as, who may see it."""

    kind: FoundKind
    name: str
    path: str
    texts: Texts
    title: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    level: str = "public"
    owner: str = ""
    owner_kind: str = ""
    rank: int = 0

    @property
    def shown(self) -> dict[str, str]:
        """Return what is shown, as far as there is room for it."""
        return {
            "name": self.name[:LONGEST_NAME],
            "path": self.path[:LONGEST_PATH],
            **{f"title_{language}": self.title.get(language, "")[:LONGEST_TITLE] for language in LANGUAGES},
            **{f"summary_{language}": self.summary.get(language, "")[:LONGEST_SUMMARY] for language in LANGUAGES},
        }
