"""Cut a word to the root that its forms share: the noun classes and verbs of Swahili, the endings of English.

Nobody says which language a word is in: what is made of Swahili syllables is cut as Swahili, anything else as English.
"""

import re
from typing import Final

from registry.domain.irregular import ENGLISH, ROOTS, SWAHILI, UNCUT, WHOLE

SHORTEST: Final = 3
"""How many letters a word or a root has at least."""

_SYLLABLES: Final = re.compile(
    r"(?!.+([^aeiou])\1)[mns]?(?>(?>(?:[cdgkst]h|[bdfghjklmnprstvwyz])?[wyrl]?)[aeiou](?>(?:[bdfghjklmnprstvz](?=[^aeiou]))?))+"
)
_ENGLISH_END: Final = re.compile(r".*(?:[aiou][dgklnprstvz]|e)e")
_COMPOUND: Final = re.compile(r"wana(?=(?:nchi|funzi|chama|siasa|jeshi|habari|michezo|anga|hisa)$)")
_TENSE: Final = re.compile(r"(?:(?:ni|tu|wa|i|a|u|li|ya|ki|vi|zi)(?:na|me|mesha)|(?:ni|tu|i|a|zi)ta)(?=.{4})")
_PLURALS: Final = (
    (re.compile(r"vy(?=[aeiou])"), "ch"),
    (re.compile(r"vi(?=[^aeiou])"), "ki"),
    (re.compile(r"vi(?=o)"), "ki"),
    (re.compile(r"(?:wa|mi)(?=[aeiou])"), "mw"),
    (re.compile(r"wa(?!sili)|mi(?!lik)"), "m"),
)
"""What the plural of a noun begins with, and its singular."""
_PREFIX: Final = re.compile(
    r"ki(?=.{6})|ku(?!bal|mbuk|sany|tan[aio]|ndi|rasa)(?=.{4})|mw(?=[aeiou].{3})|m(?=[^aeiouwy].{3})|ma(?=.{4})|u(?=.{4})"
)
_ENDING: Final = re.compile(
    r"(.{3,}?)(?:[ie]sh(?=[aow])|[ie]k(?=[ao])|(?:(?<=[uo])l(?=[ie]w))?[ie](?=[aowz]))?(?:an(?=[ao]))?(?:w(?=a))?"
    r"(?:aji|zi|a|(?<![aou])[eiou])"
)
_SHORT_NOUN: Final = re.compile(r".{3}[eiu]")

_ENDINGS: Final = (
    ("ification", "ify"),
    ("ificate", "ify"),
    ("ication", ""),
    ("icate", ""),
    ("isation", "is"),
    ("ization", "is"),
    ("ation", ""),
    ("ated", ""),
    ("ating", ""),
    ("ator", ""),
    ("ate", ""),
    ("ment", ""),
    ("ying", "y"),
    ("ied", "y"),
    ("ier", "y"),
    ("yer", "y"),
)
_CONSONANT_VOWEL_CONSONANT: Final = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")


def root_in(word: str) -> str:
    """Return the root of a word of small letters, nothing where it is too short to have one or no word."""
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    if word in SWAHILI:
        return SWAHILI[word]
    return _swahili(word) if _is_swahili(word) else _english(word)


def _is_swahili(word: str) -> bool:
    return bool(_SYLLABLES.fullmatch(word)) and not _ENGLISH_END.fullmatch(word)


def _swahili(word: str) -> str:
    bare = word if word in WHOLE else _without_class(word)
    if bare in SWAHILI:
        return SWAHILI[bare]
    if _SHORT_NOUN.fullmatch(bare):
        return bare
    ending = _ENDING.fullmatch(bare)
    root = ending[1] if ending else bare
    return ROOTS.get(root, root)


def _without_class(word: str) -> str:
    word = _COMPOUND.sub("mwana", word, count=1)
    if word.startswith("mwana"):
        return word
    if tense := _TENSE.match(word):
        return word[tense.end() :]
    for plural, singular in _PLURALS:
        if begun := plural.match(word):
            word = singular + word[begun.end() :]
            break
    prefix = None if word in WHOLE else _PREFIX.match(word)
    return word[prefix.end() :] if prefix else word


def _english(word: str) -> str:
    if word.endswith("s") and len(word) > SHORTEST:
        singular = _singular(word)
        return root_in(singular) if singular != word else word
    root = word if word in UNCUT else _without_ending(word)
    return ENGLISH.get(root, root)


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _without_ending(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return _without_vowel(word[: -len(ending)] + instead)
    for ending, least in (("ing", 3), ("ed", 3), ("ee", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return _without_vowel(_completed(word[: -len(ending)]))
    if word.endswith(("tion", "sion")) and len(word) > 7:  # noqa: PLR2004 `inspection` has a root, `station` has none
        return word[:-3]
    return _without_vowel(word)


def _completed(root: str) -> str:
    """Return what stands before `ing` or `ed` as it is written by itself: `file`, `run`, `bill`."""
    if root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return f"{root}e" if _CONSONANT_VOWEL_CONSONANT.fullmatch(root) else root


def _without_vowel(root: str) -> str:
    if len(root) <= SHORTEST + 1 or root[-1] not in "ey":
        return root
    return root[:-1] if root[-1] == "e" else f"{root[:-1]}i"
