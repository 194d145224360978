from typing import Any

from documents import api, in_json

from registry.validators.checking import check, unfinished
from registry.validators.rendering import excerpt, lines_of


def test_a_line_says_where_how_grave_and_what() -> None:
    report = check(in_json(api(info={"title": "T", "version": "v1", "contact": {"name": "x"}})))

    assert list(lines_of(report, "bills.json", "en")) == [
        "bills.json:1:45: warning version-not-semantic `v1` is not a semantic version.",
        "bills.json: passed. 0 errors, 1 warnings, 0 notes, 0 hints, 0 rules not checked. Score 97 of 100.",
    ]
    assert "onyo version-not-semantic" in next(lines_of(report, "bills.json", "sw"))


def test_what_was_not_checked_and_what_was_left_out_is_said() -> None:
    paths: dict[str, Any] = {f"/Bad-{number}": {"get": {"responses": {}}} for number in range(600)}
    many = list(lines_of(check(in_json(api(paths=paths))), "x", "en"))
    stopped = list(lines_of(unfinished(b"", "timed-out"), "x", "en"))

    assert any("more findings were counted" in line for line in many)
    assert any("not checked operation-without-summary The time for the check ran out." in line for line in stopped)
    assert stopped[-1].startswith("x: the check could not finish, so it did not pass.")


def test_an_excerpt_is_the_lines_round_one_of_them() -> None:
    assert excerpt(b"\xef\xbb\xbfa\r\nb\nc\nd\ne", 2, 1) == [(1, "a"), (2, "b"), (3, "c")]
    assert excerpt(b"a\nb", 9) == []
    assert excerpt(b"a\n\xff", 2)[-1] == (2, "\ufffd")
