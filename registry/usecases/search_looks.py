"""Look at the index for what a question asks for: the best of it in order, and how it counts."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import NamedTuple

from registry.db.queries import search as queries
from registry.db.search_scans import Look, Readers, Seen
from registry.domain import index_words
from registry.domain.entries import FoundKind
from registry.domain.index_words import ALL, Group
from registry.domain.ranking import (
    FULL,
    KINDS,
    LOOSE,
    SOME,
    Sought,
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
SURE = 2
"""Of how many words all are meant."""
LONGEST = 800
"""How many milliseconds a question is given."""
SHORTEST_BEGINNING, MOST_BEGINNING = 3, 12
MOST_FIELDS = 5
"""How many different names of fields are looked up."""

_EXACT, _ORDINARY = 0, 1


class Found(NamedTuple):
    """Something found, how far from the top it stands, and the name of the field where it is one."""

    late: int
    distance: float
    id: int
    facets: int
    owner: str
    field: str = ""


@dataclass(slots=True)
class Looking:
    """What was found, and how it counts."""

    found: list[Found] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: {facet: defaultdict(int) for facet in FACETS})
    total: int = 0
    estimated: bool = False
    partial: bool = False
    every_word: bool = True


class Lookout:
    """Looks at the index for one question, as long as there is time."""

    def __init__(self, work: Work, asked: Asked, best: int) -> None:
        self._work, self._asked, self._best = work, asked, best
        levels = (*levels_of(work.actor), *(f"named:{source}" for source in asked.named))
        self._readers = Readers(levels, own_of(work.actor) or "", everything=work.actor.overseeing)
        self._until = time.monotonic() + LONGEST / 1000
        self._partial = False
        self._names: Sequence[str] = ()
        self._titled = False
        self._sought = sought_by(asked.query)

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
        titles = index_words.groups_of(query, "t", more)
        strict = await self._gathered((anywhere, *index_words.other_ways(query, "b")), SOME, (titles,))
        strict.every_word = bool(strict.total)
        # What has many words somewhere, and not all in its title, may have nothing to do with them.
        enough = self._best if len(anywhere) > SURE and not self._titled else ENOUGH
        if len(anywhere) == 1 or query.phrases or strict.total >= enough:
            return strict
        loose = strict
        for some_of in dict.fromkeys((index_words.all_but_one, index_words.any_of)):
            loose = await self._gathered(some_of(anywhere), LOOSE, some_of(titles))
            if loose.total > strict.total and self._titled:
                break
        if loose.total < strict.total:  # there was no time
            return strict
        met = {(found.id, found.field) for found in strict.found}
        others = (found for found in loose.found if (found.id, found.field) not in met)
        loose.found = [*strict.found, *others][: self._best]
        loose.every_word = strict.every_word
        return loose

    async def _begun(self) -> Mapping[str, Sequence[str]]:
        """Return, by the word that was typed last, the words that it may be the beginning of."""
        query = self._asked.query
        last = query.terms[-1].typed if query.terms else ""
        if len(last) < SHORTEST_BEGINNING or not query.text.rstrip()[-1:].isalnum():
            return {}
        words = self._work.database.dialect.words
        return {last: await words.beginning(self._work.session, last, MOST_BEGINNING)}

    async def _gathered(self, anywhere: Ways, behind: int, titled: Ways = ()) -> Looking:
        asked, best = self._asked, self._best
        first = behind == SOME
        if first:
            self._names = await self._called(titled[0])
        names = self._names
        groups = [
            list(asked.main(anywhere, best)),
            list(asked.titled(titled, best if first else best // 4, apart=not first)) if titled else [],
            list(asked.whole()) if first else [],
            [asked.fields(name, best // 2) for name in names],
        ]
        others = list(asked.others(anywhere, names))
        seen = iter(await self._scan([*(look for group in groups for look in group), *(look for *_, look in others)]))
        main, in_titles, whole, fields = ([next(seen) for _ in group] for group in groups)
        self._titled = any(one.best for one in in_titles)
        sought = self._sought
        found = [
            *(_listed(one, behind) for one in main),
            *(_listed(one, FULL if first else SOME) for one in in_titles),
            *(_exact(one, sought) for one in whole),
            *(_fields(name, one, sought) for name, one in zip(names, fields, strict=True) if self._wants_fields),
        ]
        looking = Looking(found=list(islice(_once(merge(*found)), best)))
        counted = [*main, *(fields if self._wants_fields else [])]
        looking.total = sum(count.number for one in counted for count in one.counts)
        looking.estimated = any(one.capped for one in counted)
        open_facets = frozenset(FACETS).difference(asked.filters)
        tallies = [
            *((open_facets, one, False) for one in main),
            *((open_facets, one, True) for one in fields if self._wants_fields),
            *((frozenset((facet,)), one, bool(name)) for (facet, name, _), one in zip(others, seen, strict=True)),
        ]
        await self._count(looking, tallies)
        return looking

    @property
    def _wants_fields(self) -> bool:
        return FoundKind.FIELD in self._asked.kinds

    async def _called(self, titled: tuple[Group, ...]) -> Sequence[str]:
        """Return the names of fields that fit the question best."""
        called = await self._work.database.dialect.words.called(self._work.session, self._asked.names(titled))
        fits = {name: fit_of(self._sought, (name,)) for name in called}
        return sorted(fits, key=lambda name: (-fits[name], len(name), name))[:MOST_FIELDS]

    async def _count(self, looking: Looking, tallies: Sequence[tuple[frozenset[str], Seen, bool]]) -> None:
        """Count how what was seen spreads over some facets."""
        wanted = (count.facets for _, seen, _ in tallies for count in seen.counts)
        packs = await queries.facets(self._work.session, wanted)
        for facets, seen, is_field in tallies:
            same: dict[int, int] = defaultdict(int)
            kinds: dict[int, int] = defaultdict(int)
            for kind, pack, number in seen.counts:
                same[pack] += number
                kinds[kind] += number
            told: list[tuple[str, str, int]] = [
                ("kind", FoundKind.FIELD if is_field else KINDS[kind - 1], n) for kind, n in kinds.items()
            ]
            told += [
                (facet, value, number)
                for pack, number in same.items()
                for facet, values in packs.get(pack, {}).items()
                for value in values
            ]
            told += [("institution", owner, number) for owner, _, number in seen.owners]
            told += [("institution_kind", kind, number) for _, kind, number in seen.owners if kind]
            for facet, value, number in told:
                if facet in facets:
                    looking.counts[facet][value] += number

    async def _scan(self, looks: Sequence[Look]) -> Sequence[Seen]:
        if not looks:
            return []
        left = int((self._until - time.monotonic()) * 1000)
        words = self._work.database.dialect.words
        seen = await words.scan(self._work.session, looks, self._readers, left) if left > 0 else None
        self._partial |= seen is None
        return seen or [Seen() for _ in looks]


def _listed(seen: Seen, behind: int) -> Iterator[Found]:
    return (Found(_ORDINARY, distance_of(one.id, behind), *one) for one in seen.best)


def _exact(seen: Seen, sought: Sought) -> Iterator[Found]:
    return (Found(_EXACT, distance_of(one.id, FULL), *one) for one in seen.best if is_exact(kind_of(one.id), sought))


def _fields(name: str, seen: Seen, sought: Sought) -> Iterator[Found]:
    exact = compact(name) == sought.whole and is_exact(FoundKind.FIELD, sought)
    late = _EXACT if exact else _ORDINARY
    handicap = distance_of(span_of(FoundKind.FIELD)[0], FULL)
    return (Found(late, distance_of(one.id, FULL) + handicap, *one, field=name) for one in seen.best)


def _once(found: Iterable[Found]) -> Iterator[Found]:
    """Yield each thing once, where it stands best."""
    met = set()
    for one in found:
        if (one.id, one.field) not in met:
            met.add((one.id, one.field))
            yield one
