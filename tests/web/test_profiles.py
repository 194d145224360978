from datetime import UTC, datetime, timedelta

from factories import RULESET, Factory
from visitors import Visitor

from registry.domain.profiles import ProfileState
from registry.validators.bundles import Bundle, packed
from registry.validators.finding import Severity
from registry.validators.rule_card import RuleCard
from registry.web.profiles import groups_of


async def test_the_profiles_are_listed_for_everybody_with_the_one_that_is_used(
    stranger: Visitor, make: Factory
) -> None:
    for language, sentence in (("en", "No profile has been loaded yet"), ("sw", "Hakuna wasifu uliopakiwa bado")):
        page = await stranger.see("/profiles", language)
        assert sentence in page
        assert "somana-core@1.0.0" in page
    await make.profile(ProfileState.ACTIVE, default=True)
    page = await stranger.see("/profiles")
    assert 'href="/profiles/tz-interop/1.0.0"' in page
    assert "Used unless another is asked for" in page
    assert "somana-core@1.0.0" not in page


async def test_a_profile_shows_its_state_its_days_its_rules_and_its_download(stranger: Visitor, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, grace_days=45)
    page = await stranger.see("/profiles/tz-interop/1.0.0")
    assert ">Active<" in page
    assert "45 days" in page
    assert 'href="/rules/operation-without-summary?profile=tz-interop%401.0.0"' in page
    assert "api-without-contact" not in page
    assert "/bundle" not in page
    address = page.partition('href="/api/v1/profiles/')[2].partition('"')[0]
    assert (await stranger.client.get(f"/api/v1/profiles/{address}")).content == RULESET
    assert ">Inatumika<" in await stranger.see("/profiles/tz-interop/active", "sw")
    assert (await stranger.client.get("/profiles/tz-interop/9.0.0")).status_code == 404


async def test_a_bundle_can_be_downloaded_whole(stranger: Visitor, make: Factory) -> None:
    await make.profile(content=packed(Bundle("a.yaml", b"extends: b.yaml", {"b.yaml": RULESET})))
    assert "All 2 files in one archive" in await stranger.see("/profiles/tz-interop/1.0.0")


async def test_the_rules_of_a_profile_are_shown_where_it_is_asked_for(stranger: Visitor, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE)
    assert "api-without-contact" in await stranger.see("/rules")
    page = await stranger.see("/rules?profile=tz-interop")
    assert "tz-interop@1.0.0" in page
    assert "api-without-contact" not in page
    assert (await stranger.client.get("/rules?profile=nobody")).status_code == 404


def test_rules_stand_in_groups_the_gravest_first_and_one_that_says_nothing_has_its_name() -> None:
    cards = (
        RuleCard("zz-unknown", Severity.INFO),
        RuleCard("title-long", Severity.WARNING, group="document", title={"sw": "Kichwa"}),
        RuleCard("odd name", Severity.ERROR, group="document", title={"en": "Odd"}),
        RuleCard("late", Severity.HINT, group="schema"),
    )
    groups = groups_of(cards, "a@1.0.0")
    assert [(group.name, [row.name for row in group.rows]) for group in groups] == [
        ("document", ["odd name", "title-long"]),
        ("schema", ["late"]),
        ("other", ["zz-unknown"]),
    ]
    assert groups[0].rows[0].page == "/rules/odd%20name?profile=a%401.0.0"
    assert groups[2].rows[0].title == {"en": "zz-unknown"}


DECLARED = b"""extends: [[somana:core, off]]
rules:
  tags-declared:
    description: Declare the <b>tags</b>.
    documentationUrl: https://example.org/tags
    severity: error
    given: $
    then: {field: tags, function: truthy}
  odd: {given: "$.info[?(@.length > 3)]", then: {function: truthy}}
  lost: {given: $, then: {function: nobodyHasIt}}
"""


async def test_rules_written_as_data_are_shown_with_the_profile_and_with_what_they_found(
    publisher: Visitor, make: Factory
) -> None:
    later = datetime.now(UTC).date() + timedelta(days=30)
    await make.profile(ProfileState.ACTIVE, content=DECLARED, default=True, binding_on=later)
    for path in ("/profiles/tz-interop/1.0.0", "/rules"):
        page = await publisher.see(path)
        assert 'href="/rules/tags-declared?profile=tz-interop%401.0.0"' in page, path
        assert "<code>odd</code>" in page
        assert "<b>tags</b>" not in page
    await make.version(info={"title": "A", "version": "1.0.0", "x-none": None})
    page = await publisher.see("/apis/cig/identities/1.0.0/findings")
    assert 'href="/profiles/tz-interop/1.0.0"' in page
    assert 'href="/rules/tags-declared?profile=tz-interop%401.0.0"' in page
    assert "The function nobodyHasIt is not available." in page
    assert '<code class="path">/info/x-none</code>' in page
    assert 'href="/rules/odd"' not in page
    address = "https://example.org/tags"
    assert f'href="{address}" rel="external nofollow noreferrer"' in await publisher.see("/rules/tags-declared")
    assert "Its errors do not stop a submission yet" in page
    assert "Its errors do not stop a submission yet" in await publisher.see("/apis/cig/identities/1.0.0/actions/submit")
