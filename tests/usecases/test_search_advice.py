from factories import Factory

from registry.domain.actors import ANONYMOUS
from registry.usecases import search_advice
from registry.usecases.search import Question
from registry.usecases.search_advice import Advice, sectors_of


async def _advised(make: Factory, question: Question) -> tuple[list[str], Advice]:
    async with make.reading(ANONYMOUS) as work:
        advice = await search_advice.advise(work, question)
    return [row.key for row in advice.institutions], advice


async def test_those_are_in_charge_whose_name_systems_or_sector_have_a_word(make: Factory) -> None:
    await make.institutions("nida", "brela")
    await make.institution("bot", sector="health")
    await make.system()
    keys, advice = await _advised(make, Question("cig zebra", {"kind": ["rule"]}))
    assert (keys, advice.in_charge) == (["nida"], True)
    assert advice.without_filters == 1
    keys, advice = await _advised(make, Question("zebra health"))
    assert (keys, advice.in_charge) == (["bot"], True)


async def test_everybody_is_offered_where_nobody_is_in_charge(make: Factory) -> None:
    await make.institutions("nida", "brela")
    for words in ("zebra", "", '"*(', "😀"):
        keys, advice = await _advised(make, Question(words))
        assert (keys, advice.in_charge, advice.without_filters) == (["brela", "nida"], False, 0)


def test_sectors_are_known_by_their_names_in_both_languages() -> None:
    assert sectors_of("afya") == sectors_of("Health") == ["health"]
    assert sectors_of("of na y") == []
