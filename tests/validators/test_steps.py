from typing import Any

import pytest

from registry.validators.steps import steps_of


def told(text: str, syntax: str) -> list[tuple[str, Any, Any]]:
    read = steps_of(text, syntax)
    return [(kind, read.place(read.begin(step)), read.place(read.end(step))) for kind, step in read.steps()]


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_both_forms_have_the_same_steps_at_the_same_places(syntax: str) -> None:
    assert told('{"a": [1,\n true], "b": {}}', syntax) == [
        ("{", (1, 1), (1, 2)),
        ("scalar", (1, 2), (1, 5)),
        ("[", (1, 7), (1, 8)),
        ("scalar", (1, 8), (1, 9)),
        ("scalar", (2, 2), (2, 6)),
        ("]", (2, 6), (2, 7)),
        ("scalar", (2, 9), (2, 12)),
        ("{", (2, 14), (2, 15)),
        ("}", (2, 15), (2, 16)),
        ("}", (2, 16), (2, 17)),
    ]


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_a_scalar_is_named_by_what_it_stands_for(syntax: str) -> None:
    read = steps_of(r'["a\n\"b", 1.0, "c"]', syntax)
    assert [read.name(step) for kind, step in read.steps() if kind == "scalar"] == ['a\n"b', "1.0", "c"]


def test_the_steps_of_json_end_before_what_is_no_token() -> None:
    assert [kind for kind, _ in steps_of('[1, "open', "json").steps()] == ["[", "scalar"]


def test_in_yaml_a_value_may_be_left_out_or_be_an_alias() -> None:
    read = steps_of("a:\nb: &x ''\nc: *x\n", "yaml")
    scalars = [(kind, read.is_nothing(step)) for kind, step in read.steps() if kind in ("scalar", "alias")]
    assert scalars == [("scalar", nothing) for nothing in (False, True, False, False, False)] + [("alias", False)]
    assert not steps_of("[1]", "json").is_nothing(None)


def test_a_text_in_lines_of_its_own_ends_before_its_last_line_break() -> None:
    assert told("a: |\n  one\n  two\nb: 1\n", "yaml")[2] == ("scalar", (1, 4), (3, 6))


def test_only_yaml_knows_offsets() -> None:
    read = steps_of("a: 1\n", "yaml")
    assert [read.offset(read.end(step)) for kind, step in read.steps() if kind == "scalar"] == [1, 4]
    assert steps_of("[1]", "json").offset(1) is None
