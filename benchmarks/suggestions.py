"""What suggestions while typing and the repair of wrong letters cost with 200,000 words and 100,000 names.

On SQLite, and on the PostgreSQL server that REGISTRY_TEST_POSTGRESQL names: how long the vocabulary takes to be read
and how much memory it holds, for how long nothing else ran meanwhile, p50 and p95 of what is offered and of repairs in
the use case, and what an api with 40 operations pays for its words and names in the transaction that publishes it.
"""

import argparse
import asyncio
import gc
import random
import resource
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count, cycle
from typing import Any

from government import Asked, databases, report
from sqlalchemy import insert, select

from registry.db.models import SearchEntry, SearchName, SearchTerm
from registry.db.queries import search_terms
from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS
from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts
from registry.domain.ranking import identity_of
from registry.domain.search_entries import Findable
from registry.domain.spelling import Vocabulary
from registry.usecases import suggestions
from registry.usecases.vocabularies import vocabulary_of
from registry.usecases.work import Work, read

CHECK: Any = None
"""Nothing is checked here."""
WORDS, NAMES = 200_000, 100_000
OPERATIONS, OWN_WORDS = 40, 80
"""How many operations the api has that is published, and how many different words these are named with."""
SOUNDS = (*"bdfghjklmnprstvwyz", "ch", "mb", "mw", "nd", "ng", "ny", "sh", "th")
SYLLABLES = [sound + vowel for sound in SOUNDS for vowel in "aeiou"]
ENDINGS = ("", "", "sha", "ji", "tion", "ing", "ment", "ni")
LETTERS = "abcdefghijklmnoprstuvwyz"


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    times = parser.parse_args().times
    chance = random.Random(6)  # noqa: S311 the same words each time
    words = list(_words(chance))
    with databases("suggestions_benchmark") as found:
        for kind, url in found:
            asyncio.run(_measured(kind, url, words, chance, times))


async def _measured(kind: str, url: str, words: Sequence[str], chance: random.Random, times: int) -> None:
    async with connect(url) as database:
        await _fill(database, words, chance)
        held = await _building(kind, database)
        beginnings = [_beginning(word, chance) for word in chance.sample(words, times)]
        misspelt = [_misspelt(word, chance) for word in chance.sample(words, times) if len(word) > 3]
        await report(f"{kind}, offered", _each(database, beginnings, suggestions.suggest), times)
        await report(f"{kind}, put right", _each(database, misspelt, _repair), times)
        await report(f"{kind}, put right, in memory alone", _nearest(held, misspelt), times)
        await _learning(kind, database, words, chance)


def _each(database: Database, typed: Sequence[str], ask: Callable[[Work, str], Awaitable[object]]) -> Asked:
    upcoming = cycle(typed)

    async def asked() -> object:
        async with read(database, ANONYMOUS, CHECK) as work:
            return await ask(work, next(upcoming))

    return asked


def _nearest(held: Vocabulary, typed: Sequence[str]) -> Asked:
    upcoming = cycle(typed)

    async def asked() -> object:
        return held.nearest(next(upcoming), suggestions.MOST)

    return asked


async def _repair(work: Work, typed: str) -> object:
    return await suggestions.repairs(work, [typed], ())


async def _learning(kind: str, database: Database, words: Sequence[str], chance: random.Random) -> None:
    serials = count(1 << 20, OPERATIONS)

    async def learning() -> object:
        first, own = next(serials), chance.sample(words, OWN_WORDS)
        found = [
            Findable(FoundKind.OPERATION, "x", "/x", Texts(" ".join(chance.choices(own, k=6)), "", ("getBill",)))
            for _ in range(OPERATIONS)
        ]
        names = [
            {"id": identity_of(FoundKind.OPERATION, 9, first + place), "name": name}
            for place, one in enumerate(found)
            for name in search_terms.names_of(one)
        ]
        async with database.writing() as session, session.begin():
            await session.scalar(select(1))
            began = time.perf_counter(), time.process_time()
            await search_terms.call(session, names)
            await search_terms.learn(session, database.dialect, {first: found})
            spent.append(((time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000))
        return None

    spent: list[tuple[float, float]] = []
    for _ in range(60):
        await learning()
    passed, worked = (sorted(some) for some in zip(*spent, strict=True))
    print(f"{kind}, words of 40 operations: p50 {passed[30]:.1f} ms, p95 {passed[56]:.1f} ms; process {worked[30]:.1f}")


def _beginning(word: str, chance: random.Random) -> str:
    return word[: chance.randint(1, 6)]


def _misspelt(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    one, other = word[place], word[place + 1]
    return (
        word[:place]
        + chance.choice((other + one, one, other, one + chance.choice(LETTERS) + other))
        + word[place + 2 :]
    )


def _words(chance: random.Random) -> Iterator[str]:
    met: set[str] = set()
    while len(met) < WORDS:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5)))) + chance.choice(ENDINGS)
        if word not in met:
            met.add(word)
            yield word


async def _fill(database: Database, words: Sequence[str], chance: random.Random) -> None:
    async with database.writing() as session, session.begin():
        for start in range(0, len(words), 5_000):
            rows = [{"word": word, "weight": int(chance.paretovariate(0.8)) % 99_999} for word in words[start:][:5_000]]
            await session.execute(insert(SearchTerm), rows)
        for start in range(0, NAMES, 5_000):
            numbers = [identity_of(FoundKind.API, chance.randrange(256), start + one) for one in range(5_000)]
            names = {one: " ".join(chance.choices(words, k=3))[:60] for one in numbers}
            shown = [{"id": one, "source": one, "name": name, "path": "/x"} for one, name in names.items()]
            await session.execute(insert(SearchEntry), shown)
            await session.execute(insert(SearchName), [{"id": one, "name": name} for one, name in names.items()])


async def _building(kind: str, database: Database) -> Vocabulary:
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stop, longest = asyncio.Event(), [0.0]
    watch = asyncio.create_task(_watching(stop, longest))
    began = time.perf_counter()
    async with read(database, ANONYMOUS, CHECK) as work:
        vocabulary = await vocabulary_of(work)
    spent = time.perf_counter() - began
    stop.set()
    await watch
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{kind}, {len(vocabulary)} words read: {spent:.1f} s, {grown:.0f} MB more, loop late {longest[0]:.0f} ms")
    return vocabulary


async def _watching(stop: asyncio.Event, longest: list[float]) -> None:
    while not stop.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest[0] = max(longest[0], (time.perf_counter() - began) * 1000 - 1)


if __name__ == "__main__":
    main()
