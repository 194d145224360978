import json
from pathlib import Path
from typing import Any

import pytest
from factories import ADMIN, PUBLISHER, STRANGER, Factory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, search, systems
from registry.usecases.search import Answer, Question

HOSTILE = [
    '"', "'", "*", "a*", '"a', "NEAR(a b", "a NEAR/2 b", "col:x", "title:secret", "-a", "^a", "a AND", "NOT", "OR",
    "()",
    "(" * 100, "a & b | !c <-> d:*", "a:*B", "';--", '" OR 1=1 --', "\\", "%", "_", "\0", "a\0b", "😀", "١٢٣", "\ud800",
    "{a b}", "a + b", "zzidentit", "AND AND AND", " ", "\n\t", "é" * 200, "ﷺ" * 200, "word " * 20_000, "x" * 100_000,
]  # fmt: skip


async def _found(make: Factory, words: str, who: Actor = ANONYMOUS, **parts: Any) -> Answer:
    async with make.reading(who) as work:
        return await search.find(work, Question(words, **parts))


def _names(answer: Answer) -> list[str]:
    return [hit.name for hit in answer.hits]


async def _catalogue(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    await make.institution(
        "tra", sector="revenue", names=[{"language": "sw", "text": "Mamlaka ya Mapato", "acronym": "TRA"}]
    )
    purpose = {"sw": "Usajili wa walipakodi", "en": "Registration of taxpayers"}
    channels = [{"channel": "govesb", "mode": "pull"}, {"channel": "direct", "mode": "push"}]
    await make.system("tin", "tra", purpose=purpose, channels=channels, state="planned")
    await make.system("efd", "tra", purpose={"en": "Receipts of fiscal devices"}, channels=channels[:1])


NEEDS = [
    ("thibitisha kitambulisho", "cig/identities"),
    ("verify identity", "cig/identities"),
    ("uthibitishaji", "cig/identities"),
    ("confirmation", "cig/identities"),
    ("usajili", "tin"),
    ("sajili walipakodi", "tin"),
    ("taxpayer registration", "tin"),
    ("register", "tin"),
    ("mfumo", "cig"),
    ("mifumo", "cig"),
    ("systems", "cig"),
    ("mapato", "tra"),
    ("revenue", "tra"),
    ("TRA", "tra"),
    ("get_identity", "cig/identities GET /identities/{nin}"),
    ("getIdentity", "cig/identities GET /identities/{nin}"),
    ("GETIDENTITY /identities/{nin}", "cig/identities GET /identities/{nin}"),
    ("first name", "cig/identities Identity"),
    ("firstName", "cig/identities Identity"),
    ("IDENTIT", "cig/identities"),
    ("ìdéntïty", "cig/identities"),
]


@pytest.fixture
async def stocked(make: Factory) -> Factory:
    await _catalogue(make)
    await make.shipped_synonyms()
    return make


async def test_a_need_in_either_language_meets_what_serves_it(stocked: Factory) -> None:
    unmet = [(words, name) for words, name in NEEDS if name not in _names(await _found(stocked, words))]
    assert unmet == []


async def test_a_key_typed_in_full_comes_first(stocked: Factory) -> None:
    for key in ("tin", "TIN", " tra ", "cig", "nida", "cig/identities"):
        assert _names(await _found(stocked, key))[0] == key.strip().lower()


async def test_a_registry_number_finds_its_entry(stocked: Factory) -> None:
    async with stocked.reading() as work:
        number = (await systems.get(work, "tin")).number
    assert _names(await _found(stocked, number))[0] == "tin"


async def test_words_that_nothing_has_together_find_what_has_any_and_say_so(stocked: Factory) -> None:
    answer = await _found(stocked, "taxpayers zeppelin")
    assert not answer.every_word
    assert "tin" in _names(answer)
    assert (await _found(stocked, "taxpayers registration")).every_word
    assert _names(await _found(stocked, "zeppelin")) == []


async def test_signs_alone_find_nothing_and_no_question_lists_everything(stocked: Factory) -> None:
    assert (await _found(stocked, "😀")).total == 0
    listed = await _found(stocked, "  ")
    assert sorted(_names(listed)) == ["cig", "cig/identities", "efd", "ega", "nida", "tin", "tra"]
    assert listed.total == 7


async def test_no_query_is_a_fault_however_hostile(stocked: Factory, shared: Path) -> None:
    corpus = json.loads((shared / "hostile/unicode/03-search-queries.json").read_text("utf-8"))
    for query in [*HOSTILE, *corpus]:
        answer = await _found(stocked, query)
        assert answer.total >= len(answer.hits)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60) | st.text(alphabet='abz09"*()^:-+&|!<> {}', max_size=60))
