"""The order of texts in a list for readers, as the root collation of CLDR has it for what names are made of.

Spaces come before punctuation, punctuation before signs, signs before digits and digits before letters; accents
decide only between texts with the same letters, and capitals only between texts with the same accents too.
"""

import unicodedata
from typing import Final

Key = tuple[tuple[tuple[int, float], ...], tuple[tuple[int, ...], ...], tuple[bool, ...]]

_SPACE, _PUNCTUATION, _SIGN, _CURRENCY, _DIGIT, _LETTER = range(6)
_GROUPS: Final = {"Z": _SPACE, "P": _PUNCTUATION, "S": _SIGN, "N": _DIGIT}
_ORDERED: Final = {
    character: (group, rank)
    for group, characters in (
        (_SPACE, "\t\n\v\f\r\x85\u2028\u2029 "),
        (_PUNCTUATION, "_‿-‐‑‒–—,;:!¡?¿.…·'‘’\"“”«»()[]{}§¶@*/\\&#%"),
        (_SIGN, "`´^¯¨°©®+±÷×<=>|¦~"),
        (_CURRENCY, "¤¢$£¥€"),
    )
    for rank, character in enumerate(characters)
}
_SPELT: Final = {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ß": "ss"}
_BETWEEN: Final = {"ı": ("i", 0.5), "ŋ": ("n", 0.5)}
_ACCENTS: Final = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307"
_SPELT_OTHERWISE: Final = len(_ACCENTS)


def collation_key(text: str) -> Key:
    """Return what texts are ordered by."""
    letters: list[tuple[int, float]] = []
    accents: list[tuple[int, ...]] = []
    capitals: list[bool] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if accents:
                accents[-1] += (_rank_of(character),)
            continue
        for letter, otherwise in _spelling(character):
            letters.append(_place_of(letter))
            accents.append((_SPELT_OTHERWISE,) if otherwise else ())
            capitals.append(character.isupper())
    return tuple(letters), tuple(accents), tuple(capitals)


def _spelling(character: str) -> list[tuple[str, bool]]:
    """Spell a character in the letters that it is ordered by; a control character in none."""
    if character in _ORDERED or character in _BETWEEN:
        return [(character, False)]
    if unicodedata.category(character) in ("Cc", "Cf"):
        return []
    small = character.lower()
    spelt = _SPELT.get(small) or unicodedata.normalize("NFKD", small)
    return [(letter, spelt != small) for letter in spelt if not unicodedata.combining(letter)]


def _rank_of(accent: str) -> int:
    return _ACCENTS.index(accent) if accent in _ACCENTS else ord(accent)


def _place_of(letter: str) -> tuple[int, float]:
    if letter in _ORDERED:
        return _ORDERED[letter]
    if letter in _BETWEEN:
        before, more = _BETWEEN[letter]
        return _LETTER, ord(before) + more
    category = unicodedata.category(letter)
    if category == "Nd":
        return _DIGIT, unicodedata.digit(letter)
    if category == "Sc":
        return _CURRENCY, ord(letter)
    return _GROUPS.get(category[0], _LETTER), ord(letter)
