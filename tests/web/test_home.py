import pytest
from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status


@pytest.mark.parametrize("language", ["sw", "en"])
async def test_the_first_page_counts_the_catalogue_and_tells_what_is_new(
    stranger: Visitor, publisher: Visitor, make: Factory, language: str
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see("/", language)
    assert "<b>2</b>" in page
    assert 'href="/apis/cig/identities/1.0.0"' in page
