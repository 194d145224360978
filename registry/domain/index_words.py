"""The words under which something stands in the index, and what of them a question asks for.

Each word begins with the letter of its class, so that neither database looks at positions or columns: `t` in the title,
`b` anywhere, `x` the whole of a key or an identifier, `f` a field, `m` the value of a facet, `a` everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import combinations

from registry.domain.concepts import folded
from registry.domain.questions import Query, Term
from registry.domain.ranking import compact
from registry.domain.words import stem_of, words_of

ALL = "a"
LONGEST = 200_000
"""How many characters of a text are indexed."""
MOST_WORDS = 4_000
"""How many different words of one text are indexed."""
MOST_WITHOUT_ONE = 6
"""Up to how many words a question has for those things to be found that have all but one of them."""
MOST_OTHER_WAYS = 3
"""How many other wordings of a question are looked for beside its own."""
MOST_ALTERNATIVES = 24
_LONGEST_WORD = 60

Group = tuple[str, ...]
"""Words any of which will do."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What is asked of the index: one of several ways, each with a word of every group; all of some groups; none."""

    ways: tuple[tuple[Group, ...], ...]
    required: tuple[Group, ...] = ()
    excluded: Group = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """What something is found by."""

    title: str
    body: str = ""
    exact: Sequence[str] = ()
    fields: Sequence[str] = ()


def words_in(texts: Texts, facets: Mapping[str, Sequence[str]]) -> str:
    """Return the words under which something stands in the index, as one line."""
    title = _roots(texts.title)
    body = [*title, *_roots(texts.body)]
    line = [
        ALL,
        *(_word("t", root) for root in title),
        *(_word("b", root) for root in body),
        *(_word("x", whole) for text in texts.exact if (whole := compact(text))),
        *(_word("f", field) for name in texts.fields if (field := folded(name))),
        *(mark_of(facet, value) for facet, values in facets.items() for value in values),
    ]
    return " ".join(dict.fromkeys(line))


def mark_of(facet: str, value: str) -> str:
    """Return the word for a value of a facet."""
    return _word("m", f"{facet}-{value}")


def fields_asked(names: Iterable[str]) -> Group:
    """Return the words for fields of some names."""
    return tuple(_word("f", folded(name)) for name in names)


def whole_asked(query: Query) -> Group:
    """Return the word for the whole of a question as a key or an identifier, none where it has no letters."""
    whole = compact(query.text)
    return (_word("x", whole),) if whole else ()


def groups_of(query: Query, place: str, more: Mapping[str, Sequence[str]]) -> tuple[Group, ...]:
    """Return, for each word of a question, what will do for it in a place: `t` the title, `b` anywhere."""
    phrases = [Term(word) for phrase in query.phrases for word in phrase]
    terms = {term.typed: term for term in (*phrases, *query.terms)}
    return tuple(_alternatives(term, place, more.get(term.typed, ())) for term in terms.values())


def other_ways(query: Query, place: str) -> tuple[tuple[Group, ...], ...]:
    """Return, for each of a few other wordings of a question, what will do for its words in a place."""
    return tuple(groups_of(replace(query, terms=way), place, {}) for way in query.ways[:MOST_OTHER_WAYS])


def all_but_one(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """Return the ways to match some of the groups: all but one of a few, else any."""
    if 2 < len(groups) <= MOST_WITHOUT_ONE:  # noqa: PLR2004 of two words, all but one is any
        return tuple(combinations(groups, len(groups) - 1))
    return any_of(groups)


def any_of(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """Return the way to match any of the groups."""
    return ((tuple(dict.fromkeys(word for group in groups for word in group)),),)


def excluded_by(query: Query) -> Group:
    """Return the words that nothing may have that is found."""
    return tuple(_word("b", stem_of(term.typed) or term.typed) for term in query.excluded)


def _alternatives(term: Term, place: str, more: Sequence[str]) -> Group:
    roots = [stem_of(word) or word for word in (term.typed, *term.words, *more)]
    return tuple(dict.fromkeys(_word(place, root) for root in (*roots, *term.stems)))[:MOST_ALTERNATIVES]


def _roots(text: str) -> list[str]:
    found: dict[str, None] = {}
    for word in words_of(text[:LONGEST]):
        found[stem_of(word) or word] = None
        if len(found) == MOST_WORDS:
            break
    return list(found)


def _word(place: str, word: str) -> str:
    # Letters and digits of ASCII mean the same to both databases; anything else is known by its digest.
    plain = word.replace("-", "") if place == "m" else word
    if not (plain.isascii() and plain.isalnum() and len(plain) <= _LONGEST_WORD):
        plain = f"0{blake2b(word.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"
    return place + plain.lower()
