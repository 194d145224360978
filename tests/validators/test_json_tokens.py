import pytest

from registry.validators.json_tokens import tokens_of


def test_tokens_have_their_places_and_their_values() -> None:
    tokens = list(tokens_of(' {"a\\n": [1, true]}'))

    assert [(token.kind, token.text, token.begin, token.end) for token in tokens[:3]] == [
        ("{", "{", 1, 2),
        ("scalar", '"a\\n"', 2, 7),
        (":", ":", 7, 8),
    ]
    assert tokens[1].value == "a\n"
    assert "".join(token.text for token in tokens) == '{"a\\n":[1,true]}'


@pytest.mark.parametrize("text", ["", "   ", '"open', '{"a": "open'])
def test_tokens_end_where_the_text_stops_making_sense(text: str) -> None:
    assert '"open' not in [token.text for token in tokens_of(text)]
