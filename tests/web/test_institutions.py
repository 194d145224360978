from visitors import Visitor


async def test_an_institution_shows_what_it_owns(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    page = await stranger.see("/institutions/nida")
    assert 'href="/systems/cig"' in page
    assert 'href="/apis/cig/identities"' in page
    assert 'href="/institutions/nida"' in await stranger.see("/institutions")
