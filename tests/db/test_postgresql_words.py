from factories import Factory
from sqlalchemy import text

from registry.domain.entries import FoundKind
from registry.domain.ranking import KINDS, identity_of, kind_of


async def test_every_identity_has_a_part_of_the_index_and_better_ones_an_earlier_part(make: Factory) -> None:
    if make.database.dialect.name != "postgresql":
        return
    identities = [identity_of(kind, rank, 1) for kind in KINDS for rank in (0, 16, 64, 128, 255)]
    insert = text("INSERT INTO search_words VALUES (:id, 1, 'public', '', '')")
    parts = text("SELECT substr(tableoid::regclass::text, 14)::int FROM search_words ORDER BY id")
    async with make.database.writing() as session, session.begin():
        await session.execute(insert, [{"id": identity} for identity in identities])
        found = (await session.scalars(parts)).all()
    assert found == sorted(found)
    api = [place for place, one in zip(found, sorted(identities), strict=True) if kind_of(one) == FoundKind.API]
    assert len(set(api)) == 5
