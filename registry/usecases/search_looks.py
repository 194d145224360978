"""Look at the index for what a question asks for: the best of it in order, and how it counts."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge

from registry.db.queries import search as queries
from registry.db.search_scans import Candidate, Look, Readers, Seen
from registry.domain import index_words
from registry.domain.entries import FoundKind
from registry.domain.index_words import ALL, Group
from registry.domain.ranking import (
    FULL,
    KINDS,
    LOOSE,
    SOME,
    compact,
    distance_of,
    fit_of,
    is_exact,
    kind_of,
    sought_by,
    span_of,
)
from registry.domain.search_entries import FACETS
from registry.domain.visibility import levels_of, own_of
from registry.usecases.search_asked import Asked, Ways
from registry.usecases.work import Work

FARTHEST = 1_000
"""How much of an answer can be read."""
ENOUGH = 3
"""How much must match every word of a question for what matches only some to be left out."""
LONGEST = 800
"""How many milliseconds a question is given."""
SHORTEST_BEGINNING = 3
MOST_FIELDS = 5
"""How many different names of fields are looked up."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something found, how far from the top it stands, and the name of the field where it is one."""

    id: int
    facets: int
    distance: float
    exact: bool = False
    field: str = ""


@dataclass(slots=True)
class Looking:
    """What was found, and how it counts."""

    found: list[Found] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {facet: Counter() for facet in FACETS})
    packs: dict[int, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    total: int = 0
    estimated: bool = False
    partial: bool = False
    every_word: bool = True


class Lookout:
    """Looks at the index for one question, as long as there is time."""

    def __init__(self, work: Work, asked: Asked, best: int) -> None:
        self._work, self._asked, self._best = work, asked, best
        levels = (*levels_of(work.actor), *(f"named:{source}" for source in asked.named))
        self._readers = Readers(levels, own_of(work.actor) or "")
        self._until = time.monotonic() + LONGEST / 1000
        self._partial = False

    async def found(self) -> Looking:
        """Return what the question asks for."""
        looking = Looking()
        if self._asked.words:
            looking = await self._for_words()
        elif not self._asked.query.text.strip() or self._asked.filters:
            looking = await self._gathered((((ALL,),),), FULL)
        # Signs alone ask for nothing, and everything is no answer to them.
        looking.partial = self._partial
        return looking

    async def _for_words(self) -> Looking:
        """Look for what has all words of the question; where that is little, for what has some of them."""
        query = self._asked.query
        more = await self._begun()
        anywhere = index_words.groups_of(query, "b", more)
        strict = await self._gathered((anywhere,), SOME, index_words.groups_of(query, "t", more))
        strict.every_word = bool(strict.total)
        if len(anywhere) == 1 or strict.total >= ENOUGH or query.phrases:
            return strict
        loose = strict
        for ways in dict.fromkeys((index_words.all_but_one(anywhere), index_words.any_of(anywhere))):
            loose = await self._gathered(ways, LOOSE)
            if loose.total > strict.total:
                break
        met = {found.id for found in strict.found if not found.field}
        loose.found = [*strict.found, *(found for found in loose.found if found.id not in met)]
        loose.every_word = strict.every_word
        return loose

    async def _begun(self) -> Mapping[str, Sequence[str]]:
        """Return, by the word that was typed last, the words that it may be the beginning of."""
        query = self._asked.query
        last = query.terms[-1].typed if query.terms else ""
        if len(last) < SHORTEST_BEGINNING or not query.text.rstrip()[-1:].isalnum():
            return {}
        return {last: await queries.beginning(self._work.session, last)}

    async def _gathered(self, anywhere: Ways, behind: int, titled: tuple[Group, ...] = ()) -> Looking:
        asked, best = self._asked, self._best
        main = list(asked.main(anywhere, best))
        in_titles = list(asked.titled((titled,), best)) if titled else []
        whole = list(asked.whole()) if titled else []
        names = [asked.names(titled)] if titled else []
        seen = iter(await self._scan([*main, *in_titles, *whole, *names]))
        found, counts = [], []
        for _ in main:
            one = next(seen)
            found.append([_found(some, behind) for some in one.best])
            counts.append(one)
        found += [[_found(some, FULL) for some in next(seen).best] for _ in in_titles]
        sought = sought_by(asked.query)
        exact = [some for _ in whole for some in next(seen).best if is_exact(kind_of(some.id), sought)]
        found.append([Found(one.id, one.facets, distance_of(one.id, FULL), exact=True) for one in exact])
        called = await self._called([some for _ in names for some in next(seen).best])
        fields, others = await self._elsewhere(anywhere, called)
        if FoundKind.FIELD in asked.kinds:
            found += [_fields(name, some, self._asked) for name, some in fields]
        merged = merge(*found, key=lambda one: (not one.exact, one.distance, one.id))
        looking = Looking(found=list(_once(merged))[:FARTHEST])
        await self._count(looking, counts, fields, others)
        return looking

    async def _called(self, names: Sequence[Candidate]) -> Sequence[str]:
        """Return the names of fields that fit the question best."""
        if not names:
            return ()
        entries = await queries.entries(self._work.session, [one.id for one in names])
        sought = sought_by(self._asked.query)
        called = dict.fromkeys(entry.name for entry in entries.values())
        return sorted(called, key=lambda name: (-fit_of(sought, (name,)), len(name), name))[:MOST_FIELDS]

    async def _elsewhere(
        self, anywhere: Ways, called: Sequence[str]
    ) -> tuple[Sequence[tuple[str, Seen]], Sequence[tuple[str, str, Seen]]]:
        """Look where fields of some names stand, and at what the facets leave out that the answer is narrowed by."""
        fields = [self._asked.fields(name, self._best // 2) for name in called]
        others = list(self._asked.others(anywhere, called))
        seen = iter(await self._scan([*fields, *(look for _, _, look in others)]))
        return [(name, next(seen)) for name in called], [(facet, name, next(seen)) for facet, name, _ in others]

    async def _count(
        self,
        looking: Looking,
        main: Sequence[Seen],
        fields: Sequence[tuple[str, Seen]],
        others: Sequence[tuple[str, str, Seen]],
    ) -> None:
        counted = [(False, seen) for seen in main]
        if FoundKind.FIELD in self._asked.kinds:
            counted += [(True, seen) for _, seen in fields]
        every = [*(seen for _, seen in counted), *(seen for _, _, seen in others)]
        packs = await queries.facets(self._work.session, (count.facets for seen in every for count in seen.counts))
        looking.packs.update(packs)
        looking.total = sum(count.number for _, seen in counted for count in seen.counts)
        looking.estimated = any(seen.capped for _, seen in counted)
        open_facets = [facet for facet in FACETS if facet not in self._asked.filters]
        for is_field, seen in counted:
            _tally(looking.counts, open_facets, seen, packs, is_field=is_field)
        for facet, name, seen in others:
            _tally(looking.counts, [facet], seen, packs, is_field=bool(name))

    async def _scan(self, looks: Sequence[Look]) -> Sequence[Seen]:
        if not looks:
            return []
        left = int((self._until - time.monotonic()) * 1000)
        words = self._work.database.dialect.words
        seen = await words.scan(self._work.session, looks, self._readers, left) if left > 0 else None
        self._partial |= seen is None
        return seen or [Seen() for _ in looks]


def _found(one: Candidate, behind: int) -> Found:
    return Found(one.id, one.facets, distance_of(one.id, behind))


def _fields(name: str, seen: Seen, asked: Asked) -> list[Found]:
    sought = sought_by(asked.query)
    exact = compact(name) == sought.whole and is_exact(FoundKind.FIELD, sought)
    handicap = distance_of(span_of(FoundKind.FIELD)[0], FULL)
    return [Found(one.id, one.facets, distance_of(one.id, FULL) + handicap, exact, name) for one in seen.best]


def _once(found: Iterator[Found]) -> Iterator[Found]:
    """Yield each thing once, where it stands best."""
    met = set()
    for one in found:
        if (one.id, one.field) not in met:
            met.add((one.id, one.field))
            yield one


def _tally(
    counts: Mapping[str, Counter[str]],
    facets: Sequence[str],
    seen: Seen,
    packs: Mapping[int, Mapping[str, Sequence[str]]],
    *,
    is_field: bool,
) -> None:
    for count in seen.counts:
        kind = FoundKind.FIELD if is_field else KINDS[count.kind - 1]
        values = {"kind": (kind.value,), **packs.get(count.facets, {})}
        for facet in facets:
            for value in values.get(facet, ()):
                counts[facet][value] += count.number
