from registry.validators.concepts.folding import words_of
from registry.validators.concepts.vocabulary import (
    AFTERWARDS,
    BODIES,
    GENERIC,
    INHERENT,
    NEUTRAL,
    PEOPLE,
    PLACES,
    WRAPPERS,
)


def test_every_word_is_one_that_names_are_folded_to() -> None:
    every = AFTERWARDS | BODIES | GENERIC | INHERENT | NEUTRAL | PEOPLE | PLACES
    assert {word for word in every if words_of(word) != (word,)} == set()


def test_what_is_generic_is_nobody() -> None:
    assert not GENERIC & (PEOPLE | BODIES)
    assert not PEOPLE & BODIES
    assert "id" not in WRAPPERS
