"""Recognise what a field means, how sure that is from 0 to 1, and why."""

from collections.abc import Iterator
from typing import Any, Final

from registry.frugal.values import value
from registry.validators.concepts.dictionary import Dictionary, Entry, Meaning
from registry.validators.concepts.evidence import NUMBERS, Weighed, conflicts_of, supports_of
from registry.validators.concepts.fields import Field
from registry.validators.concepts.folding import Words, spellings_of, words_of
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

CERTAIN: Final = 0.95
_WEAK: Final = 0.74
_OF_THE_PARENT: Final = 0.07
_QUALIFIED: Final = 0.04
_FITTING: Final = 0.08
_STRANGE: Final = 0.14
_STRANGER: Final = 0.3
_MOST: Final = 0.99
_SUPPORTED: Final = 0.25
_OF_THE_FORM: Final = ("pattern", "format", "enum")
_WHOSE: Final = PEOPLE | BODIES
_REMEMBERED: Final = 20_000
_OF_THE_THING_ITSELF: Final = frozenset(["id", "type", "status", "key", "description", "category", "date"])


@value
class Candidate:
    """What a name alone may mean; where something strange stands before it, only its form helps."""

    meaning: Meaning
    base: float
    reason: str
    strange: bool = False


@value
class Match:
    """What a field means: how sure that is, and the reasons, each the last part of the key of a text."""

    entry: Entry
    field: Field
    spelling: str
    """The part of the name that means it, so that `payer_phone` and `payee_phone` are one name."""
    confidence: float
    reasons: tuple[str, ...]


def match_of(field: Field, dictionary: Dictionary) -> Match | None:
    """Return what a field most probably means, none where no concept is called so."""
    found = _candidate(field, dictionary)
    if found is None:
        return None
    entry = found.meaning.entry
    supports, conflicts = supports_of(field, entry, dictionary), conflicts_of(field, entry, dictionary)
    if found.strange:
        supports = tuple(support for support in supports if support[0] in _OF_THE_FORM)
    confidence = min(_MOST, found.base + min(_SUPPORTED, _weight(supports))) - _weight(conflicts)
    reasons = (found.reason, *(reason for reason, _ in (*supports, *conflicts)))
    return Match(entry, field, found.meaning.spelling, round(max(0.0, confidence), 3), tuple(dict.fromkeys(reasons)))


def _weight(reasons: tuple[Weighed, ...]) -> float:
    return sum(weight for _, weight in reasons)


def _candidate(field: Field, dictionary: Dictionary) -> Candidate | None:
    """Return what the name of a field means, with the help of its parent's where it says nothing by itself."""
    words = words_of(field.name)
    if words and all(word in GENERIC for word in words):
        return _with_parent(field, words, dictionary)
    known: dict[str, Any] = dictionary.candidates
    if field.name not in known:
        if len(known) > _REMEMBERED:
            known.clear()
        known[field.name] = _alone(field.name, words, dictionary)
    found: Candidate | None = known[field.name]
    if found and found.meaning.entry.personal == "name":
        return _of_a_body(field, words, dictionary) or found
    return found


def _of_a_body(field: Field, words: Words, dictionary: Dictionary) -> Candidate | None:
    """Return what a name of somebody means where it stands in a company or the like, which has names too."""
    parent = words_of(field.parents[-1]) if field.parents else ()
    meanings = (dictionary.meaning((word, *words)) for word in parent if word in BODIES)
    meaning = next((one for one in meanings if one and one.certain), None)
    return Candidate(meaning, CERTAIN - _OF_THE_PARENT, "parent") if meaning else None


def _with_parent(field: Field, words: Words, dictionary: Dictionary) -> Candidate | None:
    parent = words_of(field.parents[-1]) if field.parents else ()
    around = tuple(word for word in parent if word not in WRAPPERS) or parent
    found = _alone("", (*around, *words), dictionary) if around else None
    if found is None or len(found.meaning.spelling) <= len("".join(words)):
        return None
    itself = dictionary.meaning(around)
    if itself and itself.entry is found.meaning.entry and not _OF_THE_THING_ITSELF.isdisjoint(words):
        return None
    return Candidate(found.meaning, found.base - _OF_THE_PARENT, "parent", found.strange)


def _alone(name: str, words: Words, dictionary: Dictionary) -> Candidate | None:
    for spelling in (*sorted(spellings_of(name)), "".join(words)):
        if meaning := dictionary.meaning_of_spelling(spelling):
            return Candidate(meaning, CERTAIN, "name") if meaning.certain else Candidate(meaning, _WEAK, "said")
    return next(_within(words, dictionary), None) or _followed(words, dictionary)


def _followed(words: Words, dictionary: Dictionary) -> Candidate | None:
    """Return what a name means without the words that only tell what became of a number, as in `amountClaimed`."""
    core = words
    while core and core[-1] in AFTERWARDS:
        core = core[:-1]
    found = _alone("", core, dictionary) if core and core != words else None
    return found if found and not NUMBERS.isdisjoint(found.meaning.entry.types) else None


def _within(words: Words, dictionary: Dictionary) -> Iterator[Candidate]:
    """Yield what the end of a name means, or its beginning where that is Swahili or only a number follows."""
    for length in range(len(words) - 1, 0, -1):
        if meaning := dictionary.meaning(words[-length:]):
            yield _qualified(meaning, words[-length:], words[:-length], dictionary, "end")
        if meaning := dictionary.meaning(words[:length]):
            rest = words[length:]
            if meaning.swahili or all(word in NEUTRAL or word.isdecimal() for word in rest):
                yield _qualified(meaning, words[:length], rest, dictionary, "beginning")


def _qualified(meaning: Meaning, core: Words, rest: Words, dictionary: Dictionary, reason: str) -> Candidate:
    """Weigh what stands beside the part of a name that means something."""
    base = CERTAIN if meaning.certain else _WEAK
    known = [word for word in rest if word not in NEUTRAL and not word.isdecimal()]
    if not all(word in _WHOSE or word in PLACES or word in meaning.entry.context for word in known):
        return Candidate(meaning, base - _strangeness(meaning, core, dictionary), reason, strange=True)
    if not known:
        return Candidate(meaning, base, reason)
    if meaning.certain:
        return Candidate(meaning, base - _QUALIFIED, reason)
    fitting = all(
        word in meaning.entry.context or (word in _WHOSE and meaning.entry.personal != "none") for word in known
    )
    return Candidate(meaning, base + (_FITTING if fitting else 0), reason)


def _strangeness(meaning: Meaning, core: Words, dictionary: Dictionary) -> float:
    """Return what is lost where nobody knows what stands before a name: more where the name could be another's."""
    if not meaning.certain or (core[-1] in GENERIC and len(core) > 1 and core[-2] not in INHERENT):
        shorter = dictionary.meaning(core[:-1]) if meaning.certain else None
        return _STRANGE if shorter and shorter.certain and shorter.entry is meaning.entry else _STRANGER
    return _STRANGE
