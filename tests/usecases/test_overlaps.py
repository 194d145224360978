import json
from collections.abc import Sequence

import pytest
from factories import ADMIN, AUDITOR, PUBLISHER, REVIEWER, STRANGER, Factory
from reference_data import concept

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.entries import Visibility
from registry.domain.errors import NotFound
from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, overlaps, transitions, versions
from registry.usecases.overlaps import LEAST_WEIGHT, MOST, Overlap, weight_of
from registry.usecases.transitions import Order

PERSON = ["nin", "firstName", "lastName", "dateOfBirth", "sex", "phone", "photo"]
GENERIC = ["id", "status", "createdAt", "page", "total", "message", "code", "updatedAt", "size"]


def of_fields(names: Sequence[str], **parts: object) -> bytes:
    """Return a JSON Schema of these fields."""
    fields = {name: {"type": "string"} for name in names}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps({"$schema": dialect, "title": "T", "type": "object", "properties": fields, **parts}).encode()


async def kept(make: Factory, key: str, names: Sequence[str], institution: str, *, public: bool = True) -> None:
    """Define a data schema of an institution, with a version that is published or a draft."""
    await make.schema(key, institution)
    async with make.work() as work:
        version, _ = await versions.publish(work, key, of_fields(names), "1.0.0")
    if public:
        await published(make, key, version.digest, str(version.report_id))


async def published(make: Factory, key: str, digest: str, report: str) -> None:
    for action, who in [
        (Action.SUBMIT, ADMIN),
        (Action.TAKE, REVIEWER),
        (Action.APPROVE, REVIEWER),
        (Action.PUBLISH, ADMIN),
    ]:
        async with make.work(who) as work:
            await transitions.advance(work, key, "1.0.0", Order(action, "because", digest=digest, report=report))


async def found(make: Factory, key: str = "ours", who: Actor = ADMIN) -> list[Overlap]:
    async with make.reading(who) as work:
        return await overlaps.of(work, key, "1.0.0")


async def test_seven_of_nine_fields_are_published_by_another(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "person", PERSON, "nida")
    await kept(make, "ours", [*PERSON, "plotNumber", "cropName"], "ega", public=False)
    (one,) = await found(make)
    assert (one.version.reference, one.institution, one.own) == ("person@1.0.0", "NIDA", False)
    assert (len(one.pairs), one.of) == (7, 9)
    assert one.reason["sw"].startswith("Nyuga 7 kati ya hizi 9 zimeshachapishwa na NIDA katika person@1.0.0;")
    assert one.reason["en"].startswith("7 of these 9 fields are published by NIDA in person@1.0.0;")
    assert 0.7 < one.score < 7 / 9


async def test_fields_are_the_same_where_they_mean_the_same(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.concept(personal_data="none")
    await make.concept(**concept("given-name", field_names=["first_name", "jina_la_kwanza"], personal_data="none"))
    await kept(make, "person", ["nida_no", "firstName", "mother_tongue"], "nida")
    await kept(make, "ours", ["nationalId", "jina_la_kwanza", "motherTongue", "nin"], "ega", public=False)
    (one,) = await found(make)
    pairs = {pair.ours: (pair.concept, pair.theirs, pair.title.get("en")) for pair in one.pairs}
    assert pairs == {
        "nationalId": ("nin", "nida_no", "National identification number"),
        "jina_la_kwanza": ("given-name", "firstName", "Meaning given-name"),
        "motherTongue": (None, "mother_tongue", None),
    }
    assert one.of == 3


async def test_what_everybody_has_is_no_overlap(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "paging", GENERIC, "nida")
    await kept(make, "ours", [*GENERIC, "plotNumber"], "ega", public=False)
    assert await found(make) == []


@pytest.mark.parametrize(
    ("shared", "own", "expected"), [(3, 0, True), (2, 0, False), (3, 7, True), (3, 8, False), (0, 5, False)]
)
async def test_three_fields_and_three_in_ten_are_the_least(
    make: Factory, shared: int, own: int, *, expected: bool
) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "person", PERSON, "nida")
    await kept(make, "ours", [*PERSON[:shared], *(f"cropKind{'x' * one}" for one in range(own))], "ega", public=False)
    assert bool(await found(make)) is expected


