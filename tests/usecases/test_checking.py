import pytest
from factories import document

from registry.domain.errors import DocumentUnreadable
from registry.usecases.work import Check
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
