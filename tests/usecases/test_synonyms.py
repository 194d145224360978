from pathlib import Path
from typing import Any

import pytest
import yaml
from factories import EDITOR, PUBLISHER, REVIEWER, Factory, contents, trail
from reference_data import SYNONYM

from registry.domain.actors import ANONYMOUS
from registry.domain.errors import ConditionMissing, FieldsInvalid, NotFound, Outdated, RoleMissing
from registry.domain.synonyms import synonyms_of
from registry.usecases import synonyms

SEED = Path(__file__).parents[2] / "catalog_seed" / "synonyms.yaml"


async def test_a_group_is_kept_and_the_same_again_changes_nothing(make: Factory) -> None:
    row = await make.synonym()
    assert {name: getattr(row, name) for name in SYNONYM} == SYNONYM
    before = await contents(make.database)
    async with make.work(EDITOR) as work:
        assert (await synonyms.put(work, SYNONYM, seen=9))[1] is False
    assert await contents(make.database) == before


async def test_a_change_is_made_from_the_state_that_was_seen(make: Factory) -> None:
    first = await make.synonym()
    changed = {**SYNONYM, "names": {"sw": ["malipo"], "en": ["fee"]}}
    for seen, refusal in ((0, ConditionMissing), (first.revision + 1, Outdated)):
        with pytest.raises(refusal):
            async with make.work(EDITOR) as work:
                await synonyms.put(work, changed, seen=seen)
    async with make.work(EDITOR) as work:
        row, created = await synonyms.put(work, changed, seen=first.revision)
        assert (created, row.revision, row.every) == (False, first.revision + 1, ["malipo", "fee"])


async def test_who_changed_what_is_on_the_record(make: Factory) -> None:
    row = await make.synonym()
    async with make.work(EDITOR) as work:
        await synonyms.remove(work, row.key, seen=row.revision)
    events = [(event, who, outcome) for who, event, outcome, _ in await trail(make.database) if "synonym" in event]
    assert events == [(f"synonym:{step}", EDITOR.name, "allowed") for step in ("put", "remove")]
    await make.synonym()
    async with make.reading(EDITOR) as work:
        told = await synonyms.history_of(work, await synonyms.get(work, row.key))
        assert {one["actor"] for one in told} == {EDITOR.name}
    async with make.reading(ANONYMOUS) as work:
        told = await synonyms.history_of(work, await synonyms.get(work, row.key))
        assert {one["actor"] for one in told} == {None}


async def test_a_group_is_removed_as_it_was_seen_and_only_once(make: Factory) -> None:
    row = await make.synonym()
    with pytest.raises(Outdated):
        async with make.work(EDITOR) as work:
            await synonyms.remove(work, row.key, seen=row.revision + 1)
    async with make.work(EDITOR) as work:
        await synonyms.remove(work, row.key)
    with pytest.raises(NotFound):
        async with make.work(EDITOR) as work:
            await synonyms.remove(work, row.key)


@pytest.mark.parametrize("who", [PUBLISHER, REVIEWER])
async def test_nobody_but_the_editor_changes_or_removes(make: Factory, who: Any) -> None:
    row = await make.synonym()
    with pytest.raises(RoleMissing):
        async with make.work(who) as work:
            await synonyms.put(work, {**SYNONYM, "note": {"sw": "x"}})
    with pytest.raises(RoleMissing):
        async with make.work(who) as work:
            await synonyms.remove(work, row.key)


@pytest.mark.parametrize(
    ("names", "pointer", "code"),
    [
        ({"sw": ["malipo"]}, "/names", "synonyms-few"),
        ({"sw": ["malipo", "kulipia"], "en": ["Malipo"]}, "/names", "synonyms-few"),
        ({}, "/names", "synonyms-few"),
        ({"sw": ["malipo"], "en": ["?!"]}, "/names/en/0", "synonym-words"),
        (
            {"sw": ["malipo"], "en": ["pay", "one two three four five six seven eight nine"]},
            "/names/en/1",
            "synonym-words",
        ),
    ],
)
async def test_names_that_could_not_be_found_are_refused(
    make: Factory, names: dict[str, list[str]], pointer: str, code: str
) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        async with make.work(EDITOR) as work:
            await synonyms.put(work, {**SYNONYM, "names": names})
    assert [(error.pointer, error.code) for error in refused.value.errors] == [(pointer, code)]


async def test_groups_are_listed_by_words_in_any_form_and_by_kind(make: Factory) -> None:
    await make.synonym()
    await make.synonym(key="ict", kind="acronym", names={"sw": ["TEHAMA"], "en": ["ICT"]})
    async with make.reading(ANONYMOUS) as work:
        for kinds, words, keys in (
            ((), "", ["ict", "payment"]),
            ((), "kulipia", ["payment"]),
            ((), "teh", ["ict"]),
            ((), "tehama unicorn", []),
            (("acronym",), "", ["ict"]),
        ):
            assert [row.key for row in await synonyms.list_all(work, kinds, words)] == keys
        page = await synonyms.list_page(work, after="", limit=1)
        assert ([row.key for row in page.items], page.total) == (["ict"], 2)


async def test_what_is_shipped_fits_and_is_said_once(make: Factory) -> None:
    trees = yaml.safe_load(SEED.read_text("utf-8"))
    async with make.work(EDITOR) as work:
        for tree in trees:
            assert (await synonyms.put(work, tree))[1], tree["key"]
    known = synonyms_of([name for names in tree["names"].values() for name in names] for tree in trees)
    for word, other in (
        ("kitambulisho", "identity"),
        ("malipo", "payment"),
        ("thibitisha", "verify"),
        ("mlipakodi", "taxpayer"),
        ("no", "number"),
        ("mifumo", "system"),
        ("usajili", "register"),
    ):
        assert other in known.of(word).words
    assert known.of("namba", "ya", "utambulisho", "wa", "taifa").words == ("nin",)
