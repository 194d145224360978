import json
from typing import Any

import pytest
from factories import EDITOR, PUBLISHER, Factory, contents
from reference_data import CONCEPT, concept
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry.domain.actors import ANONYMOUS
from registry.domain.errors import ConditionMissing, FieldsInvalid, NotFound, NumberTaken, Outdated
from registry.usecases import concepts
from registry.usecases.concepts import Filters


async def _refusals(make: Factory, tree: object) -> set[tuple[str, str]]:
    before = await contents(make.database, "audit_entry")
    with pytest.raises(FieldsInvalid) as refused:
        async with make.work(EDITOR) as work:
            await concepts.put(work, tree)
    assert await contents(make.database, "audit_entry") == before
    return {(error.pointer, error.code) for error in refused.value.errors}


async def test_everything_said_of_a_concept_is_kept(make: Factory) -> None:
    await make.concept()
    async with make.reading(ANONYMOUS) as work:
        kept = await concepts.get(work, "nin")
        schema = await concepts.schema_of(work, "nin", "1.0.0")
        said = {name: getattr(kept, name) for name in CONCEPT if name != "schema"}
        assert {**said, "schema": json.loads(schema.content)} == CONCEPT


async def test_the_same_again_changes_nothing_whatever_was_seen(make: Factory) -> None:
    await make.concept()
    before = await contents(make.database)
    turned = {**CONCEPT, "schema": dict(reversed(CONCEPT["schema"].items()))}
    for tree, seen in ((CONCEPT, None), (turned, 0), (CONCEPT, 9)):
        async with make.work(EDITOR) as work:
            assert not (await concepts.put(work, tree, seen=seen))[1]
    assert await contents(make.database) == before


async def test_another_schema_needs_another_version_and_the_first_stays(make: Factory) -> None:
    await make.concept()
    longer = {**CONCEPT["schema"], "maxLength": 20}
    with pytest.raises(NumberTaken) as refused:
        await make.concept(schema=longer)
    assert refused.value.number == "1.0.0"
    changed = await make.concept(schema=longer, version="1.1.0")
    async with make.reading() as work:
        assert (await concepts.get(work, "nin")).version == "1.1.0"
        assert json.loads((await concepts.schema_of(work, "nin", "1.0.0")).content) == CONCEPT["schema"]
        assert [one.version for one in await concepts.schemas_of(work, [changed])] == ["1.0.0", "1.1.0"]
        with pytest.raises(NotFound):
            await concepts.schema_of(work, "nin", "2.0.0")
    assert await _refusals(make, CONCEPT) == {("/version", "version-behind")}


async def test_the_database_itself_keeps_a_canonical_schema(make: Factory) -> None:
    await make.concept()
    statements = ["UPDATE concept_schema SET digest = 'sha256:0'", "DELETE FROM concept_schema"]
    if make.database.dialect.name == "postgresql":
        statements.append("TRUNCATE concept_schema")
    for statement in statements:
        with pytest.raises(DBAPIError, match="is never changed"):
            async with make.database.writing() as session:
                await session.execute(text(statement))


@pytest.mark.parametrize(("seen", "error"), [(0, ConditionMissing), (7, Outdated)])
async def test_what_the_editor_has_not_seen_is_not_overwritten(
    make: Factory, seen: int, error: type[Exception]
) -> None:
    await make.concept()
    with pytest.raises(error):
        async with make.work(EDITOR) as work:
            await concepts.put(work, {**CONCEPT, "unit": "x"}, seen=seen)