async def test_the_entries_of_others_come_first_and_no_more_than_five(make: Factory) -> None:
    await make.institutions("nida", "ega", "rita")
    for number in range(MOST):
        await kept(make, f"own-{number}", PERSON, "nida")
    await kept(make, "births", PERSON[:4], "rita")
    await kept(make, "ours", PERSON, "nida", public=False)
    every = await found(make)
    assert len(every) == MOST
    assert [one.own for one in every] == [False] + [True] * (MOST - 1)
    assert every[0].version.reference == "births@1.0.0"
    assert "taasisi hiyo hiyo (NIDA)" in every[1].reason["sw"]


async def test_a_version_does_not_overlap_with_its_own_entry(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "ours", PERSON, "nida")
    assert await found(make) == []


async def test_what_one_may_not_see_is_neither_found_nor_counted(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "ours", PERSON, "nida")
    await kept(make, "open", PERSON, "nida")
    weight = [pair.weight for pair in (await found(make, who=ANONYMOUS))[0].pairs]
    for number in range(2):
        await kept(make, f"inner-{number}", PERSON, "nida")
        async with make.work() as work:
            row = await interfaces.get(work, f"inner-{number}")
            await interfaces.change(work, row.name, {"visibility": Visibility.GOVERNMENT.value}, row.revision)
    (alone,) = await found(make, who=ANONYMOUS)
    assert alone.version.reference == "open@1.0.0"
    assert [pair.weight for pair in alone.pairs] == weight
    for who in (PUBLISHER, REVIEWER, STRANGER, AUDITOR):
        seen = await found(make, who=who)
        assert len(seen) == 3
        assert seen[0].pairs[0].weight < weight[0]


async def test_the_overlap_of_what_one_may_not_see_is_not_there(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "person", PERSON, "nida")
    await kept(make, "ours", PERSON, "nida", public=False)
    for who in (ANONYMOUS, STRANGER):
        with pytest.raises(NotFound):
            await found(make, who=who)
    assert len(await found(make, who=PUBLISHER)) == 1


async def test_drafts_and_what_is_no_longer_in_use_publish_nothing(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await kept(make, "person", PERSON, "nida", public=False)
    await kept(make, "ours", PERSON, "ega", public=False)
    assert await found(make) == []
    async with make.reading() as work:
        version = await versions.get(work, "person", "1.0.0")
    await published(make, "person", version.digest, str(version.report_id))
    assert len(await found(make)) == 1
    await make.advance(version, Action.SUSPEND)
    assert await found(make) == []
    await make.advance(version, Action.RESUME)
    await make.advance(version, Action.DEPRECATE)
    assert [one.version.status for one in await found(make)] == [Status.DEPRECATED]


async def test_an_empty_catalogue_overlaps_with_nothing(make: Factory) -> None:
    async with make.reading(ANONYMOUS) as work:
        assert await overlaps.of_facts(work, {}) == []
        fields = [{"name": name, "parent": "", "type": None, "format": None} for name in PERSON]
        assert await overlaps.of_facts(work, {"fields": fields}) == []


async def test_five_hundred_fields_are_compared(make: Factory) -> None:
    await make.institutions("nida", "ega")
    names = [f"field{''.join(chr(97 + int(digit)) for digit in str(number))}" for number in range(500)]
    await kept(make, "person", names, "nida")
    await kept(make, "ours", list(reversed(names)), "ega", public=False)
    (one,) = await found(make)
    assert (len(one.pairs), one.of) == (500, 500)


async def test_hostile_names_do_no_harm(make: Factory) -> None:
    await make.institutions("nida", "ega")
    hostile = ["\u202ea", "x" * 121, "\ufdfa" * 100, "'); DROP TABLE version;--", "{telling}", "<b>", "%s", "__proto__"]
    await kept(make, "person", [*PERSON, *hostile], "nida")
    await kept(make, "ours", [*hostile, *PERSON], "ega", public=False)
    (one,) = await found(make)
    assert {pair.ours for pair in one.pairs} == {*PERSON, *hostile[3:]}


def test_the_weight_of_a_field_falls_with_how_many_publish_it() -> None:
    weights = [weight_of(count) for count in (0, 1, 10, 100, 500, 100_000)]
    assert weights == sorted(weights, reverse=True)
    assert (weights[0], weights[-1]) == (1, 0.05)
    assert len(GENERIC) * weights[-1] < LEAST_WEIGHT
