"""Fold names into words: `nationalIdNo`, `national_id_number` and `National ID number` become the same ones."""

import unicodedata
from functools import lru_cache
from typing import Final

from registry.frugal.patterns import late

LONGEST: Final = 120
"""A name that is longer is none that people gave to a field."""

_WORDS: Final = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_MARKS: Final = late("[\u0300-\u036f\u2019']")
_CONNECTIVES: Final = frozenset(["ya", "wa", "la", "cha", "za", "kwa", "vya", "pa", "of", "the"])
_SHORT: Final = {
    "acc": "account",
    "acct": "account",
    "addr": "address",
    "amt": "amount",
    "cell": "mobile",
    "cellphone": "mobile phone",
    "center": "centre",
    "cert": "certificate",
    "chasis": "chassis",
    "dept": "department",
    "emp": "employee",
    "fac": "facility",
    "ident": "id",
    "identification": "id",
    "identifier": "id",
    "identity": "id",
    "lic": "licence",
    "license": "licence",
    "nambari": "namba",
    "nbr": "number",
    "no": "number",
    "nr": "number",
    "num": "number",
    "organization": "organisation",
    "org": "organisation",
    "ref": "reference",
    "reg": "registration",
    "regn": "registration",
    "tel": "phone",
    "telephone": "phone",
    "telephones": "phone",
    "veh": "vehicle",
    "zipcode": "zip code",
}
_NO_PLURALS: Final = ("ss", "us", "is", "as", "os")
_PLURALS: Final = (("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ies", "y"), ("s", ""))
_SHORTEST_PLURAL: Final = 4

Words = tuple[str, ...]


@lru_cache(8192)
def words_of(name: str) -> Words:
    """Return the words of a name in small letters, whole and in the singular, without those that only connect."""
    return tuple(word for one in _split(name) if one not in _CONNECTIVES for word in _whole(one))


@lru_cache(8192)
def spellings_of(name: str) -> frozenset[str]:
    """Return a name as it is found whatever separates its words: as it stands, and made of whole words."""
    return frozenset({"".join(_split(name)), "".join(words_of(name))} - {""})


def words_in(text: str) -> frozenset[str]:
    """Return the different words of a sentence."""
    return frozenset(word for part in text.split() for word in words_of(part))


def _split(name: str) -> Words:
    if len(name) > LONGEST:
        return ()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    return tuple(word.lower() for word in _WORDS.findall(plain))


def _whole(word: str) -> Words:
    if word in _SHORT:
        return tuple(_SHORT[word].split())
    if len(word) < _SHORTEST_PLURAL or word.endswith(_NO_PLURALS):
        return (word,)
    ending, instead = next((pair for pair in _PLURALS if word.endswith(pair[0])), ("", ""))
    singular = word[: len(word) - len(ending)] + instead
    return (_SHORT.get(singular, singular),)
