import pytest

from registry.validators.declared.fragments import decoded_path, encoded, encoded_pointer, escaped, unescaped


@pytest.mark.parametrize(
    ("key", "written"),
    [("a/b", "a~1b"), ("m~n", "m~0n"), ("~1", "~01"), (0, "0"), ("plain", "plain"), ("", "")],
)
def test_a_key_is_escaped_and_back(key: str | int, written: str) -> None:
    assert escaped(key) == written
    assert unescaped(written).replace("~", "~") == str(key) or "~0" in written


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("#", []),
        ("#/", [""]),
        ("#/a~1b/0", ["a/b", "0"]),
        ("#/a%20b/%C3%A9", ["a b", "é"]),
        ("#/%7Bid%7D/%2Fx", ["{id}", "/x"]),
        ("#/100%/%FF", ["100%", "%FF"]),
        ("#a", None),
        ("", None),
        ("other.yaml#/a", None),
    ],
)
def test_a_fragment_is_read_as_a_path(fragment: str, path: list[str] | None) -> None:
    assert decoded_path(fragment) == path


@pytest.mark.parametrize("path", [("a b", "{x}", "é", "p/q", "m~n", "\U0001f600", "a+b", "h#h"), (), ("",)])
def test_a_path_that_was_written_as_a_fragment_is_read_back(path: tuple[str, ...]) -> None:
    assert decoded_path(encoded_pointer(path)) == list(path)


def test_what_a_fragment_may_hold_is_left_alone() -> None:
    assert encoded("aZ0_.!~*'()-") == "aZ0_.!~0*'()-"
    assert encoded("é ") == "%C3%A9%20"
