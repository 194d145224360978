import pytest

from registry.validators.regex.parsing import parse
from registry.validators.regex.walking import (
    forgets,
    goes_by_lines,
    groups_in,
    has_looks,
    has_references,
    least,
    length,
    nodes,
    weight,
)


@pytest.mark.parametrize(
    ("pattern", "least_length", "fixed"),
    [
        ("abc", 3, 3),
        ("a{2,5}", 2, None),
        ("a{3}", 3, 3),
        ("(ab|cd)", 2, 2),
        ("ab|c", 1, None),
        ("^a(?=bc)$", 1, 1),
        ("(a)\\1", 1, None),
        ("a*", 0, None),
        ("", 0, 0),
    ],
)
def test_the_length_of_what_matches_is_known_where_it_is_fixed(
    pattern: str, least_length: int, fixed: int | None
) -> None:
    body = parse(pattern).body
    assert least(body) == least_length
    assert length(body) == fixed


def test_a_tree_tells_what_is_in_it() -> None:
    body = parse("a(?:b(?!c)|(d)\\1)").body
    assert has_looks(body)
    assert has_references(body)
    assert not goes_by_lines(body)
    assert goes_by_lines(parse("a|^", "m").body)
    assert groups_in(parse("(a)((b)|c)(?:d)").body) == [1, 2, 3]
    assert not has_looks(parse("ab").body)
    assert not has_references(parse("(ab)").body)


def test_walking_meets_every_node() -> None:
    assert sum(1 for _ in nodes(parse("(ab)*").body)) == len(["repeat", "group", "sequence", "a", "b"])


@pytest.mark.parametrize("pattern", ["(?:(a)|b)*", "((a)?b)+", "(?:(?!(a))b){2}"])
def test_a_repetition_forgets_groups_that_it_may_leave_out(pattern: str) -> None:
    assert forgets(parse(pattern))


@pytest.mark.parametrize("pattern", ["(a)|b", "(?:(a))*", "(a*)+", "(?:(a)|b)?", "a"])
def test_nothing_is_forgotten_where_every_round_captures(pattern: str) -> None:
    assert not forgets(parse(pattern))


def test_a_repetition_weighs_as_much_as_it_must_be_written() -> None:
    assert weight(parse("a{100}").body) == 101
    assert weight(parse("(?:a{10}){10}").body) > 100
    assert weight(parse("a{0,1000}").body) == 2
