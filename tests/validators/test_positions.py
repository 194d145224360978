import pytest

from registry.validators.positions import Place, Positions


@pytest.mark.parametrize(
    ("syntax", "text"), [("json", '{"a":\n [10, {"b~/c": "x"}]}'), ("yaml", "a:\n- 10\n- b~/c: x\n")]
)
def test_both_forms_know_the_place_of_every_member(syntax: str, text: str) -> None:
    places = Positions(text, syntax).places(["/a", "/a/0", "/a/1/b~0~1c"])

    for pointer, begins in (("/a", ('"a"', "a:")), ("/a/0", ("10",)), ("/a/1/b~0~1c", ('"b~/c"', "b~/c"))):
        place = places[pointer]
        assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(begins)


def test_what_is_not_there_is_placed_where_it_would_stand() -> None:
    assert Positions('{"a": {}}', "json").places(["/a/b/c", "/z"]) == {
        "/a/b/c": Place(1, 2, 1, 5),
        "/z": Place(1, 1, 1, 2),
    }


def test_columns_count_characters_and_not_bytes() -> None:
    assert Positions('{"é": 1, "\U0001f600": 2, "b": 3}', "json").places(["/b"])["/b"].column == 18
    assert Positions('{"é": 1, "\U0001f600": 2, "b": 3}', "yaml").places(["/b"])["/b"].column == 18


def ranges(text: str, *paths: str, marked: bool = False) -> list[tuple[int, int, int, int]]:
    asked = [tuple(path.split("/")) if path else () for path in paths]
    found = Positions(text, "json" if text.startswith("{") else "yaml", marked=marked).ranges(asked)
    return [(one.line, one.character, one.end_line, one.end_character) for one in map(found.__getitem__, asked)]


@pytest.mark.parametrize(
    ("text", "path", "spread"),
    [
        ("a: x\n", "a", (0, 3, 0, 4)),
        ("a:\n  b: x\n  c: [1, 2]\n", "a", (0, 2, 2, 10)),
        ("a:\n  b: x\n  c: []\n", "a", (0, 2, 2, 7)),
        ("a: {}\nb: 1\n", "a", (0, 2, 0, 5)),
        ("a:\nb: 1\n", "a", (0, 2, 0, 2)),
        ("a: ''\n", "a", (0, 3, 0, 5)),
        ("a:\n- x\n- 'y'\n", "a/1", (2, 2, 2, 5)),
        ("a:\n- x\n-\nb: 1\n", "a/1", (0, 0, 0, 0)),
        ("a:\n- x\n-\nb: 1\n", "a", (0, 2, 3, 0)),
        ("a: |\n  one\n  two\nb: 1\n", "a", (0, 3, 2, 5)),
        ("a: >-\n  one\n\nb: 1\n", "a", (0, 3, 2, 0)),
        ("a: |\n  one", "a", (0, 3, 1, 5)),
        ("a: one\n  two\n", "a", (0, 3, 1, 5)),
        ("a: &x one\n", "a", (0, 6, 0, 9)),
        ("a: &x\n  one\n", "a", (1, 2, 1, 5)),
        ("a: &x {b: 1}\n", "a", (0, 2, 0, 11)),
        ("a: &x 1\nb: *x\n", "b", (1, 2, 1, 5)),
        ("a: &x {c: 1}\nb: *x\n", "b/c", (0, 0, 0, 0)),
        ('"\U0001f600": "\U0001f600é"\n', "\U0001f600", (0, 6, 0, 11)),
        ("---\na: 1\n", "", (0, 0, 1, 4)),
        ("# c\n\na: 1\n", "", (2, 0, 2, 4)),
        ('{"a": {"b": [1,\n 2]}}', "a/b", (0, 11, 1, 2)),
        ('{"a": {"b": [1,\n 2]}}', "a/b/1", (1, 1, 1, 2)),
        ('{"a": null}', "a", (0, 6, 0, 10)),
        ("a: 1\n", "b", (0, 0, 0, 0)),
    ],
)
def test_a_range_is_told_as_spectral_tells_it(text: str, path: str, spread: tuple[int, int, int, int]) -> None:
    assert ranges(text, path) == [spread]


def test_behind_a_byte_order_mark_lines_but_the_first_are_told_one_character_early() -> None:
    assert ranges("a: 1\nb: c\nd:\n  e: 1\n", "a", "b", "d", "d/e", marked=True) == [
        (0, 3, 0, 4),
        (1, 2, 1, 3),
        (2, 1, 3, 5),
        (3, 4, 3, 5),
    ]


def test_what_begins_a_line_is_told_on_the_line_before_behind_a_byte_order_mark() -> None:
    assert ranges("a:\n- 1\n-\nb: 1\n", "a", marked=True) == [(0, 2, 2, 1)]
