import pytest
from factories import Factory

from registry.domain.actors import ANONYMOUS
from registry.domain.questions import Query, Term
from registry.usecases import search_phrases
from registry.usecases.search_asked import Asked
from registry.usecases.search_looks import Looking, Lookout

PHRASE = ("revenue", "authority")


@pytest.fixture
async def named(make: Factory) -> Factory:
    for key, name in (("tra", "Revenue Authority"), ("zra", "Authority for Revenue"), ("mof", "Ministry of Finance")):
        await make.institution(key, names=[{"language": "en", "text": name}])
    return make


async def _held(make: Factory, query: Query) -> tuple[list[str], Looking]:
    async with make.reading(ANONYMOUS) as work:
        looking = await Lookout(work, Asked(query, {}), 60).found()
        await search_phrases.hold_to(work, looking, query.phrases)
        return [found.owner for found in looking.found], looking


async def test_the_words_of_a_phrase_stand_side_by_side_and_in_order(named: Factory) -> None:
    owners, looking = await _held(named, Query('"revenue authority"', phrases=(PHRASE,)))
    assert owners == ["tra"]
    assert (looking.total, looking.estimated) == (1, False)
    assert looking.counts["institution"] == {"tra": 1}
    assert looking.counts["kind"] == {"institution": 1}


async def test_other_words_and_other_phrases_narrow_it_further(named: Factory) -> None:
    assert (await _held(named, Query("", (Term("tra"),), (PHRASE,))))[0] == ["tra"]
    assert (await _held(named, Query("", (), (PHRASE, ("authority", "for")))))[0] == []


async def test_what_was_not_read_makes_the_count_an_estimate(named: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_phrases, "MOST", 1)
    _, looking = await _held(named, Query("", phrases=(("authority",),)))
    assert looking.estimated
    assert looking.total == 1
