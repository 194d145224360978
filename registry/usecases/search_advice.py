"""Whom to ask where a search finds nothing: the institutions in charge of what its words are about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.db.models import Institution
from registry.db.queries import institutions as queries
from registry.domain.entries import FoundKind, Sector
from registry.domain.words import stem_of, words_of
from registry.messages import LANGUAGES, text
from registry.usecases import institutions, search
from registry.usecases.work import Work

MOST = 12
OFFERED = 60
IN_CHARGE = (FoundKind.INSTITUTION.value, FoundKind.SYSTEM.value, FoundKind.API.value)


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom to ask, and whether that is those in charge or simply everybody; what there is without the filters."""

    institutions: Sequence[Institution]
    in_charge: bool
    without_filters: int


async def advise(work: Work, question: search.Question) -> Advice:
    """Say whom to ask for what was not found: those whose name, sector or systems have any of its words."""
    wider = await search.find(work, replace(question, facets={}, offset=0, limit=1)) if question.facets else None
    owners: Counter[str] = Counter()
    if question.words:
        near = replace(question, facets={"kind": IN_CHARGE}, offset=0, limit=OFFERED)
        answer = await search.find(work, near)
        # Signs alone ask for nothing, and nobody is in charge of them.
        for hit in answer.hits if answer.understood else ():
            owners[hit.first("institution") or hit.name] += 1
    keys = [key for key, _ in owners.most_common(MOST)]
    found = await queries.by_key(work.session, keys)
    rows = sorted(found, key=lambda row: keys.index(row.key))
    sectors = sectors_of(question.words)
    if sectors and len(rows) < MOST:
        page = await institutions.list_page(work, institutions.Filters((), sectors), after="", limit=MOST - len(rows))
        rows += [row for row in page.items if row.key not in keys]
    total = wider.total if wider else 0
    if rows:
        return Advice(rows, in_charge=True, without_filters=total)
    everybody = await institutions.list_page(work, institutions.Filters(), after="", limit=OFFERED)
    return Advice(everybody.items, in_charge=False, without_filters=total)


def sectors_of(words: str) -> list[str]:
    """Return the sectors whose name has one of these words, in Swahili or English."""
    wanted = {stem_of(word) or word for word in words_of(words) if len(word) > 2}  # noqa: PLR2004 joining words are shorter
    return [
        sector.value
        for sector in Sector
        if wanted
        & {stem_of(word) or word for one in LANGUAGES for word in words_of(text(f"states.sector.{sector}", one))}
    ]
