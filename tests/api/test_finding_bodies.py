from factories import Factory

from registry.api.finding_bodies import SavedSearchBody, matches_of
from registry.domain.actors import Role
from registry.usecases import saved_searches


async def test_the_address_of_a_feed_is_told_with_its_secret_alone(make: Factory) -> None:
    await make.catalogue()
    async with make.work(await make.person("amina", Role.PUBLISHER)) as work:
        row, secret = await saved_searches.create(work, {"name": "x", "words": "identity", "facets": {"kind": ["api"]}})
        (match,) = matches_of(row, await saved_searches.matches(work, row))
    assert SavedSearchBody.of(row, secret).links["feed"] == f"/feeds/saved/{secret}.atom"
    assert "feed" not in SavedSearchBody.of(row).links
    assert (match.hit.name, match.new) == ("cig/identities", False)
