import json
from typing import Any

from factories import document

from registry.frugal.values import replace
from registry.usecases.kept import KeptReports, told_as
from registry.validators.checking import check, unfinished
from registry.validators.profile import built_in, profile_of
from registry.validators.report import Report, to_tree

REPORT = check(document())
NAME = (REPORT.digest, REPORT.profile_digest, REPORT.engine)
SIZE = len(json.dumps(to_tree(REPORT), ensure_ascii=False, separators=(",", ":")))


def named(digest: str) -> Report:
    return replace(REPORT, digest=f"sha256:{digest:>064}")


def test_a_report_comes_out_as_it_went_in() -> None:
    kept = KeptReports()
    kept.keep(REPORT)
    assert kept.get(NAME) == REPORT
    assert (len(kept), kept.kept_bytes) == (1, SIZE)


def test_a_report_is_found_by_all_three_of_its_names_alone() -> None:
    kept = KeptReports()
    kept.keep(REPORT)
    for name in (("sha256:0", *NAME[1:]), (NAME[0], "sha256:0", NAME[2]), (*NAME[:2], "somana/0")):
        assert kept.get(name) is None


def test_a_check_that_could_not_finish_is_not_kept() -> None:
    kept = KeptReports()
    stopped = unfinished(document(), "timed-out")
    kept.keep(stopped)
    assert kept.take_in(NAME, json.dumps(to_tree(stopped))) is None
    assert (len(kept), kept.kept_bytes) == (0, 0)


def test_a_stored_report_is_taken_in() -> None:
    kept = KeptReports()
    assert kept.take_in(NAME, json.dumps(to_tree(REPORT))) == REPORT
    assert kept.get(NAME) == REPORT


def test_what_was_not_asked_for_longest_gives_way() -> None:
    kept = KeptReports(most_bytes=3 * SIZE + 100)
    for digest in "abc":
        kept.keep(named(digest))
    assert kept.get((named("a").digest, *NAME[1:])) == named("a")
    kept.keep(named("d"))
    there = [digest for digest in "abcd" if kept.get((named(digest).digest, *NAME[1:]))]
    assert there == ["a", "c", "d"]
    assert kept.kept_bytes <= 3 * SIZE + 100


def test_the_same_report_again_weighs_nothing_more() -> None:
    kept = KeptReports()
    for _ in range(3):
        kept.keep(REPORT)
    assert kept.kept_bytes == SIZE


def test_a_report_that_is_large_is_not_kept() -> None:
    kept = KeptReports(largest=SIZE - 1)
    kept.keep(REPORT)
    assert len(kept) == 0


def test_a_report_is_told_under_another_name_and_is_else_the_same() -> None:
    assert told_as(REPORT, built_in().outline) is REPORT
    other = profile_of("other", "2.0.0", b"extends: somana:core", {}).outline
    assert told_as(REPORT, other) == replace(REPORT, profile="other@2.0.0")


def test_nothing_of_the_document_is_kept_but_what_its_report_says() -> None:
    secret = "correct horse battery staple"
    parts: dict[str, Any] = {"x-internal": {"note": secret}}
    content = document(**parts)
    kept = KeptReports()
    kept.keep(check(content))
    assert secret.encode() in content
    assert secret not in repr(kept._kept)
