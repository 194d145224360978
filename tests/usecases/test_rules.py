import pytest
from cards import FILES
from factories import REVIEWER, Factory

from registry.domain.actors import ANONYMOUS
from registry.domain.entries import Visibility
from registry.domain.errors import NotFound
from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState
from registry.usecases import profiles, rules
from registry.validators.bundles import Bundle, packed
from registry.validators.finding import Severity

DEMO = packed(
    Bundle(
        "ruleset.yaml",
        FILES["ruleset.yaml"].encode(),
        {name: FILES[name].encode() for name in ("security.yaml", "document.yaml")},
    )
)
RULE = "operation-without-summary"
SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}


async def test_the_rules_of_the_default_profile_are_listed_unless_another_is_asked_for(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO)
    async with make.reading(ANONYMOUS) as work:
        outline, cards = await rules.list_all(work)
        assert outline.reference == "somana-core@1.0.0"
        assert {card.name for card in cards} == {rule.name for rule in outline.rules}
        outline, cards = await rules.list_all(work, "demo")
        assert [card.name for card in cards] == [RULE, "server-over-http", "title-too-long"]
        assert all(card.lacks == () for card in cards)


async def test_a_rule_is_that_of_the_default_profile_unless_another_is_asked_for(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO, default=True)
    await make.profile(key="other", content=b"rules: {title-too-long: {given: $, then: {function: truthy}}}")
    async with make.reading(ANONYMOUS) as work:
        known = await rules.get(work, "title-too-long")
        assert (known.profile, known.card.title["sw"]) == ("demo@1.0.0", "Kichwa kina herufi 60 tu.")
        assert [(one.reference, one.is_default, one.state) for one in known.holders] == [
            ("demo@1.0.0", True, "active"),
            ("other@1.0.0", False, "draft"),
        ]
        assert (await rules.get(work, "title-too-long", "other@1.0.0")).card.title == {}
        known = await rules.get(work, RULE)
        assert [(one.reference, one.severity) for one in known.holders] == [
            ("demo@1.0.0", Severity.ERROR),
            ("somana-core@1.0.0", Severity.WARNING),
        ]
        assert (await rules.get(work, "api-without-contact")).profile == "somana-core@1.0.0"


@pytest.mark.parametrize(("name", "asked"), [("none", None), ("none", "somana-core"), ("x" * 500, None), (RULE, "zz")])
async def test_what_no_profile_has_is_not_found(name: str, asked: str | None, make: Factory) -> None:
    async with make.reading(ANONYMOUS) as work:
        with pytest.raises(NotFound):
            await rules.get(work, name, asked)


async def test_what_fails_a_rule_is_listed_page_by_page_to_those_who_may_see_it(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="inner", visibility=Visibility.GOVERNMENT)
    for number in ("1.0.0", "1.1.0", "2.0.0"):
        await make.version(Status.PUBLISHED, number, paths=SILENT)
    await make.version(Status.PUBLISHED, "3.0.0")
    await make.version(Status.PUBLISHED, name="cig/inner", paths=SILENT)
    async with make.reading(ANONYMOUS) as work:
        page = await rules.failing(work, RULE, after="", limit=2)
        assert [one.reference for one in page.items] == ["cig/identities@1.0.0", "cig/identities@1.1.0"]
        assert (page.total, page.next_after) == (3, "cig/identities@1.1.0")
        rest = await rules.failing(work, RULE, after=page.next_after or "", limit=2)
        assert [one.reference for one in rest.items] == ["cig/identities@2.0.0"]
        assert rest.next_after is None
        assert not (await rules.failing(work, "paths-equivalent", after="", limit=2)).items
    async with make.reading(REVIEWER) as work:
        assert (await rules.failing(work, RULE, after="", limit=9)).total == 4


async def test_the_profile_of_a_report_is_known_by_its_digest(make: Factory) -> None:
    stored = await make.profile(ProfileState.ACTIVE, key="demo", content=DEMO)
    async with make.reading(ANONYMOUS) as work:
        judge = await rules.judge_of(work, stored.digest)
        assert judge is not None
        assert (judge.reference, judge.cards["title-too-long"].group) == ("demo@1.0.0", "document")
        assert await rules.judge_of(work, "sha256:0") is None


async def test_a_profile_that_can_no_longer_be_loaded_still_tells_what_was_kept_of_it(make: Factory) -> None:
    stored = await make.profile(key="demo", content=b"rules: {a: {description: D, given: $, then: {function: truthy}}}")
    async with make.database.writing() as session, session.begin():
        row = await session.merge(stored)
        row.bundle, row.digest = packed(Bundle("ruleset.yaml", b"rules: {a: error}")), "sha256:other"
    async with make.reading(ANONYMOUS) as work:
        _, (card,) = await rules.list_all(work, "demo@1.0.0")
        assert (card.name, card.title) == ("a", {"en": "D"})
        assert (await profiles.outline(work, "demo@1.0.0")).rules[0].name == "a"


async def test_the_rules_of_active_profiles_that_name_a_standard_rest_on_it(make: Factory) -> None:
    rule = "{a}: {{given: $, then: {{function: truthy}}, severity: {b}, extensions: {{{c}}}}}"
    named = [
        rule.format(a="a", b="error", c="standard: {key: rfc-9457, clause: '3'}, basis: [rfc-9457]"),
        rule.format(a="b", b="hint", c="standard: proposed, basis: [modi, {key: rfc-9457, section: '4'}]"),
        rule.format(a="c", b="info", c="basis: [rfc-9457-more]"),
        rule.format(a="d", b="info", c="group: errors"),
    ]
    content = f"rules: {{{', '.join(named)}}}".encode()
    await make.profile(ProfileState.ACTIVE, content=content)
    await make.profile(version="2.0.0", content=content)
    async with make.reading(ANONYMOUS) as work:
        assert await rules.resting_on(work, "rfc-9457") == [
            rules.Resting("tz-interop@1.0.0", "a", Severity.ERROR, "3"),
            rules.Resting("tz-interop@1.0.0", "b", Severity.HINT, "4"),
        ]
        assert await rules.resting_on(work, "iso-4217") == []
