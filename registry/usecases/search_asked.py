"""What a question asks of the index: which ranges are looked at for which words, and how much of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.search_scans import Look
from registry.domain import index_words
from registry.domain.entries import FoundKind
from registry.domain.index_words import Group, Matching
from registry.domain.questions import Query
from registry.domain.ranking import span_of

Ways = tuple[tuple[Group, ...], ...]
WINDOW = 60
"""How many of what is found are put in the order in which their words fit, at a time."""
NAMES_LOOKED_AT = 60
MOST_FIELDS_COUNTED = 500
MOST_OTHERS_COUNTED = 500
"""Up to how many are counted of the other values of a facet that an answer is narrowed by."""

SPANS: Mapping[tuple[FoundKind, ...], int] = {
    (FoundKind.INSTITUTION, FoundKind.SYSTEM, FoundKind.CONCEPT, FoundKind.STANDARD, FoundKind.RULE): 400,
    (FoundKind.API, FoundKind.SCHEMA): 600,
    (FoundKind.OPERATION,): 800,
    (FoundKind.DATA_SCHEMA,): 200,
}
"""The kinds that are looked at together, and up to how many of them are counted: two thousand in all."""
HOLDERS = (FoundKind.API, FoundKind.SCHEMA)
"""The kinds that have fields."""
WITHOUT_WORDS = (FoundKind.INSTITUTION, FoundKind.SYSTEM, FoundKind.API, FoundKind.SCHEMA)
"""The kinds that are listed when nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood, what it is narrowed to, and the entries that name the reader's institution."""

    query: Query
    filters: Mapping[str, tuple[str, ...]]
    named: Sequence[str] = ()

    @property
    def kinds(self) -> tuple[FoundKind, ...]:
        """Return the kinds that are wanted."""
        if "kind" in self.filters:
            return tuple(kind for kind in FoundKind if kind in self.filters["kind"])
        return tuple(FoundKind) if self.words else WITHOUT_WORDS

    @property
    def words(self) -> bool:
        """Say whether there are words to look for."""
        return bool(self.query.terms or self.query.phrases)

    def matching(self, ways: Ways, *, apart: str = "") -> Matching:
        """Return what is to match in one of several ways, and in every facet that the answer is narrowed by but one."""
        required = tuple(
            tuple(index_words.mark_of(facet, value) for value in values)
            for facet, values in self.filters.items()
            if facet not in {"kind", apart}
        )
        return Matching(ways, required, index_words.excluded_by(self.query))

    def main(self, anywhere: Ways, best: int) -> Iterator[Look]:
        """Yield looks for what has the words anywhere; this is what is counted."""
        for kinds, most in self._spans():
            yield Look(self.matching(anywhere), *span_of(*kinds), best, max(most, best))

    def titled(self, ways: Ways, best: int, *, apart: bool = False) -> Iterator[Look]:
        """Yield looks for what has the words in its title, at each kind apart where none may crowd out another."""
        for kinds, _ in self._spans():
            for some in ((kind,) for kind in kinds) if apart else (kinds,):
                yield Look(self.matching(ways), *span_of(*some), best)

    def whole(self) -> Iterator[Look]:
        """Yield looks for what the question is the key, the number or the name of."""
        if group := index_words.whole_asked(self.query):
            for kinds, _ in self._spans():
                yield Look(self.matching(((group,),)), *span_of(*kinds), WINDOW // 4)

    def names(self, groups: tuple[Group, ...]) -> Look:
        """Return the look for the names of fields."""
        return Look(Matching((groups,)), *span_of(FoundKind.FIELD), NAMES_LOOKED_AT)

    def fields(self, name: str, best: int) -> Look:
        """Return the look for what has a field of a name."""
        return Look(self.matching(_ways_to(name)), *span_of(*HOLDERS), best, MOST_FIELDS_COUNTED)

    def others(self, anywhere: Ways, names: Sequence[str] = ()) -> Iterator[tuple[str, str, Look]]:
        """Yield, for each facet that the answer is narrowed by, looks that count what it leaves out."""
        for facet in self.filters:
            spans: Any = SPANS.items() if facet == "kind" else self._spans()
            for kinds, most in spans:
                limit = min(most, MOST_OTHERS_COUNTED)
                yield facet, "", Look(self.matching(anywhere, apart=facet), *span_of(*kinds), 0, limit)
            for name in names:
                matching = self.matching(_ways_to(name), apart=facet)
                yield facet, name, Look(matching, *span_of(*HOLDERS), 0, MOST_FIELDS_COUNTED)

    def _spans(self) -> Iterator[tuple[tuple[FoundKind, ...], int]]:
        wanted = set(self.kinds)
        for kinds, most in SPANS.items():
            # Neighbours are looked at as one range.
            if wanted.issuperset(kinds):
                yield kinds, most
            else:
                yield from (((kind,), most) for kind in kinds if kind in wanted)


def _ways_to(name: str) -> Ways:
    return ((index_words.fields_asked([name]),),)
