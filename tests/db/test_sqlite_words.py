import time

import pytest
from factories import Factory
from sqlalchemy import text

from registry.db.search_scans import Candidate, Look, Readers, Row
from registry.domain.entries import FoundKind
from registry.domain.index_words import Matching
from registry.domain.ranking import identity_of, span_of

EVERYBODY = Readers(("public",), "")
LOW, HIGH = span_of(FoundKind.API)
TEXTS = ("a ba bb", "a ba bc", "a ba bb bc", "a bd")


def _asked(*groups: tuple[str, ...], excluded: tuple[str, ...] = ()) -> Matching:
    return Matching((groups,), excluded=excluded)


async def _filled(make: Factory) -> list[int]:
    """Put four things into the index, the worst of them first."""
    words = make.database.dialect.words
    async with make.database.writing() as session, session.begin():
        serials = await words.serials(session, len(TEXTS))
        places = list(zip(range(len(TEXTS)), serials, TEXTS, strict=True))
        identities = [identity_of(FoundKind.API, 200 - place, serial) for place, serial, _ in places]
        levels = ("public", "public", "government", "public")
        rows = [Row(one, 7, level, "nida", line) for one, level, line in zip(identities, levels, TEXTS, strict=True)]
        await words.add(session, rows, building=False)
    return identities


async def _best(make: Factory, matching: Matching, readers: Readers = EVERYBODY, best: int = 9) -> list[int]:
    async with make.database.reading() as session:
        looks = [Look(matching, LOW, HIGH, best, 50)]
        seen = await make.database.dialect.words.scan(session, looks, readers, 2_000)
    assert seen is not None
    return [one.id for one in seen[0].best]


async def test_the_best_come_first_and_no_more_than_are_wanted(make: Factory) -> None:
    one, two, _, four = await _filled(make)
    assert await _best(make, _asked(("a",))) == [four, two, one]
    assert await _best(make, _asked(("a",)), best=2) == [four, two]
    assert await _best(make, _asked(("ba",), ("bb", "bc"))) == [two, one]
    assert await _best(make, _asked(("ba",), excluded=("bc", "bx"))) == [one]
    assert await _best(make, Matching(((("bb",), ("ba",)), (("bd",),)), required=(("a",),))) == [four, one]
    assert await _best(make, _asked(("none",))) == []


async def test_what_a_reader_may_not_see_is_neither_found_nor_counted(make: Factory) -> None:
    identities = await _filled(make)
    hidden = identities[2]
    for readers, seen_by in (
        (EVERYBODY, False),
        (Readers(("public",), "ega"), False),
        (Readers(("public", "government"), ""), True),
        (Readers((), "nida"), True),
    ):
        async with make.database.reading() as session:
            looks = [Look(_asked(("bb",)), LOW, HIGH, 0, 50), Look(_asked(("bb",)), LOW, HIGH, 9)]
            counted, listed = await make.database.dialect.words.scan(session, looks, readers, 2_000) or ()
        assert sum(one.number for one in counted.counts) == 1 + seen_by
        assert counted.owners == [("nida", "", 1 + seen_by)]
        assert (Candidate(hidden, 7, "nida") in listed.best) == seen_by


async def test_what_was_removed_is_not_found_and_its_number_not_given_again(make: Factory) -> None:
    identities = await _filled(make)
    words = make.database.dialect.words
    async with make.database.writing() as session, session.begin():
        await words.remove(session, identities)
        await words.remove(session, [])
        (serial,) = await words.serials(session, 1)
    assert await _best(make, _asked(("a",))) == []
    assert serial > max(one & 0xFFFFFFFFF for one in identities)


async def test_words_are_learnt_once_and_found_by_their_beginning(make: Factory) -> None:
    words = make.database.dialect.words
    async with make.database.writing() as session, session.begin():
        await words.learn(session, ["bill", "billing", "zebra", "biller"])
        await words.learn(session, ["bill", "bil"])
    async with make.database.reading() as session:
        assert await words.beginning(session, "bill", 2) == ["bill", "biller"]
        assert await words.beginning(session, "x", 2) == []


async def test_a_look_that_takes_too_long_is_given_up_and_the_next_is_answered(make: Factory) -> None:
    await _filled(make)
    words = make.database.dialect.words
    # As slow as a look can be made, however fast the machine.
    matching = Matching(tuple((("a",), (f"b{number}", "a")) for number in range(3_000)))
    looks = [Look(matching, LOW, HIGH, 9, 50) for _ in range(60)]
    async with make.database.reading() as session:
        begun = time.monotonic()
        assert await words.scan(session, looks, EVERYBODY, 1) is None
        assert time.monotonic() - begun < 20
        assert await words.scan(session, [Look(_asked(("a",)), LOW, HIGH, 9)], EVERYBODY, 2_000) is not None


async def test_other_trouble_is_not_taken_for_a_want_of_time(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await session.execute(text("DROP TABLE search_words"))
        with pytest.raises(Exception, match="search_words"):
            await make.database.dialect.words.scan(session, [Look(_asked(("a",)), LOW, HIGH, 9)], EVERYBODY, 2_000)
        await session.rollback()


async def test_a_second_index_takes_the_place_of_the_first(make: Factory) -> None:
    identities = await _filled(make)
    words = make.database.dialect.words
    async with make.database.writing() as session, session.begin():
        await words.begin_build(session)
        serials = await words.serials(session, 1)
        late = Row(identity_of(FoundKind.API, 0, serials[0]), 7, "public", "ega", "a bz")
        await words.add(session, [late], building=True)
    assert await _best(make, _asked(("a",)), best=1) == [late.id]
    async with make.database.writing() as session, session.begin():
        await words.remove(session, identities)
        await words.end_build(session)
    async with make.database.reading() as session:
        held, known = await words.held(session, 0, 1 << 60)
    assert list(held) == list(known) == [late.id]
