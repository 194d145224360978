import pytest
from factories import RULESET, document
from registry.validators.refused import RulesetRefused

from registry.domain.errors import DocumentUnreadable, RulesetUnusable, Unavailable
from registry.usecases.checking import checker, unusable
from registry.usecases.work import Check
from registry.validators.pool import CheckPool
from registry.validators.profile import built_in, profile_of
from registry.validators.report import Result


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
    assert (refused.value.reason, refused.value.file, refused.value.line) == ("rule-unknown", "ruleset", 2)
    assert await check.built_in() == built_in().outline


async def test_a_line_that_is_too_long_is_told_to_whoever_comes_last() -> None:
    async with CheckPool(workers=0, waiting=0) as full:
        for asked in (checker(full)(document()), checker(full).examine("a", "1.0.0", RULESET)):
            with pytest.raises(Unavailable):
                await asked


def test_a_refusal_names_the_file_it_is_about() -> None:
    assert unusable(RulesetRefused("no-rules"), "main.yaml").file == "main.yaml"
    assert unusable(RulesetRefused("no-rules", file="a.yaml"), "main.yaml").file == "a.yaml"
