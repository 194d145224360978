import pytest

from registry.messages import text
from registry.validators.checking import check
from registry.validators.source import read
from registry.validators.unreadable import Unreadable


def refusal(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        check(content)
    return refused.value


def test_a_refusal_carries_its_place_and_its_values() -> None:
    refused = Unreadable("too-long", 3, 7, "/info/title", limit=200)

    assert (refused.code, refused.line, refused.column, refused.pointer) == ("too-long", 3, 7, "/info/title")
    assert refused.values == {"limit": 200}
    assert str(refused) == "3:7: too-long"


def test_a_refusal_without_a_place_is_of_the_beginning() -> None:
    refused = Unreadable("empty")

    assert (refused.line, refused.column, refused.pointer, refused.values) == (1, 1, "", {})


def test_a_refusal_by_the_reader_tells_where_reading_stopped() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b'{"a": 1,\n "b": 1e400}')

    assert (refused.value.code, refused.value.line, refused.value.column) == ("number-range", 2, 7)


def test_a_refusal_of_what_was_read_tells_the_place_in_the_text() -> None:
    content = b"openapi: 3.1.0\ninfo:\n  version: 1.0.0\n  title: " + b"T" * 201

    refused = refusal(content)

    assert (refused.code, refused.pointer, refused.line) == ("too-long", "/info/title", 4)
    assert refused.values == {"limit": 200}


@pytest.mark.parametrize(
    "content",
    [b"", b"[1]", b'{"a": 1, "a": 2}', b'{"a": 1e400}', b"\xff", b'{"a":' * 200, b"a: *b", b"a: !x 1", b"a: 1"],
)
def test_the_values_of_a_refusal_are_those_that_its_text_asks_for(content: bytes) -> None:
    refused = refusal(content)

    for language in ("sw", "en"):
        assert "{" not in text(f"rules.unreadable.{refused.code}", language, **refused.values)
