"""Every question asked of what search finds, and the writing of it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, bindparam, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.dialect import Dialect
from registry.db.models import SearchBuild, SearchEntry, SearchFacets
from registry.db.queries import search_terms
from registry.db.search_scans import Row, Shown
from registry.domain.index_words import words_in
from registry.domain.ranking import SERIAL_MASK, identity_of
from registry.domain.search_entries import Findable

Facets = Mapping[str, Sequence[str]]
BUILD = 1
"""The only building that there is at a time."""
MOST_AT_ONCE = 500
_KEEP = text('INSERT INTO search_facets (id, "values") VALUES (:id, :values) ON CONFLICT DO NOTHING').bindparams(
    bindparam("values", type_=JSON)
)

_known: dict[int, Facets] = {}
"""What things count as, by the digest of it: the same for every database, so that it is read once."""
_MOST_KNOWN = 200_000


def source_of(kind: str, identity: object) -> int:
    """Return the number by which everything that comes from one entry is known."""
    return _digest(f"{kind}:{identity}")


async def replace(session: AsyncSession, dialect: Dialect, found: Mapping[int, Sequence[Findable]]) -> None:
    """Put things in the place of whatever the entries that they come from had in the index."""
    there = SearchEntry.source.in_(list(found))
    old = (await session.scalars(select(SearchEntry.id).where(there))).all()
    if old:
        await dialect.words.remove(session, old)
        await search_terms.call_no_more(session, old)
        await session.execute(delete(SearchEntry).where(there))
    new = [(source, one) for source, some in found.items() for one in some]
    if new:
        await add(session, dialect, new)
    await search_terms.learn(session, dialect, found)


async def add(session: AsyncSession, dialect: Dialect, found: Sequence[tuple[int, Findable]]) -> None:
    """Put these things into the index, each with its source, in statements for all of them."""
    serials = await dialect.words.serials(session, len(found))
    rows, shown, names = [], [], []
    packs: dict[int, dict[str, Any]] = {}
    for serial, (source, one) in zip(serials, found, strict=True):
        identity = identity_of(one.kind, one.rank, serial)
        values = {name: list(given) for name, given in one.facets.items() if given}
        pack = _digest(json.dumps(values, sort_keys=True))
        packs[pack] = values
        owner = {"institution": [one.owner], "institution_kind": [one.owner_kind]} if one.owner else {}
        line = words_in(one.texts, {**owner, **values})
        rows.append(Row(identity, pack, one.level, one.owner, line))
        shown.append({"id": identity, "source": source, **one.shown})
        names += [{"id": identity, "name": name} for name in search_terms.names_of(one)]
    await session.execute(insert(SearchEntry), shown)
    await session.execute(_KEEP, [{"id": pack, "values": packs[pack]} for pack in sorted(packs)])
    building = await session.scalar(select(SearchBuild.id)) is not None
    await dialect.words.add(session, rows, building=building)
    await search_terms.call(session, names)


async def entries(session: AsyncSession, dialect: Dialect, identities: Collection[int]) -> dict[int, Shown]:
    """Return what is shown of some things, by their identity."""
    return {one.id: one for one in await dialect.words.shown(session, identities)} if identities else {}


async def facets(session: AsyncSession, identities: Iterable[int]) -> Mapping[int, Facets]:
    """Return what things count as, by the digest of it."""
    wanted = set(identities)
    missing = [identity for identity in wanted if identity not in _known]
    if missing:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        _known.update({row[0]: row[1] for row in await session.execute(_facets_of(missing))})
    return {identity: _known[identity] for identity in wanted if identity in _known}


async def after(session: AsyncSession, low: int, high: int, limit: int) -> Sequence[SearchEntry]:
    """Return what is shown of things from one identity to another, in order."""
    query = select(SearchEntry).where(SearchEntry.id.between(low, high)).order_by(SearchEntry.id).limit(limit)
    return (await session.scalars(query)).all()


async def build(session: AsyncSession) -> SearchBuild | None:
    """Return how far the building of a new index has got, none where nothing is being built."""
    return await session.get(SearchBuild, BUILD)


async def forget_older(session: AsyncSession, dialect: Dialect, serial: int) -> int:
    """Let everything be found no more that was there before a serial was given out; return how much that is."""
    older = (await session.scalars(select(SearchEntry.id).where(SearchEntry.id.op("&")(SERIAL_MASK) <= serial))).all()
    for start in range(0, len(older), MOST_AT_ONCE):
        some = older[start : start + MOST_AT_ONCE]
        await dialect.words.remove(session, some)
        await search_terms.call_no_more(session, some)
        await session.execute(delete(SearchEntry).where(SearchEntry.id.in_(some)))
    await search_terms.learn_anew(session, dialect)
    return len(older)


async def known(session: AsyncSession, sources: Collection[int]) -> Sequence[int]:
    """Return those of some sources that the index has something of."""
    return (await session.scalars(select(SearchEntry.source).where(SearchEntry.source.in_(sources)))).all()


async def of_sources(session: AsyncSession, sources: Collection[int]) -> Sequence[SearchEntry]:
    """Return what the index has of some entries, in order."""
    query = select(SearchEntry).where(SearchEntry.source.in_(sources)).order_by(SearchEntry.id)
    return (await session.scalars(query)).all()


async def is_empty(session: AsyncSession) -> bool:
    """Say whether the index holds nothing."""
    return await session.scalar(select(SearchEntry.id).limit(1)) is None


async def count(session: AsyncSession) -> int:
    """Return how many things the index holds."""
    return await session.scalar(select(func.count()).select_from(SearchEntry)) or 0


def _facets_of(identities: Sequence[int]) -> Any:
    return select(SearchFacets.id, SearchFacets.values).where(SearchFacets.id.in_(identities))


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")
