import gzip
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from registry.validators.checking import check
from registry.validators.finding import LEVELS
from registry.validators.pointers import keys_of
from registry.validators.profile import Profile, profile_from_file

ROOT = Path(__file__).parents[3]
REFERENCE = Path(os.environ.get("SOMANA_REFERENCE", ROOT.parent / "shared" / "reference" / "spectral"))
DIFFERENCES = json.loads((Path(__file__).parent / "differences.json").read_text("utf-8"))
"""Every finding that is on one side only, with the reason."""
RULESETS: dict[str, str] = (
    json.loads((REFERENCE / "rulesets.json").read_text("utf-8")) if REFERENCE.is_dir() else {"none": ""}
)
EVERY = 1_000_000
ENOUGH = 0.999

Found = tuple[str, tuple[str, ...], int, int]
"""The rule, the path, the severity as a number, the line from nought."""


@cache
def profile(name: str) -> Profile:
    return profile_from_file(REFERENCE / "rulesets" / RULESETS[name])


def ours(name: str, document: Path) -> Counter[Found]:
    report = check(document.read_bytes(), profile(name), EVERY)
    return Counter(
        (one.rule, tuple(keys_of(one.pointer)), LEVELS.index(one.severity), one.range[0]) for one in report.findings
    )


def theirs(recorded: Path) -> Counter[Found]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(recorded.read_bytes()))
    return Counter(
        (one["code"], tuple(map(str, one["path"])), one["severity"], one["range"]["start"]["line"]) for one in found
    )


def explained(ruleset: str, document: str, side: str) -> Counter[Found]:
    return Counter(
        (one["code"], tuple(one["path"]), one["severity"], one["line"])
        for one in DIFFERENCES
        if (one["ruleset"], one["document"], one["side"]) == (ruleset, document, side)
    )


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_findings_are_those_of_spectral(ruleset: str) -> None:
    if not REFERENCE.is_dir():
        pytest.skip("the reference findings are not here")
    total, equal = 0, 0
    differing = []
    for recorded in sorted((REFERENCE / "findings" / ruleset).iterdir()):
        name = recorded.name.removesuffix(".json.gz")
        mine, expected = ours(ruleset, REFERENCE / "docs" / name), theirs(recorded)
        total, equal = total + expected.total(), equal + (mine & expected).total()
        for side, one in (("ours", mine - expected), ("theirs", expected - mine)):
            differing += [(name, side, *found) for found in (one - explained(ruleset, name, side)).elements()]
    print(f"| {ruleset} | {total} | {equal} | {equal / total:.2%} |")  # noqa: T201 the benchmark shows it

    assert differing == []
    assert equal / total >= ENOUGH


def test_every_difference_has_its_reason() -> None:
    assert [one for one in DIFFERENCES if not one["reason"]] == []
