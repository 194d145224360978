from typing import Any

import pytest
from factories import EDITOR, Factory
from reference_data import concept
from sqlalchemy import text

from registry.usecases import concepts
from registry.usecases.meanings import Meanings, Meant, meant_by
from registry.validators.concepts.dictionary import Dictionary


def fact(name: str, parent: str = "", kind: str | None = "string", format_: str | None = None) -> dict[str, Any]:
    return {"name": name, "parent": parent, "type": kind, "format": format_}


async def dictionary_of(make: Factory, meanings: Meanings | None = None) -> Dictionary:
    async with make.reading() as work:
        return await (meanings or Meanings()).dictionary(work.session)


async def test_a_field_is_compared_by_what_it_means_else_by_its_name(make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("school-name", field_names=["schoolName"]))
    facts = {
        "fields": [fact("nida_no"), fact("NIN"), fact("mother_tongue"), fact("name", "School"), fact("name", "Crop")]
    }
    assert meant_by(facts, await dictionary_of(make)) == {
        "nin": Meant("nin", "nida_no", "nin"),
        "mothertongue": Meant("mothertongue", "mother_tongue", None),
        "schoolname": Meant("schoolname", "name", "school-name"),
        "name": Meant("name", "name", None),
    }


async def test_a_field_of_another_form_does_not_mean_the_concept(make: Factory) -> None:
    await make.concept()
    dictionary = await dictionary_of(make)
    (typed,) = meant_by({"fields": [fact("nin", kind="boolean")]}, dictionary).values()
    (formed,) = meant_by({"fields": [fact("nin", kind="string | integer", format_="date")]}, dictionary).values()
    assert (typed.concept, formed.concept) == (None, None)


def test_facts_from_before_fields_were_told_of_have_names_alone() -> None:
    old = {
        "title": "Person",
        "schemas": [{"name": "A", "properties": ["one", "x" * 121, "a\u0000"]}],
        "properties": ["two", "one", "$"],
    }
    assert list(meant_by(old, Dictionary([]))) == ["one", "two"]
    assert meant_by({}, Dictionary([])) == {}


async def test_the_dictionary_is_compiled_anew_only_where_a_concept_changed(make: Factory) -> None:
    meanings = Meanings()
    await make.concept()
    first = await dictionary_of(make, meanings)
    await make.institution()
    assert await dictionary_of(make, meanings) is first
    await make.concept(field_names=["nin", "kitambulisho_cha_taifa"])
    facts = {"fields": [fact("kitambulisho_cha_taifa")]}
    assert list(meant_by(facts, first)) == ["kitambulishotaifa"]
    assert list(meant_by(facts, await dictionary_of(make, meanings))) == ["nin"]


async def test_what_is_undone_is_not_remembered(make: Factory) -> None:
    meanings = Meanings()
    await make.concept()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
        async with make.work(EDITOR) as work:
            await concepts.put(work, concept("crop"))
            await work.session.flush()
            assert "crop" in (await meanings.dictionary(work.session)).entries
            raise ZeroDivisionError
    assert set((await dictionary_of(make, meanings)).entries) == {"nin"}


async def test_a_name_of_several_concepts_means_none_of_them(make: Factory) -> None:
    await make.concept(**concept("facility", field_names=["facility", "place"], ambiguous=["place"]))
    await make.concept(**concept("school", field_names=["school", "place"], ambiguous=["place"]))
    facts = {"fields": [fact("place"), fact("school")]}
    assert [one.concept for one in meant_by(facts, await dictionary_of(make)).values()] == [None, "school"]


async def test_a_concept_without_its_schema_is_left_out(make: Factory) -> None:
    await make.concept()
    async with make.database.writing() as session, session.begin():
        await session.execute(text("UPDATE concept SET version = '9.0.0'"))
    assert (await dictionary_of(make)).entries == {}