async def test_a_change_is_told_to_those_who_copy(make: Factory) -> None:
    first = await make.concept()
    async with make.work(EDITOR) as work:
        changed, _ = await concepts.put(work, {**CONCEPT, "certainty": "stated"}, seen=first.revision)
        assert changed.revision == first.revision + 1
        assert [(change.type, change.name) for change in work.changes] == [("concept.changed", "nin")]
        assert work.entries[0]["details"] == {"fields": ["certainty"]}
    for who, name in ((PUBLISHER, None), (EDITOR, "rashid")):
        async with make.reading(who) as work:
            history = await concepts.history_of(work, await concepts.get(work, "nin"))
        assert [(one["action"], one["actor"]) for one in history] == [("put", name)] * 2
        assert "schema" in history[0]["fields"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"names": {"sw": "x"}}, ("/names/en", "required")),
        ({"version": "1"}, ("/version", "somana-version")),
        ({"type": "text"}, ("/type", "enum")),
        ({"personal_data": "secret"}, ("/personal_data", "enum")),
        ({"schema": True}, ("/schema", "type")),
        ({"pattern": "a\nb"}, ("/pattern", "shape")),
        ({"pattern": "(["}, ("/pattern", "schema-unsound")),
        ({"pattern": "^[a-z]+$"}, ("/pattern", "pattern-matches-nothing")),
        ({"schema": {"$id": "https://x.example/", "type": "string"}}, ("/schema/$id", "schema-has-id")),
        ({"schema": {"$schema": "http://json-schema.org/draft-07/schema#"}}, ("/schema/$schema", "enum")),
        ({"schema": {"type": "strnig"}}, ("/schema/type", "schema-unsound")),
        ({"schema": {"type": "string", "pattern": "(["}}, ("/schema/pattern", "schema-unsound")),
        ({"schema": {"type": "string", "maxLength": 1, "examples": ["ab"]}, "pattern": None},
         ("/schema/examples/0", "schema-unsound")),
        ({"schema": {"$ref": "https://x.example/y.json"}}, ("/schema/$ref", "schema-unsound")),
        ({"schema": {"$ref": "#/$defs/none"}}, ("/schema/$ref", "schema-unsound")),
        ({"related": ["nobody"]}, ("/related/0", "no-such-concept")),
        ({"related": ["nin"]}, ("/related/0", "no-such-concept")),
        ({"field_names": ["nida_no", "nida_no"]}, ("/field_names/1", "repeated")),
        ({"field_names": ["--"]}, ("/field_names/0", "shape")),
        ({"ambiguous": ["other"]}, ("/ambiguous/0", "not-a-name")),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_refused_with_its_place(
    make: Factory, change: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert expected in await _refusals(make, {**CONCEPT, **change})


async def test_a_hostile_pattern_is_refused_or_known_to_be_slow_and_stops_nobody(make: Factory) -> None:
    hostile = concept("slow", pattern="^(a|a)*\\1$", schema={"type": "string", "examples": ["a" * 5_000 + "b"]})
    async with make.work(EDITOR) as work:
        kept, _ = await concepts.put(work, hostile)
    assert kept.pattern == "^(a|a)*\\1$"


async def test_two_concepts_may_not_have_one_name_unless_both_say_so(make: Factory) -> None:
    await make.concept()
    same = {
        "field_names": ["NIDA-NO"],
        "names": {"sw": "Nyingine", "en": "nida  NUMBER"},
        "synonyms": {"sw": ["national id number"], "en": []},
    }
    assert await _refusals(make, concept("other", **same)) == {
        ("/field_names/0", "name-claimed"),
        ("/names/en", "name-claimed"),
        ("/synonyms/sw/0", "name-claimed"),
    }
    one_side = concept("other", field_names=["nida_no"], ambiguous=["nida_no"])
    assert await _refusals(make, one_side) == {("/field_names/0", "name-claimed")}
    await make.concept(ambiguous=["nida_no"])
    await make.concept(**one_side)
    assert await _refusals(make, CONCEPT) == {("/field_names/1", "name-claimed")}


async def test_what_people_say_and_what_documents_have_are_different_names(make: Factory) -> None:
    await make.concept()
    other = concept("other", names={"sw": "nin", "en": "nationalId"}, field_names=["national_id_number"])
    assert (await make.concept(**other)).key == "other"


async def test_concepts_of_one_load_may_be_related_to_each_other(make: Factory) -> None:
    pair = [concept("a", related=["b"]), concept("b", related=["a"])]
    async with make.work(EDITOR) as work:
        assert [(one.key, created) for one, created in await concepts.put_all(work, pair)] == [("a", True), ("b", True)]
    async with make.reading() as work:
        assert [one.key for one in await concepts.pointing_to(work, "a")] == ["b"]


async def test_concepts_are_listed_by_key_and_limited(make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("amount", type="number", personal_data="none", certainty="stated"))
    async with make.reading(ANONYMOUS) as work:
        for filters, keys in (
            (Filters(), ["amount", "nin"]),
            (Filters(personal_data=["identifier"]), ["nin"]),
            (Filters(types=["number"]), ["amount"]),
            (Filters(certainties=["stated"], types=["string"]), []),
        ):
            found = await concepts.list_page(work, filters, after="", limit=5)
            assert ([one.key for one in found.items], found.total) == (keys, len(keys))
        assert (await concepts.list_page(work, Filters(), after="amount", limit=1)).items[0].key == "nin"


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("NIDA_NO", ["nin"]),
        ("namba ya", ["nin"]),
        ("meaning", ["amount"]),
        ("nin amount", []),
        ("  ", ["amount", "nin"]),
    ],
)
async def test_concepts_are_found_by_words_in_any_of_their_names(make: Factory, words: str, keys: list[str]) -> None:
    await make.concept()
    await make.concept(**concept("amount", definition={"sw": "Kiasi", "en": "How much"}))
    async with make.reading() as work:
        assert [one.key for one in await concepts.list_all(work, words=words)] == keys
