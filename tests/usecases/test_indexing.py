import random

import pytest
from factories import PUBLISHER, Factory
from sqlalchemy import select

from registry.db.models import SearchEntry, Version
from registry.db.queries import search as queries
from registry.domain.lifecycle import PUBLIC, Action, Status
from registry.usecases import institutions, search, systems
from registry.usecases.indexing import PREFERENCE, latest_public, path_of
from registry.usecases.search import Question


async def _found(make: Factory, words: str) -> list[str]:
    async with make.reading() as work:
        return [hit.name for hit in (await search.find(work, Question(words))).hits]


async def _rows(make: Factory) -> tuple[set[int], set[int], set[int]]:
    async with make.reading() as work:
        entries = await work.session.scalars(select(SearchEntry.id))
        held, known = await make.database.dialect.words.held(work.session, 0, 1 << 60)
        return set(entries), set(known), set(held)


async def test_a_new_name_is_found_and_the_old_one_is_not(make: Factory) -> None:
    await make.institution()
    system = await make.system(names=[{"kind": "name", "language": "en", "text": "Unicorn"}])
    async with make.work(PUBLISHER) as work:
        await systems.change(
            work, "cig", {"names": [{"kind": "name", "language": "en", "text": "Griffin"}]}, system.revision
        )
    assert await _found(make, "griffin") == ["cig"]
    assert await _found(make, "unicorn") == []


async def test_a_former_name_of_an_institution_still_finds_it(make: Factory) -> None:
    await make.institution(
        names=[
            {"language": "en", "text": "Unicorn Office", "valid_to": "2000-01-01"},
            {"language": "en", "text": "Griffin Authority", "valid_from": "2000-01-02"},
        ]
    )
    assert await _found(make, "unicorn") == ["nida"]
    async with make.reading() as work:
        answer = await search.find(work, Question("griffin"))
    assert answer.hits[0].entry.title_en == "Griffin Authority"


async def test_the_index_is_undone_with_the_work_it_belongs_to(make: Factory) -> None:
    institution = await make.institution()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work() as work:
            names = [{"language": "en", "text": "Unicorn"}]
            await institutions.change(work, "nida", {"names": names}, institution.revision)
            raise ZeroDivisionError
    assert await _found(make, "unicorn") == []
    assert await _found(make, "authority") == ["nida"]


async def test_no_words_are_left_behind(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED)
    for number, name in enumerate(("Unicorn", "Griffin", "Phoenix"), 3):
        async with make.work(PUBLISHER) as work:
            names = [{"kind": "name", "language": "en", "text": name}]
            system = await systems.get(work, "cig")
            await systems.change(work, "cig", {"names": names, "gisp_reference": str(number)}, system.revision)
        entries, known, held = await _rows(make)
        assert entries == known <= held
    await make.advance(version, Action.DEPRECATE)
    entries, known, held = await _rows(make)
    assert entries == known <= held
    async with make.reading() as work:
        assert await queries.count(work.session) == len(entries) == 8


async def test_a_document_of_any_number_of_words_can_be_published(make: Factory) -> None:
    await make.catalogue()
    numbers = random.Random(1)
    text_of_many_words = " ".join(f"{numbers.getrandbits(40):x}" for _ in range(90_000))
    info = {
        "title": "Many words",
        "version": "1.0.0",
        "description": text_of_many_words[:990_000],
        "contact": {"email": "ict@nida.example"},
    }
    version = await make.version(Status.PUBLISHED, info=info)
    assert version.status is Status.PUBLISHED
    assert "cig/identities" in await _found(make, text_of_many_words.split(maxsplit=1)[0])


def test_every_public_state_has_its_place() -> None:
    assert set(PREFERENCE) == PUBLIC


async def test_the_latest_is_the_highest_published_else_the_highest_of_what_was(make: Factory) -> None:
    await make.catalogue()
    every: list[Version] = []
    for number, status, expected in [
        ("5.0.0", Status.DRAFT, None),
        ("1.0.0", Status.RETIRED, "1.0.0"),
        ("0.9.0", Status.DEPRECATED, "0.9.0"),
        ("0.1.0", Status.PUBLISHED, "0.1.0"),
        ("0.10.0", Status.PUBLISHED, "0.10.0"),
        ("0.9.1", Status.PUBLISHED, "0.10.0"),
    ]:
        every.append(await make.version(status, number))
        latest = latest_public(every)
        assert (latest.number if latest else None) == expected
    assert path_of(every[0].interface, "1.0.0") == "/apis/cig/identities/1.0.0"
