from functools import partial

import pytest
from cards import SECURITY
from factories import RULESET, document

from registry.domain.errors import DocumentUnreadable, RulesetUnusable, Unavailable
from registry.frugal.values import replace
from registry.usecases.checking import MOST_CARDS, checker, unusable
from registry.usecases.work import Check
from registry.validators.outline import Wanted
from registry.validators.pool import CheckPool
from registry.validators.profile import built_in, profile_of
from registry.validators.report import Result
from registry.validators.rule_card import cards_of
from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.refusal import RulesetRefused


async def test_a_document_is_checked_elsewhere(check: Check) -> None:
    report = await check(document())
    assert report.result is Result.PASS
    assert report.facts is not None
    assert report.facts.version == "1.0.0"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[", b"{}", b"a: *b", b"[" * 10_000])
async def test_what_cannot_be_read_is_an_error_with_a_place(check: Check, content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refused:
        await check(content)
    assert refused.value.line >= 0
    assert refused.value.sentence("sw") != refused.value.sentence("en")


async def test_a_profile_is_examined_elsewhere_and_a_refusal_is_an_error_with_a_place(check: Check) -> None:
    outline = await check.examine("tz-interop", "1.0.0", RULESET)
    assert outline == profile_of("tz-interop", "1.0.0", RULESET, {}).outline
    with pytest.raises(RulesetUnusable) as refused:
        await check.examine("tz-interop", "1.0.0", b"rules:\n  no-such-rule: error")
    (problem,) = refused.value.problems
    assert (problem["reason"], problem["file"], problem["line"]) == ("rule-unknown", "ruleset.yaml", 2)
    assert await check.built_in() == built_in().outline


async def test_a_line_that_is_too_long_is_told_to_whoever_comes_last() -> None:
    async with CheckPool(workers=0, waiting=0) as full:
        for asked in (checker(full)(document()), checker(full).examine("a", "1.0.0", RULESET)):
            with pytest.raises(Unavailable):
                await asked


def test_a_refusal_carries_every_problem_with_its_place_and_in_both_languages() -> None:
    with pytest.raises(RulesetRefused) as refused:
        load_bytes(b"extends: a.yaml\nrules:\n  one: error\n  two: {given: $}\n", {"a.yaml": b"["}, "main.yaml")
    error = unusable(refused.value)
    assert [(one["reason"], one["file"], one["rule"], one["pointer"], one["line"]) for one in error.problems] == [
        ("unreadable.syntax", "a.yaml", None, "", 1),
        ("missing", "main.yaml", "two", "/rules/two", 4),
    ]
    assert all(set(one["message"]) == {"sw", "en"} and one["column"] >= 1 for one in error.problems)
    assert "It has 1 more" in error.sentence("en")


async def test_what_rules_say_of_themselves_is_asked_for_once(check: Check) -> None:
    profile = profile_of("demo", "1.0.0", SECURITY.encode(), {}, "ruleset.yaml")
    fetched = []

    async def fetch() -> bytes:
        fetched.append(1)
        return SECURITY.encode()

    wanted = Wanted(profile.outline, fetch)
    assert await check.cards(wanted) == await check.cards(wanted) == cards_of(profile)
    assert len(fetched) <= 1
    assert await check.cards(None) == cards_of(built_in())
    for number in range(MOST_CARDS + 1):
        content = f"rules: {{r{number}: {{given: $, then: {{function: truthy}}}}}}".encode()
        outline = profile_of("a", "1.0.0", content, {}, "ruleset.yaml").outline
        (card,) = await check.cards(Wanted(outline, partial(_given, content)))
        assert card.name == f"r{number}"


async def _given(content: bytes) -> bytes:
    return content


async def test_what_rules_say_is_refused_as_the_profile_is_and_waits_as_a_check_does(check: Check) -> None:
    outline = profile_of("a", "1.0.0", RULESET, {}).outline
    with pytest.raises(RulesetUnusable):
        await check.cards(Wanted(replace(outline, digest="sha256:1"), lambda: _given(b"rules: {a: error}")))
    async with CheckPool(workers=0, waiting=0) as full:
        with pytest.raises(Unavailable):
            await checker(full).cards(None)
