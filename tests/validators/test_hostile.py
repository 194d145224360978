import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from registry.validators.pool import CheckPool
from registry.validators.report import Result
from registry.validators.unreadable import Unreadable

READ_BY_DECISION = {
    # Merge keys stand in documents that governments have published.
    "yaml/23-merge-override.yaml": "pass",
    # A question mark that asks for a name which is no text is refused as that.
    "yaml/31-many-simple-keys.yaml": "yaml-key",
}


@pytest.fixture
async def pool() -> AsyncIterator[CheckPool]:
    async with CheckPool() as pool:
        yield pool


async def answer_of(pool: CheckPool, content: bytes) -> tuple[str, set[str]]:
    """The kind of answer a document gets, with its codes: of the refusal, or of the rules that it breaks."""
    try:
        report = await pool.check(content)
    except Unreadable as refused:
        return "refused", {refused.code}
    return str(report.result), {finding.rule for finding in report.findings if finding.severity == "error"}


async def test_every_hostile_document_is_answered_in_time_and_as_expected(pool: CheckPool, shared: Path) -> None:
    folder = shared / "hostile"
    cases = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    documents = [case for case in cases if case["kind"] == "document"]
    wrong: list[Any] = []
    for case in documents:
        began = time.monotonic()
        result, codes = await answer_of(pool, (folder / case["file"]).read_bytes())
        took = time.monotonic() - began
        refusable = case["http_status"] == "422"
        if READ_BY_DECISION.get(case["id"]) in {result, *codes}:
            continue
        if took > case["max_seconds"] or (refusable and result == Result.PASS) or result == Result.ERROR:
            wrong.append((case["id"], result, codes, took))
        elif refusable and result == "refused" and case["id"].startswith(("yaml", "json", "enc")):
            wrong += [] if codes & set(case["code"].split("|")) else [(case["id"], codes)]

    assert len(documents) > 50
    assert not wrong
