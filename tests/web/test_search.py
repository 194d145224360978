from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.domain.snippets import Snippet
from registry.web.search import marked


async def test_a_search_shows_what_matched_and_what_it_can_be_narrowed_to(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see("/search?q=identity")
    assert "<mark>Identity</mark>" in page
    assert '<input type="checkbox" name="kind" value="api">' in page
    assert 'href="/apis/cig/identities/1.0.0"' in page


async def test_facets_narrow_and_chips_take_back(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    page = await stranger.see("/search?kind=system&lang=en")
    assert 'href="/systems/cig"' in page
    assert 'href="/institutions/nida">' not in page.partition("chips")[2]
    assert 'value="system" checked' in page
    assert '<a href="/search?lang=en"><span>System</span>' in page


async def test_nothing_found_says_what_was_understood_and_offers_institutions(
    stranger: Visitor, publisher: Visitor
) -> None:
    del publisher
    page = await stranger.see("/search?q=the+zebra")
    assert "<code>zebra</code>" in page
    assert "<code>the</code>" not in page
    assert 'href="/institutions/nida"' in page


async def test_no_question_breaks_the_page(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    for query in ("q=%22%27%28*:^", "q=" + "x" * 3000, "from=-1", "from=9e9", "kind=nothing", "kind=a&kind=b", "q=%ff"):
        assert "</html>" in await stranger.see(f"/search?{query}")


async def test_a_draft_is_found_by_nobody_else(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version()
    assert "/apis/cig/identities/1.0.0" not in await stranger.see("/search?q=identity")


def test_only_the_words_that_matched_are_marked_and_all_is_escaped() -> None:
    assert str(marked(Snippet("Bill <b> billing", ((0, 4),)))) == "<mark>Bill</mark> &lt;b&gt; billing"


async def test_a_hit_says_where_it_was_found_and_kinds_are_offered_in_front(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see("/search?q=first_name")
    assert 'href="/apis/cig/identities/1.0.0/fields/firstName"' in page
    assert "Found in a data field" in page
    assert 'href="/search?q=first_name&amp;kind=api"' in page or 'aria-current="true">All' in page


async def test_pages_are_turned_by_cursor_and_a_tampered_one_begins_anew(stranger: Visitor, make: Factory) -> None:
    await make.institutions(*(f"body-{number}" for number in range(25)))
    first = await stranger.see("/search?q=mamlaka")
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "cursor=" in following
    second = await stranger.see(following)
    links = {number for number in range(25) if f'href="/institutions/body-{number}"' in second}
    assert len(links) == 5
    assert 'rel="prev"' in second
    assert 'rel="prev"' not in await stranger.see(f"{following}x")


async def test_a_wrong_letter_is_put_right_with_a_way_to_search_as_typed(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see("/search?q=identtiies&lang=en")
    assert "Did you mean “identities”?" in page
    assert 'href="/apis/cig/identities/1.0.0"' in page
    assert 'exact=true">Search as you typed</a>' in page
    assert "Did you mean" not in await stranger.see("/search?q=identtiies&lang=en&exact=true")


async def test_nothing_found_offers_what_begins_with_what_was_typed(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    page = await stranger.see("/search?q=zebra+ni&exact=true")
    assert '<a href="/search?q=zebra%20nida">zebra nida</a>' in page
    assert '<option value="zebra nida">' in page