async def test_no_text_is_a_fault(stocked: Factory, words: str) -> None:
    assert (await _found(stocked, words)).total >= 0


async def test_the_same_question_has_the_same_answer(stocked: Factory) -> None:
    for words in ("", "identity", "mfumo", "mamlaka system"):
        first = _names(await _found(stocked, words))
        assert [_names(await _found(stocked, words)) for _ in range(3)] == [first] * 3
        parts = [_names(await _found(stocked, words, offset=offset, limit=2)) for offset in range(0, len(first), 2)]
        assert [name for part in parts for name in part] == first


async def test_facets_narrow_together_and_each_counts_what_the_others_leave(stocked: Factory) -> None:
    answer = await _found(stocked, "", facets={"institution": ["tra"], "channel": ["direct"]})
    assert _names(answer) == ["tin"]
    assert answer.total == 1
    assert answer.facets["institution"] == {"tra": 1}
    assert answer.facets["channel"] == {"govesb": 2, "direct": 1}
    either = await _found(stocked, "", facets={"state": ["planned", "in-use"], "kind": ["system"]})
    assert sorted(_names(either)) == ["cig", "efd", "tin"]
    assert either.facets["state"] == {"in-use": 2, "planned": 1}
    assert (await _found(stocked, "", facets={"sector": ["revenue"]})).facets["kind"] == {"institution": 1, "system": 2}
    assert (await _found(stocked, "", facets={"sector": ["nonsense"]})).total == 0
    assert _names(await _found(stocked, "", facets={"kind": ["operation"]})) == ["cig/identities GET /identities/{nin}"]


async def test_drafts_are_found_by_nobody(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.APPROVED, title="Unicornregister")
    for who in (ANONYMOUS, STRANGER, PUBLISHER, ADMIN):
        assert (await _found(make, "unicornregister", who)).total == 0


async def test_what_is_for_the_government_is_neither_found_nor_counted_for_strangers(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="hidden", title={"en": "Unicorn watch"}, visibility="government")
    await make.version(Status.PUBLISHED, name="cig/hidden", title="Unicorn watch")
    for words in ("", "unicorn"):
        answer = await _found(make, words)
        assert "cig/hidden" not in _names(answer)
        assert answer.total == sum(answer.facets["kind"].values())
        assert answer.facets["kind"].get("api", 0) == (1 if not words else 0)
        for who in (STRANGER, PUBLISHER, ADMIN):
            assert "cig/hidden" in _names(await _found(make, words, who))
    async with make.work() as work:
        await interfaces.change(work, "cig/hidden", {"visibility": "public"}, 1)
    assert "cig/hidden" in _names(await _found(make, "unicorn"))


async def test_what_is_retired_sinks_below_what_can_be_used(make: Factory) -> None:
    await make.catalogue()
    for key, status in (("aa", Status.RETIRED), ("bb", Status.PUBLISHED), ("cc", Status.DEPRECATED)):
        await make.api(key=key, title={"en": "Unicorn"})
        await make.version(status, name=f"cig/{key}", title="Unicorn")
    answer = await _found(make, "unicorn", facets={"kind": ["api"]})
    assert _names(answer) == ["cig/bb", "cig/cc", "cig/aa"]
    assert answer.facets["state"] == {"published": 1, "deprecated": 1, "retired": 1}


async def test_the_words_that_matched_are_named(stocked: Factory) -> None:
    (hit,) = [hit for hit in (await _found(stocked, "walipakodi")).hits if hit.name == "tin"]
    assert "walipakodi" in hit.matched


async def test_the_index_follows_a_version_through_its_life(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.APPROVED, title="Unicorn")
    assert (await _found(make, "unicorn")).total == 0
    states = []
    for action in (Action.PUBLISH, Action.SUSPEND, Action.RESUME, Action.DEPRECATE, Action.RETIRE):
        version = await make.advance(version, action)
        answer = await _found(make, "unicorn", facets={"kind": ["api"]})
        states += [hit.first("state") for hit in answer.hits]
    assert states == ["published", "suspended", "published", "deprecated", "retired"]
