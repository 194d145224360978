import asyncio

import pytest
from factories import ADMIN, Factory

from registry.db.queries import search as queries
from registry.db.queries import search_terms
from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts
from registry.domain.lifecycle import Status
from registry.domain.search_entries import Findable
from registry.usecases import search, suggestions
from registry.usecases.search import Answer, Question
from registry.usecases.suggestions import Offered

HOSTILE = [
    "", " ", "a", "z" * 10_000, "word " * 2_000, "\u200b\u200d", "\u202eodilam", "مرحبا", "😀", "\0", "\ud800", "%",
    "_", "*", '"', "'; DROP TABLE search_term; --", "(a+)+$", "\u0301" * 500, "ma\u200blipo",
]  # fmt: skip


async def _offered(make: Factory, typed: str, who: Actor = ANONYMOUS) -> Offered:
    async with make.reading(who) as work:
        return await suggestions.suggest(work, typed)


async def _found(make: Factory, words: str, who: Actor = ANONYMOUS, *, exact: bool = False) -> Answer:
    async with make.reading(who) as work:
        return await search.find(work, Question(words, exact=exact))


async def _put(make: Factory, name: str, title: str, level: str = "public", kind: FoundKind = FoundKind.SYSTEM) -> None:
    found = [Findable(kind, name, f"/{name}", Texts(title, "", (name,)), {"sw": title}, level=level)] if title else []
    async with make.database.writing() as session, session.begin():
        await queries.replace(session, make.database.dialect, {queries.source_of("system", name): found})


async def test_names_and_words_that_begin_with_what_was_typed_are_offered(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    assert [one.entry.name for one in (await _offered(make, "nid")).names][:1] == ["nida"]
    for typed in ("cig ident", "cig/identities", "CIG-identities"):
        assert "cig/identities" in [one.entry.name for one in (await _offered(make, typed)).names]
    best = (await _offered(make, "NIDA")).names[0]
    assert (best.kind, best.entry.path) == (FoundKind.INSTITUTION, "/institutions/nida")
    assert "huduma ya identities" in (await _offered(make, "huduma ya  ident")).questions


async def test_the_word_of_most_entries_is_offered_first(make: Factory) -> None:
    await _put(make, "one", "Malipo ya serikali")
    await _put(make, "two", "Malisho")
    await _put(make, "three", "Malisho ya mifugo")
    assert (await _offered(make, "mal")).questions == ["malisho", "malipo"]


async def test_a_wrong_letter_is_put_right_and_said_unless_it_is_to_be_left(make: Factory) -> None:
    await _put(make, "gepg", "Malipo ya serikali")
    answer = await _found(make, "mailpo ya serikali")
    assert ([hit.name for hit in answer.hits], dict(answer.repaired)) == (["gepg"], {"mailpo": "malipo"})
    assert answer.question.words == "mailpo ya serikali"
    assert answer.every_word
    typed = await _found(make, "mailpo", exact=True)
    assert (list(typed.hits), dict(typed.repaired)) == ([], {})


async def test_a_word_that_something_has_is_left_as_it_is(make: Factory) -> None:
    await _put(make, "gepg", "Malipo ya serikali")
    await _put(make, "kilimo", "Malisho bora")
    for words in ("malipo", "malipo malisho", "-mailpo", '"mailpo ya"', "mai"):
        assert dict((await _found(make, words)).repaired) == {}


async def test_what_was_never_for_everybody_is_neither_offered_nor_meant(make: Factory) -> None:
    await _put(make, "siri", "Zuberikampeni", "government")
    for who in (ANONYMOUS, ADMIN):
        offered = await _offered(make, "zuberi", who)
        assert (list(offered.names), list(offered.questions)) == ([], [])
        assert dict((await _found(make, "zuberikampini", who)).repaired) == {}
        assert list((await _offered(make, "siri", who)).names) == []


async def test_what_is_for_everybody_no_more_is_offered_no_more(make: Factory) -> None:
    await _put(make, "siri", "Zuberikampeni ya malipo")
    await _put(make, "gepg", "Malipo ya serikali")
    assert (await _offered(make, "zuberi")).questions == ["zuberikampeni"]
    await _put(make, "siri", "Zuberikampeni ya malipo", "ega")
    assert list((await _offered(make, "zuberi")).questions) == []
    assert dict((await _found(make, "zuberikampini")).repaired) == {}
    assert (await _offered(make, "malip")).questions == ["malipo"]
    await _put(make, "gepg", "")
    assert list((await _offered(make, "malip")).questions) == []


async def test_weights_are_what_they_were_after_the_same_was_written_again(make: Factory) -> None:
    for _ in range(3):
        await _put(make, "one", "Malipo")
    await _put(make, "two", "Malipo")
    async with make.database.writing() as session, session.begin():
        assert await search_terms.after(session, "malip", 1) == [("malipo", 2)]
        await search_terms.learn_anew(session, make.database.dialect)
        assert await search_terms.after(session, "malip", 1) == [("malipo", 2)]


@pytest.mark.parametrize("typed", HOSTILE)
async def test_nothing_that_can_be_typed_is_an_error(make: Factory, typed: str) -> None:
    await _put(make, "gepg", "Malipo ya serikali")
    offered = await _offered(make, typed)
    assert len(offered.names) <= suggestions.MOST
    assert len(offered.questions) <= suggestions.MOST
    assert dict((await _found(make, typed)).repaired) == {}


async def test_two_who_learn_the_same_words_crosswise_do_not_stop_each_other(make: Factory) -> None:
    await _put(make, "old", "Malipo ya serikali")

    async def publish(name: str, *titles: str) -> None:
        async with make.database.writing() as session, session.begin():
            for place, title in enumerate(titles):
                found = [Findable(FoundKind.SYSTEM, f"{name}{place}", "/x", Texts(title))]
                source = queries.source_of("system", f"{name}{place}")
                await queries.replace(session, make.database.dialect, {source: found})
                await asyncio.sleep(0)

    titles = ("Malipo mapya kabisa", "Serikali zetu", "Usajili wa ardhi")
    await asyncio.wait_for(asyncio.gather(publish("a", *titles), publish("b", *reversed(titles))), 20)
    assert "malipo" in (await _offered(make, "mal")).questions
    async with make.reading() as work:
        assert {"kabisa", "zetu", "usajili"} <= await search_terms.known(work.session, ["kabisa", "zetu", "usajili"])
