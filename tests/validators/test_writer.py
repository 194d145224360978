import pytest

from registry.validators.source import read
from registry.validators.writer import to_json, to_yaml

AMBIGUOUS = [
    "NO",
    "yes",
    "0o17",
    "017",
    "1e3",
    "12:30",
    "2026-11-23",
    "~",
    "null",
    "",
    " x ",
    "<<",
    "=",
    "- a",
    "a: b",
    "#",
    "1_0",
]


@pytest.mark.parametrize(
    "text", [*AMBIGUOUS, "one\ntwo\n", "one \ntwo", "\n", "\t", "'\"", "\u2028", "Mfumo wa huduma \U0001f600"]
)
def test_texts_stay_texts(text: str) -> None:
    tree = {"a": text, "b": [text, {text: text}]}

    assert read(to_yaml(tree)).data == tree
    assert read(to_json(tree)).data == tree


def test_order_and_letters_are_kept() -> None:
    tree = {"z": "Mkuu wa Wilaya ya Ng'ambo", "a": {"c": 1, "b": 2}}

    assert to_yaml(tree) == b"z: Mkuu wa Wilaya ya Ng'ambo\na:\n  c: 1\n  b: 2\n"
    assert to_json({"a": "é"}) == '{\n  "a": "é"\n}'.encode()


def test_nothing_is_written_as_an_alias() -> None:
    same = {"x": [1]}

    assert b"*" not in to_yaml({"a": same, "b": same})


@pytest.mark.parametrize("number", [1e20, 1.5, -0.0, 5e-324, 1e16, 123456789.125])
def test_doubles_stay_doubles(number: float) -> None:
    found = read(to_yaml({"a": number})).data["a"]

    assert repr(found) == repr(number)
