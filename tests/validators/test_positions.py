import pytest

from registry.validators.positions import Place, places_in


@pytest.mark.parametrize(
    ("syntax", "text"), [("json", '{"a":\n [10, {"b~/c": "x"}]}'), ("yaml", "a:\n- 10\n- b~/c: x\n")]
)
def test_both_forms_know_the_place_of_every_member(syntax: str, text: str) -> None:
    places = places_in(text, syntax, ["/a", "/a/0", "/a/1/b~0~1c"])

    for pointer, begins in (("/a", ('"a"', "a:")), ("/a/0", ("10",)), ("/a/1/b~0~1c", ('"b~/c"', "b~/c"))):
        place = places[pointer]
        assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(begins)


def test_what_is_not_there_is_placed_where_it_would_stand() -> None:
    assert places_in('{"a": {}}', "json", ["/a/b/c", "/z"]) == {"/a/b/c": Place(1, 2, 1, 5), "/z": Place(1, 1, 1, 2)}


def test_columns_count_characters_and_not_bytes() -> None:
    assert places_in('{"é": 1, "\U0001f600": 2, "b": 3}', "json", ["/b"])["/b"].column == 18
    assert places_in('{"é": 1, "\U0001f600": 2, "b": 3}', "yaml", ["/b"])["/b"].column == 18
