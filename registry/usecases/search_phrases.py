"""Hold what was found to the phrases of a question: words that stand side by side, in order."""

from collections import Counter
from collections.abc import Sequence

from registry.db.queries import search as queries
from registry.db.search_scans import Shown
from registry.domain.entries import FoundKind
from registry.domain.ranking import kind_of
from registry.domain.search_entries import FACETS
from registry.domain.words import words_of
from registry.usecases.search_looks import Found, Looking
from registry.usecases.work import Work

MOST = 300
"""How many things are read to see whether they have the phrases."""


async def hold_to(work: Work, looking: Looking, phrases: Sequence[tuple[str, ...]]) -> None:
    """Leave only what has every phrase in its name, its titles or its summaries, and count that alone."""
    read = looking.found[:MOST]
    entries = await queries.entries(work.session, work.database.dialect, {found.id for found in read})
    kept = [found for found in read if found.id in entries and _has(found, entries[found.id], phrases)]
    packs = await queries.facets(work.session, {found.facets for found in kept})
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for found in kept:
        counts["kind"][FoundKind.FIELD if found.field else kind_of(found.id)] += 1
        counts["institution"].update([found.owner] if found.owner else [])
        for facet, values in packs.get(found.facets, {}).items():
            counts[facet].update(values)
    looking.estimated = looking.estimated or looking.total > len(read)
    looking.found, looking.total = kept, len(kept)
    looking.counts = {facet: dict(some) for facet, some in counts.items()}


def _has(found: Found, entry: Shown, phrases: Sequence[tuple[str, ...]]) -> bool:
    texts = [f" {' '.join(words_of(text))} " for text in (found.field, *entry[1:]) if text]
    return all(any(f" {' '.join(phrase)} " in text for text in texts) for phrase in phrases)
