"""Offer words and names to whoever types, and other words for those that nothing has; of what everybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.db.queries import search_terms
from registry.db.search_scans import Look, Readers, Shown
from registry.domain import index_words
from registry.domain.entries import FoundKind
from registry.domain.index_words import Matching
from registry.domain.questions import Query, Term
from registry.domain.ranking import kind_of, span_of
from registry.domain.spelling import forgiven
from registry.domain.visibility import levels_of, own_of
from registry.domain.words import LONGEST_QUERY, words_of
from registry.usecases.vocabularies import vocabulary_of
from registry.usecases.work import Work

MOST = 8
"""How many words and how many names are offered."""
_TRIED = 24


@dataclass(frozen=True, slots=True)
class Name:
    """Something offered by its name."""

    kind: FoundKind
    entry: Shown


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered to whoever has typed something: the best names, and whole questions with the last word ended."""

    names: Sequence[Name]
    questions: Sequence[str]


async def suggest(work: Work, typed: str) -> Offered:
    """Offer what begins with what was typed; nothing for no letters."""
    typed = " ".join(typed[:LONGEST_QUERY].split())
    whole = search_terms.plain(typed)
    if not whole:
        return Offered((), ())
    found = await search_terms.named(work.session, work.database.dialect, whole, MOST)
    last = typed.rpartition(" ")[2]
    letters = list(words_of(last))
    before = typed[: len(typed) - len(last)]
    words = await _ending(work, letters[0]) if len(letters) == 1 else []
    return Offered([Name(kind_of(one.id), one) for one in found], [before + word for word in words])


async def repairs(work: Work, words: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """Return what may be meant by words that nothing has which the actor may see; a word that is found stays."""
    unmet = [word for word in words if forgiven(word)]
    met = await search_terms.known(work.session, unmet)
    unmet = [word for word in unmet if word not in met]
    unmet = [word for word in unmet if not await _is_met(work, word, named)]
    if not unmet:
        return {}
    vocabulary = await vocabulary_of(work)
    near = {word: vocabulary.nearest(word, MOST) for word in unmet}
    known = await search_terms.known(work.session, [other for others in near.values() for other in others])
    meant = {word: next((other for other in others if other in known), "") for word, others in near.items()}
    return {word: other for word, other in meant.items() if other}


async def _ending(work: Work, letters: str) -> list[str]:
    vocabulary = await vocabulary_of(work)
    words = vocabulary.beginning(letters, _TRIED)
    known = await search_terms.known(work.session, words)
    return [word for word in words if word in known][:MOST]


async def _is_met(work: Work, word: str, named: Sequence[str]) -> bool:
    levels = (*levels_of(work.actor), *(f"named:{source}" for source in named))
    readers = Readers(levels, own_of(work.actor) or "", everything=work.actor.overseeing)
    groups = index_words.groups_of(Query(word, (Term(word),)), "b", {})
    look = Look(Matching((groups,)), span_of(*FoundKind)[0], span_of(FoundKind.FIELD)[0] - 1, 1)
    return bool(await work.database.dialect.words.matching(work.session, look, readers))
