from cards import FILES
from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState
from registry.validators.bundles import Bundle, packed

DEMO = packed(
    Bundle(
        "ruleset.yaml",
        FILES["ruleset.yaml"].encode(),
        {name: FILES[name].encode() for name in ("security.yaml", "document.yaml")},
    )
)
INSECURE = [{"url": "http://a.example"}]


async def test_every_rule_has_a_page(stranger: Visitor) -> None:
    listing = await stranger.see("/rules")
    addresses = {part.partition('"')[0] for part in listing.split('href="/rules/')[1:]}
    assert len(addresses) > 14
    for address in sorted(addresses):
        assert "<pre" in await stranger.see(f"/rules/{address}", "sw"), address
    assert (await stranger.client.get("/rules/no-such-rule")).status_code == 404


async def test_the_rules_stand_in_their_groups_and_the_profile_can_be_chosen(stranger: Visitor, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO)
    page = await stranger.see("/rules?profile=demo", "sw")
    assert "<option selected>demo@1.0.0</option>" in page
    assert "<option>somana-core@1.0.0</option>" in page
    assert "Anwani za seva zinaanza na https." in page
    assert page.index(">Waraka ") < page.index(">Usalama ")
    assert "Server addresses begin with https." in await stranger.see("/rules?profile=demo")


async def test_a_rule_written_as_data_has_a_page_in_both_languages(stranger: Visitor, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO, default=True)
    for language, words in (
        ("sw", ("Anwani za seva zinaanza na https.", "Tumia https.", "Pendekezo: hakuna kifungu", "Usalama")),
        ("en", ("Server addresses begin with https.", "Offer it over https.", "Proposed: no clause", "Security")),
    ):
        page = await stranger.see("/rules/server-over-http", language)
        for one in (*words, "http://a.example", '<a href="/standards/rfc-9325"><code>rfc-9325</code></a>, 3'):
            assert one in page, one
        assert 'href="/profiles/demo/1.0.0"' in page
    page = await stranger.see("/rules/title-too-long")
    assert '<a href="/standards/demo-standard"><code>demo-standard</code></a>, 4.2' in page
    assert "Proposed: no clause" not in page


async def test_a_rule_shows_how_the_catalogue_stands_with_it_and_what_fails_it(
    publisher: Visitor, make: Factory
) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO, default=True, grace_days=400)
    await make.version(Status.PUBLISHED)
    page = await publisher.see("/rules/title-too-long")
    assert "No published version fails it." in page
    await make.version(Status.PUBLISHED, "2.0.0", title="T" * 61)
    page = await publisher.see("/rules/title-too-long")
    assert "<dt>fail</dt><dd>1</dd>" in page
    assert "<dt>pass</dt><dd>1</dd>" in page
    assert 'href="/apis/cig/identities/2.0.0/findings"' in page
    assert 'href="/apis/cig/identities/1.0.0/findings"' not in page
    behind = await publisher.see("/rules/title-too-long?after=zz@1.0.0")
    assert 'href="/apis/cig/identities/2.0.0/findings"' not in behind


async def test_the_findings_of_a_version_are_told_in_the_words_of_its_profile(
    publisher: Visitor, make: Factory
) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO, default=True)
    await make.version(servers=INSECURE)
    for language, title, why in (
        ("sw", "Anwani za seva zinaanza na https.", "Kinachotumwa bila usimbaji kinaweza kusomwa njiani."),
        ("en", "Server addresses begin with https.", "What is sent in the clear can be read on the way."),
    ):
        page = await publisher.see("/apis/cig/identities/1.0.0/findings", language)
        assert f'<a href="/rules/server-over-http?profile=demo%401.0.0">{title}</a>' in page
        assert why in page
