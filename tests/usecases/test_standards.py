import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from factories import ADMIN, EDITOR, PUBLISHER, Factory, contents, trail
from reference_data import COMPONENT, STANDARD

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.errors import ConditionMissing, FieldsInvalid, NotFound, Outdated
from registry.usecases import standards
from registry.usecases.standards import Filters

SEED = Path(__file__).parents[2] / "catalog_seed" / "standards"
BARE: dict[str, Any] = {
    "key": "rfc-9457",
    "kind": "international",
    "titles": {"sw": "Maelezo ya matatizo", "en": "Problem Details"},
    "status": "in_force",
    "seen": "text",
    "publisher": "IETF",
}


async def test_everything_said_of_a_standard_is_kept(make: Factory) -> None:
    await make.component()
    await make.standard()
    async with make.reading(ANONYMOUS) as work:
        kept = await standards.get(work, "ega-ita-001")
        assert kept.component is not None
        said = {name: getattr(kept, name) for name in STANDARD if name != "component"}
        assert {**said, "component": kept.component.key} == STANDARD


async def test_six_parts_are_enough_and_the_rest_is_empty(make: Factory) -> None:
    async with make.work(EDITOR) as work:
        kept, created = await standards.put(work, BARE)
        assert created
        assert (kept.component, kept.code, kept.version, kept.issued, kept.address) == (None,) * 5
        assert (kept.clauses, kept.sources, kept.notes) == ([], [], {})


async def test_the_same_again_changes_nothing(make: Factory) -> None:
    await make.component()
    await make.standard()
    before = await contents(make.database)
    for seen in (None, 0, 1, 9):
        async with make.work(EDITOR) as work:
            assert not (await standards.put(work, STANDARD, seen=seen))[1]
            assert not (await standards.put_component(work, COMPONENT, seen=seen))[1]
    assert await contents(make.database) == before


async def test_a_change_raises_the_revision_and_is_told_to_those_who_copy(make: Factory) -> None:
    await make.component()
    first = await make.standard()
    async with make.work(EDITOR) as work:
        changed, created = await standards.put(work, {**STANDARD, "version": "1.2"}, seen=first.revision)
        assert (created, changed.version, changed.revision) == (False, "1.2", first.revision + 1)
        assert [(change.type, change.name, change.institution) for change in work.changes] == [
            ("standard.changed", "ega-ita-001", "ega")
        ]
        assert work.entries[0]["details"] == {"fields": ["version"]}


@pytest.mark.parametrize(("seen", "error"), [(0, ConditionMissing), (7, Outdated)])
async def test_what_the_editor_has_not_seen_is_not_overwritten(
    make: Factory, seen: int, error: type[Exception]
) -> None:
    await make.component()
    await make.standard()
    for put, tree in ((standards.put, STANDARD), (standards.put_component, COMPONENT)):
        with pytest.raises(error):
            async with make.work(EDITOR) as work:
                await put(work, {**tree, "code": "X"}, seen=seen)


async def test_what_is_gone_or_was_never_there_cannot_be_changed_from_a_revision(make: Factory) -> None:
    with pytest.raises(Outdated):
        async with make.work(EDITOR) as work:
            await standards.put(work, BARE, seen=3)


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"component": "nowhere"}, "/component", "no-such-component"),
        ({"key": "Big"}, "/key", "somana-standard-key"),
        ({"key": "a..b"}, "/key", "somana-standard-key"),
        ({"key": "edit"}, "/key", "somana-standard-key"),
        ({"issued": "2017-13"}, "/issued", "somana-issued"),
        ({"kind": "law"}, "/kind", "enum"),
        ({"seen": "all"}, "/seen", "enum"),
        ({"titles": {"en": "x"}}, "/titles/sw", "required"),
        ({"address": "http://ega.go.tz"}, "/address", "somana-web"),
        ({"address": "javascript:alert(1)"}, "/address", "somana-web"),
        ({"sources": [{"title": "x", "url": "https://localhost/"}]}, "/sources/0/url", "somana-source"),
        ({"clauses": [{"number": "1", "titles": {"sw": "a", "en": "b\u202e"}}]}, "/clauses/0/titles/en", "somana-name"),
        ({"clauses": [{"number": "1"}] * 51}, "/clauses", "maxItems"),
        ({"law": "x"}, "/law", "unknown"),
    ],
)
async def test_what_is_wrong_is_refused_with_its_place(
    make: Factory, change: dict[str, Any], pointer: str, code: str
) -> None:
    await make.component()
    with pytest.raises(FieldsInvalid) as refused:
        await make.standard(**change)
    assert (pointer, code) in {(error.pointer, error.code) for error in refused.value.errors}
    async with make.reading() as work:
        assert await standards.list_all(work) == []


