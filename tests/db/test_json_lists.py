import pytest
from factories import Factory
from sqlalchemy import select

from registry.db.json_lists import has_channel, has_member
from registry.db.models import System
from registry.domain.entries import Channel

LISTS = {
    "none": [],
    "plain": [{"channel": "govesb", "mode": "pull"}],
    "coded": [{"channel": "gepg", "mode": "pull"}, {"mode": "push", "code": "A-1", "channel": "govesb"}],
    "elsewhere": [{"channel": "govesb", "mode": "pull"}, {"channel": "direct", "mode": "pull", "code": "B-2"}],
    "said": [{"channel": "other", "mode": "pull", "note": '"channel": "govesb", "code": "C-3"'}],
}


@pytest.mark.parametrize(
    ("coded", "found"), [(False, ["coded", "elsewhere", "plain"]), (True, ["coded"])], ids=["any", "coded"]
)
async def test_a_list_is_found_by_one_member_and_not_by_words_in_it(
    make: Factory, *, coded: bool, found: list[str]
) -> None:
    await make.institution()
    for key, channels in LISTS.items():
        await make.system(f"{key}-one", channels=channels)
    question = select(System.key).where(has_channel(System.channels, Channel.GOVESB, coded=coded)).order_by(System.key)
    async with make.database.reading() as session:
        assert [key.removesuffix("-one") for key in await session.scalars(question)] == found


async def test_a_word_is_found_in_a_list_by_itself_alone(make: Factory) -> None:
    await make.institutions("nida", "tra", "tra-zanzibar")
    await make.system("one", readers=["tra-zanzibar"])
    await make.system("two", readers=["nida", "tra"])
    await make.system("three")
    question = select(System.key).where(has_member(System.readers, "tra")).order_by(System.key)
    async with make.database.reading() as session:
        assert list(await session.scalars(question)) == ["two"]
