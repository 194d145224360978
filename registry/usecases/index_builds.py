"""Build the index anew while it is used: some entries at a time, each in the place of what it had."""

from dataclasses import dataclass
from typing import Final

from registry.db.models import SearchBuild
from registry.db.queries import institutions, search
from registry.db.queries.search import BUILD
from registry.domain.actors import Role, require_role
from registry.domain.entries import FoundKind
from registry.domain.ranking import SERIAL_MASK, span_of
from registry.usecases import indexing
from registry.usecases.index_stages import STAGES, Batch
from registry.usecases.work import Work

_FIELDS: Final = "fields"
ORDER: Final = (*STAGES, _FIELDS)
"""The stages: the kinds of entry, then the names of fields that were known before."""


@dataclass(frozen=True, slots=True)
class Built:
    """How far a building has got: what it is at, how many entries this step wrote, and whether it is done."""

    stage: str
    entries: int
    done: bool


async def build(work: Work, limit: int) -> Built:
    """Take the next step of a building, the first where there is none; whoever takes it goes on where it stands.

    Readers find everything meanwhile, and who writes an entry writes it into the new index too.
    """
    work.attempt("index:build", "index", "search")
    require_role(work.actor, {Role.ADMIN})
    under_way = await search.build(work.session) or await _begun(work)
    stage = under_way.stage
    batch = (
        await _fields(work, under_way, limit) if stage == _FIELDS else await STAGES[stage](work, under_way.after, limit)
    )
    await indexing.put(work, batch.sources)
    await indexing.know_fields(work, batch.names)
    done = await _moved(work, under_way, batch)
    work.record(stage=stage, entries=len(batch.sources))
    return Built(stage, len(batch.sources), done)


async def is_wanting(work: Work) -> bool:
    """Say whether there are entries and no index of them, as after a step that changes what an index is."""
    return await search.is_empty(work.session) and await institutions.is_any(work.session)


async def _begun(work: Work) -> SearchBuild:
    words = work.database.dialect.words
    await words.begin_build(work.session)
    (serial,) = await words.serials(work.session, 1)
    begun = SearchBuild(id=BUILD, stage=ORDER[0], after="", serial=serial, begun_at=work.now)
    work.session.add(begun)
    await work.session.flush()
    return begun


async def _fields(work: Work, under_way: SearchBuild, limit: int) -> Batch:
    low, high = span_of(FoundKind.FIELD)
    rows = await search.after(work.session, int(under_way.after or low), high, limit)
    old = [row for row in rows if row.id & SERIAL_MASK <= under_way.serial]
    sources = {source: found for row in old for source, found in indexing.of_field(row.name).items()}
    return Batch(sources, (), str(rows[-1].id + 1) if len(rows) == limit else None)


async def _moved(work: Work, under_way: SearchBuild, batch: Batch) -> bool:
    """Note how far the building has got; end it behind the last stage."""
    if batch.last is not None:
        under_way.after = batch.last
        return False
    following = ORDER.index(under_way.stage) + 1
    if following < len(ORDER):
        under_way.stage, under_way.after = ORDER[following], ""
        return False
    await search.forget_older(work.session, work.database.dialect, under_way.serial)
    await work.database.dialect.words.end_build(work.session)
    await work.session.delete(under_way)
    return True
