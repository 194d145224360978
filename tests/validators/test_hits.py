from typing import Any

from registry.messages import LANGUAGES
from registry.validators.finding import Severity
from registry.validators.hits import Hit, findings_of
from registry.validators.positions import Range
from registry.validators.source import read

SOURCE = read(b"a:\n  b: 1\nlist:\n- x\n- y\n")


def hit(pointer: str, severity: Severity = Severity.ERROR, **more: Any) -> Hit:
    return Hit("one", severity, pointer, dict.fromkeys(LANGUAGES, "said"), **more)


def test_hits_become_findings_in_the_order_of_the_text() -> None:
    found = list(findings_of({"": SOURCE}, "", [hit("/list/1"), hit("/a/b"), hit("/list/0")], 10))
    assert [(one.pointer, one.line, one.range) for one in found] == [
        ("/a/b", 2, (1, 5, 1, 6)),
        ("/list/0", 4, (3, 2, 3, 3)),
        ("/list/1", 5, (4, 2, 4, 3)),
    ]


def test_the_gravest_are_kept() -> None:
    hits = [hit("/a", Severity.HINT), hit("/list", Severity.ERROR), hit("/a/b", Severity.WARNING)]
    assert [one.pointer for one in findings_of({"": SOURCE}, "", hits, 2)] == ["/a/b", "/list"]


def test_a_range_of_its_own_counts() -> None:
    [one] = findings_of({"": SOURCE}, "", [hit("/a", range=Range(0, 0, 0, 1))], 10)
    assert one.range == (0, 0, 0, 1)


def test_two_hits_of_one_rule_in_one_place_are_told_apart() -> None:
    first, second = findings_of({"": SOURCE}, "", [hit("/a"), hit("/a")], 10)
    assert first.fingerprint != second.fingerprint


def test_findings_in_other_files_come_after_those_in_the_document() -> None:
    other = read(b"z: 1\n")
    hits = [hit("/z", file="other.yaml"), hit("/list")]
    found = list(findings_of({"main.yaml": SOURCE, "other.yaml": other}, "main.yaml", hits, 10))
    assert [(one.file, one.pointer) for one in found] == [(None, "/list"), ("other.yaml", "/z")]