async def test_a_key_may_have_a_dot_where_the_name_of_the_standard_has_one(make: Factory) -> None:
    async with make.work(EDITOR) as work:
        kept, _ = await standards.put(work, {**BARE, "key": "openapi-3.1"})
    assert kept.key == "openapi-3.1"


async def test_components_stand_in_the_order_in_which_they_are_given(make: Factory) -> None:
    trees = [{**COMPONENT, "key": key} for key in ("c", "a", "b")]
    async with make.work(EDITOR) as work:
        assert [created for _, created in await standards.put_components(work, trees)] == [True] * 3
    await make.component(key="d")
    async with make.work(EDITOR) as work:
        assert [created for _, created in await standards.put_components(work, trees)] == [False] * 3
    async with make.reading() as work:
        listed = await standards.list_components(work)
        assert [(one.key, one.position) for one in listed] == [("c", 1), ("a", 2), ("b", 3), ("d", 4)]
        assert (await standards.get_component(work, "a")).names == COMPONENT["names"]
        with pytest.raises(NotFound):
            await standards.get_component(work, "e")


async def test_standards_are_listed_by_key_and_limited_by_component_kind_and_status(make: Factory) -> None:
    await make.component()
    await make.standard()
    await make.standard(key="act-egov-2019", component=None, kind="act", status="unknown")
    async with make.reading(ANONYMOUS) as work:
        assert [one.key for one in await standards.list_all(work)] == ["act-egov-2019", "ega-ita-001"]
        for filters, keys in (
            (Filters(components=["integration-architecture"]), ["ega-ita-001"]),
            (Filters(kinds=["act", "regulation"]), ["act-egov-2019"]),
            (Filters(statuses=["in_force"], kinds=["act"]), []),
        ):
            found = await standards.list_page(work, filters, after="", limit=5)
            assert ([one.key for one in found.items], found.total) == (keys, len(keys))
        page = await standards.list_page(work, Filters(), after="", limit=1)
        assert (page.total, page.next_after) == (2, "act-egov-2019")


async def test_who_changed_a_standard_is_for_those_who_answer_for_the_standards(make: Factory) -> None:
    await make.component()
    await make.standard()
    await make.standard(version="2.0")
    with pytest.raises(FieldsInvalid):
        await make.standard(component="nowhere")
    for who, name in ((ANONYMOUS, None), (PUBLISHER, None), (EDITOR, "rashid"), (ADMIN, "rashid")):
        async with make.reading(who) as work:
            history = await standards.history_of(work, await standards.get(work, "ega-ita-001"))
        assert [(one["action"], one["fields"] == ["version"], one["actor"]) for one in history] == [
            ("put", False, name),
            ("put", True, name),
        ]
    assert (await trail(make.database))[-1] == ("rashid", "standard:put", "refused", "fields-invalid")


@pytest.mark.parametrize("who", [PUBLISHER, ANONYMOUS])
async def test_nobody_but_an_editor_changes_standards(make: Factory, who: Actor) -> None:
    for put, tree in ((standards.put, STANDARD), (standards.put_component, COMPONENT)):
        with pytest.raises(Exception, match=r"role|standards_editor|Sign in|sign in|known|key"):
            async with make.work(who) as work:
                await put(work, tree)
    async with make.reading() as work:
        assert await standards.list_components(work) == []


async def test_the_standards_that_come_with_somana_are_taken_and_claim_no_more_than_was_read(make: Factory) -> None:
    trees = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(SEED.glob("*.yaml"))}
    async with make.work(EDITOR) as work:
        made = await standards.put_components(work, trees.pop("components"))
        assert [row.code for row, _ in made if row.code] == ["APA", "ITA", "ISA", "PAG"]
        assert len(made) == 9
        for name, tree in trees.items():
            assert (await standards.put(work, tree))[0].key == name
    async with make.reading() as work:
        rows = await standards.list_all(work)
    assert len(rows) > 60
    assert "cybersecurity" not in " ".join(row.titles["en"].casefold() for row in rows)
    for row in rows:
        assert row.sources, row.key
        if row.component is not None:
            assert re.fullmatch(r"eGA/EXT/[A-Z]{3}/\d{3}", row.code or ""), row.key
            assert (row.publisher, row.clauses, row.status) == ("ega", [], "unknown")
            assert row.seen in {"cover", "mention"}
            assert row.component.code == (row.code or "").split("/")[2]
