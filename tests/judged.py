"""The judged queries, and how well an order of answers meets them."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from registry.domain.concepts import folded
from registry.usecases import institutions, search, systems
from registry.usecases.search import Hit, Question
from registry.usecases.work import Work

QUERIES = Path(__file__).with_name("judged_queries.toml")
GRADES = {"meant": 3, "good": 2, "related": 1}
LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody asks, and how well each entry answers it: 3 is meant, 2 is good, 1 is related."""

    asked: str
    language: str
    grades: Mapping[str, int]
    holdout: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A judged query with what was found for it, best first."""

    judged: Judged
    found: Sequence[str]

    @property
    def ndcg(self) -> float:
        """Return how good the order is, 1 being the best there can be."""
        return ndcg(self.found, self.judged.grades)

    @property
    def met(self) -> bool:
        """Say whether what comes first is as good as anything."""
        return succeeds(self.found, self.judged.grades)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a number of queries were answered."""

    queries: int
    ndcg: float
    success: float


def judged_queries(path: Path = QUERIES) -> Sequence[Judged]:
    """Read the judged queries."""
    rows = tomllib.loads(path.read_text("utf-8"))["queries"]
    return [
        Judged(
            row["asked"],
            row["language"],
            {_label(entry): grade for name, grade in GRADES.items() for entry in row.get(name, ())},
            row.get("holdout", False),
        )
        for row in rows
    ]


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain of the first ten; what comes again gains nothing."""
    first = found[:LOOKED_AT]
    best = _gain(sorted(grades.values(), reverse=True)[:LOOKED_AT])
    gained = _gain([0 if name in first[:place] else grades.get(name, 0) for place, name in enumerate(first)])
    return gained / best if best else 0.0


def succeeds(found: Sequence[str], grades: Mapping[str, int]) -> bool:
    """Say whether what comes first has the highest grade that anything has."""
    return bool(found) and bool(grades) and grades.get(found[0], 0) == max(grades.values())


def quality(results: Sequence[Result]) -> Quality:
    """Return the means of some results."""
    return Quality(len(results), fmean(one.ndcg for one in results), fmean(one.met for one in results))


def label_of(hit: Hit) -> str:
    """Return what a hit is called in the judgements: its kind and its name, of a field without its separators."""
    return _label(f"{hit.kind}:{hit.name}")


async def results_of(work: Work, queries: Sequence[Judged]) -> Sequence[Result]:
    """Ask every query of the catalogue that was seeded."""
    return [Result(judged, await found_for(work, judged.asked)) for judged in queries]


async def found_for(work: Work, asked: str) -> Sequence[str]:
    """Return what comes first for a query."""
    answer = await search.find(work, Question(await worded(work, asked), limit=LOOKED_AT))
    return [label_of(hit) for hit in answer.hits]


async def worded(work: Work, asked: str) -> str:
    """Return a query with the number of the entry that it names, which depends on the order of entering."""
    if not asked.startswith("<"):
        return asked
    kind, _, key = asked.strip("<>").partition(":")
    entry = await (systems.get(work, key) if kind == "system" else institutions.get(work, key))
    return entry.number


def _label(entry: str) -> str:
    kind, _, name = entry.partition(":")
    holder, _, field = name.rpartition(" ")
    return f"field:{holder} {folded(field)}" if kind == "field" else entry


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
