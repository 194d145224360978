"""Check that the index has what the entries have, and words for all of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from registry.db.models import SearchEntry
from registry.db.queries import search
from registry.domain.actors import Role, require_role
from registry.domain.ranking import kind_of
from registry.domain.search_entries import Findable
from registry.usecases.index_stages import STAGES
from registry.usecases.work import Work

MOST_TOLD = 50


@dataclass(slots=True)
class Verdict:
    """What the check has found so far; nothing wrong where there are no faults."""

    entries: int = 0
    rows: int = 0
    faults: list[str] = field(default_factory=list)
    unused: int = 0
    """How many words belong to nothing that can be found; the next building leaves them out."""


async def verify_entries(work: Work, verdict: Verdict, stage: str, after: str, limit: int) -> str | None:
    """Compare some entries with what the index has of them; return the last key where there may be more."""
    require_role(work.actor, {Role.ADMIN})
    batch = await STAGES[stage](work, after, limit)
    there: dict[int, list[SearchEntry]] = {source: [] for source in batch.sources}
    for row in await search.of_sources(work.session, list(batch.sources)):
        there[row.source].append(row)
    for source, found in batch.sources.items():
        verdict.faults += _differences(found, there[source])
    verdict.entries += len(batch.sources)
    return batch.last


async def verify_words(work: Work, verdict: Verdict, low: int, limit: int) -> int | None:
    """Compare some of what can be found with the words that the index has; return the last identity, if not the end."""
    require_role(work.actor, {Role.ADMIN})
    rows = await search.after(work.session, low, 1 << 60, limit)
    high = rows[-1].id if len(rows) == limit else 1 << 60
    held, known = await work.database.dialect.words.held(work.session, low, high)
    shown = {row.id: row.name for row in rows}
    verdict.faults += [
        f"no words: {shown[one]}" for one in sorted(shown.keys() - set(held) | shown.keys() - set(known))
    ]
    verdict.faults += [f"nothing to show: {one}" for one in sorted(set(known) - shown.keys())]
    verdict.unused += len(set(held) - set(known))
    verdict.rows += len(rows)
    return high if len(rows) == limit else None


def _differences(wanted: Sequence[Findable], there: Sequence[SearchEntry]) -> Iterator[str]:
    expected = Counter((one.kind, *one.shown.values()) for one in wanted)
    found = Counter((kind_of(row.id), row.name, row.path, *_texts(row)) for row in there)
    for kind, name, *_ in (expected - found).elements():
        yield f"missing or different: {kind} {name}"
    for kind, name, *_ in (found - expected).elements():
        yield f"no longer so: {kind} {name}"


def _texts(row: SearchEntry) -> tuple[str, ...]:
    return row.title_sw, row.title_en, row.summary_sw, row.summary_en
