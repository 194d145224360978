"""Which entries of the catalogue publish the fields of a version already, and how much that says.

A field that few publish says much, one that everybody has says little: the weight of a field falls from 1 with the
logarithm of how many publish it, and names that may belong to anything weigh a twentieth. What a reader may not see
is neither found nor counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from typing import Any, Final
from uuid import UUID

from registry.db.models import Version
from registry.db.queries import fields
from registry.db.queries import versions as queries
from registry.db.queries.fields import Shared
from registry.domain.visibility import levels_of, may_see_version
from registry.messages import LANGUAGES, Language, text
from registry.usecases import indexing, versions
from registry.usecases.meanings import Meant, meant_by
from registry.usecases.work import Work
from registry.validators.concepts.dictionary import Dictionary
from registry.validators.concepts.folding import words_of
from registry.validators.concepts.vocabulary import GENERIC, NEUTRAL, TECHNICAL

MOST: Final = 5
LEAST_FIELDS: Final = 3
LEAST_SHARE: Final = 0.3
LEAST_WEIGHT: Final = 0.5
"""What is shared must weigh at least half of a field that nobody else has, or it is what everybody has."""

LEAST_SCORE: Final = 0.1
_LOWEST: Final = 0.05
_COMMON: Final = 500
_CANDIDATES: Final = 16
_LOOKED_AT: Final = 3_000
"""So many rows are looked at to find the candidates, of the fields that say most; those they have are then compared."""
_TOLD: Final = 3
_SAYING_LITTLE: Final = GENERIC | NEUTRAL | TECHNICAL


@dataclass(frozen=True, slots=True)
class Pair:
    """One field that both have: what it means, how each calls it, and how much it says."""

    concept: str | None
    title: Mapping[Language, str]
    ours: str
    theirs: str
    weight: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """An entry that publishes fields of ours: how many, which, and how much of the whole weight of ours they have."""

    version: Version
    institution: str
    """What the institution is called for short."""
    own: bool
    """Whether it is another entry of the institution that asks."""
    of: int
    score: float
    pairs: Sequence[Pair]
    reason: Mapping[Language, str]

    @property
    def path(self) -> str:
        """Return the address of the page of the version that publishes them."""
        return indexing.path_of(self.version.interface, self.version.number)

    def tree(self) -> dict[str, Any]:
        """Return what programs are told of it."""
        interface = self.version.interface
        return {
            "reference": self.version.reference,
            "kind": interface.kind.value,
            "title": interface.title,
            "status": self.version.status.value,
            "institution": {"key": interface.institution.key, "acronym": self.institution},
            "own": self.own,
            "shared": len(self.pairs),
            "of": self.of,
            "score": self.score,
            "reason": self.reason,
            "fields": [
                {"concept": one.concept, "ours": one.ours, "theirs": one.theirs, "weight": one.weight}
                for one in self.pairs
            ],
            "page": self.path,
        }


@dataclass(frozen=True, slots=True)
class _Ours:
    """The fields that are compared, what each weighs, and whose they are."""

    fields: Mapping[str, Meant]
    weights: Mapping[str, float]
    institution: UUID | None


async def of(work: Work, name: str, number: str) -> list[Overlap]:
    """Return what overlaps with a version that the actor may know of."""
    return await of_version(work, await versions.get(work, name, number))


async def of_version(work: Work, version: Version) -> list[Overlap]:
    """Return what overlaps with a version, its own entry left out."""
    interface = version.interface
    return await of_facts(work, version.facts, institution=interface.institution_id, apart=interface.id)


async def of_facts(
    work: Work, facts: Mapping[str, Any], *, institution: UUID | None = None, apart: UUID | None = None
) -> list[Overlap]:
    """Return what overlaps with a document, that of others in front; `apart` is the entry that it is a version of."""
    dictionary = await work.check.meanings.dictionary(work.session)
    meant = meant_by(facts, dictionary)
    if len(meant) < LEAST_FIELDS:
        return []
    levels = levels_of(work.actor)
    known = await fields.counts(work.session, _distinctive(meant.values()), levels, _COMMON)
    ours = _Ours(meant, {folded: weight_of(known.get(folded, _COMMON)) for folded in meant}, institution)
    telling = {folded: ours.weights[folded] for folded in _telling(known)}
    found = await fields.nearest(work.session, telling, levels, apart, _CANDIDATES)
    rows = await fields.shared(work.session, found, meant) if found else []
    best = sorted(filter(None, (_measured(ours, group) for group in _by_version(rows))))[:MOST]
    every = {
        version.id: version for version in await queries.by_ids(work.session, [one[-1][0].version for one in best])
    }
    return [
        _overlap(work, every[rows[0].version], ours, rows, dictionary)
        for *_, rows in best
        if _may_see(work, every[rows[0].version])
    ]


_Measured = tuple[bool, float, str, list[Shared]]
"""Whether it is of the own institution, how little it overlaps, and what tells it from others that are alike."""


def _distinctive(ours: Iterable[Meant]) -> list[str]:
    """Return the fields whose names, or what they mean, may not belong to anything."""
    return [one.folded for one in ours if not _SAYING_LITTLE.issuperset(words_of(one.concept or one.name))]


def _telling(known: Mapping[str, int]) -> Iterator[str]:
    """Yield the fields that say most of those that somebody publishes, as many as are looked at."""
    left = _LOOKED_AT
    for folded, count in sorted(known.items(), key=lambda one: one[1]):
        left -= count
        if left < 0:
            return
        if count:
            yield folded


def weight_of(count: int) -> float:
    """Return how much a field says that so many publish, from 1 down to a twentieth."""
    return round(max(_LOWEST, 1 - log(1 + count) / log(1 + _COMMON)), 4)


def _by_version(rows: Sequence[Shared]) -> Iterable[list[Shared]]:
    ordered = sorted(rows, key=lambda row: (row.version, row.folded))
    return (list(group) for _, group in groupby(ordered, key=lambda row: row.version))


def _measured(ours: _Ours, rows: list[Shared]) -> _Measured | None:
    weight = sum(ours.weights[row.folded] for row in rows)
    score = _score(ours, rows)
    enough = len(rows) >= max(LEAST_FIELDS, LEAST_SHARE * len(ours.fields))
    if not enough or weight < LEAST_WEIGHT or score < LEAST_SCORE:
        return None
    return rows[0].institution == ours.institution, -score, str(rows[0].version), rows


def _score(ours: _Ours, rows: Sequence[Shared]) -> float:
    return round(sum(ours.weights[row.folded] for row in rows) / sum(ours.weights.values()), 3)


def _may_see(work: Work, version: Version) -> bool:
    return may_see_version(work.actor, version.interface.guard, version.status)


def _overlap(work: Work, version: Version, ours: _Ours, rows: Sequence[Shared], dictionary: Dictionary) -> Overlap:
    order = {folded: position for position, folded in enumerate(ours.fields)}
    told = sorted(rows, key=lambda row: (-ours.weights[row.folded], order[row.folded]))
    pairs = [_pair(ours, row, dictionary) for row in told]
    institution = version.interface.institution
    own = institution.id == ours.institution
    names = institution.names_on(work.now.date()).values()
    acronym = next((name["acronym"] for name in names if name["acronym"]), institution.key.upper())
    said = {"shared": len(pairs), "total": len(ours.fields), "institution": acronym, "reference": version.reference}
    reason: dict[Language, str] = {
        language: text(
            f"overlap.reason.{'own' if own else 'other'}",
            language,
            **said,
            telling=", ".join(pair.title.get(language, pair.ours) for pair in pairs[:_TOLD]),
        )
        for language in LANGUAGES
    }
    return Overlap(version, acronym, own, len(ours.fields), _score(ours, rows), pairs, reason)


def _pair(ours: _Ours, row: Shared, dictionary: Dictionary) -> Pair:
    mine = ours.fields[row.folded]
    concept = mine.concept or row.concept
    entry = dictionary.entries.get(concept or "")
    title: dict[Language, str] = {language: entry.titles[language] for language in LANGUAGES} if entry else {}
    return Pair(concept, title, mine.name, row.name, ours.weights[row.folded])
