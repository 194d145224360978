import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from registry.validators.checking import check
from registry.validators.finding import LEVELS
from registry.validators.pointers import keys_of
from registry.validators.profile import Profile, profile_from_file

PARITY = Path(__file__).parent / "parity"
RECORDED = sorted(path.relative_to(PARITY / "findings").as_posix() for path in (PARITY / "findings").glob("*/*.json"))
EVERY = 100_000

Found = tuple[str, tuple[str, ...], str, int, tuple[int, int, int, int]]
"""The rule, the path, the message, the severity as a number, the range."""


@cache
def profile(ruleset: str) -> Profile:
    return profile_from_file(PARITY / "rulesets" / f"{ruleset}.yaml")


def ours(ruleset: str, document: str) -> Counter[Found]:
    report = check((PARITY / "documents" / document).read_bytes(), profile(ruleset), EVERY)
    return Counter(
        (one.rule, tuple(keys_of(one.pointer)), one.message["en"], LEVELS.index(one.severity), one.range)
        for one in report.findings
    )


def theirs(recorded: str) -> Counter[Found]:
    found: Counter[Found] = Counter()
    for one in json.loads((PARITY / "findings" / recorded).read_text("utf-8")):
        start, end = one["range"]["start"], one["range"]["end"]
        spread = (start["line"], start["character"], end["line"], end["character"])
        found[one["code"], tuple(map(str, one["path"])), one["message"], one["severity"], spread] += 1
    return found


@pytest.mark.parametrize("recorded", RECORDED)
def test_the_findings_in_our_own_documents_are_those_of_spectral(recorded: str) -> None:
    ruleset, document = recorded.removesuffix(".json").split("/")
    mine, expected = ours(ruleset, document), theirs(recorded)
    assert {"missing": expected - mine, "extra": mine - expected} == {"missing": {}, "extra": {}}


def test_every_rule_of_ours_finds_something_somewhere() -> None:
    for ruleset in sorted((PARITY / "rulesets").iterdir()):
        recorded = [name for name in RECORDED if name.startswith(f"{ruleset.stem}/")]
        found = {code for name in recorded for code, *_ in theirs(name)}
        declared = profile(ruleset.stem).ruleset
        assert declared is not None
        assert {name for name, rule in declared.rules.items() if rule.severity >= 0} <= found, ruleset.stem


def test_circles_on_which_spectral_does_not_end_are_checked_to_the_end() -> None:
    assert sum(ours("source", "circles.yaml").values()) > 10
