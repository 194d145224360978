from hypothesis import given
from hypothesis import strategies as st

from registry.usecases.secrets import (
    KEY_LENGTH,
    form_token,
    hash_of,
    is_form_token,
    is_key,
    new_key,
    new_session_secret,
)


def test_every_secret_is_new() -> None:
    assert len({new_key() for _ in range(200)}) == len({new_session_secret() for _ in range(200)}) == 200


def test_a_key_is_known_by_its_prefix_and_its_checksum() -> None:
    key = new_key()
    assert key.startswith("som_")
    assert len(key) == KEY_LENGTH
    assert is_key(key)
    for place in range(4, KEY_LENGTH):
        assert not is_key(key[:place] + ("0" if key[place] != "0" else "1") + key[place + 1 :])


@given(st.text(max_size=60))
def test_other_texts_are_no_keys(text: str) -> None:
    assert not is_key(text)
    assert not is_key("som_" + text)


def test_a_form_belongs_to_its_session() -> None:
    mine, other = new_session_secret(), new_session_secret()
    assert is_form_token(form_token(mine), mine)
    assert not is_form_token(form_token(other), mine)
    assert not is_form_token("", mine)
    assert not is_form_token("é", mine)


def test_a_hash_tells_nothing_of_its_secret() -> None:
    key = new_key()
    assert len(hash_of(key)) == 64
    assert hash_of(key) != hash_of(key + "0")
    assert form_token(key) not in hash_of(key)
