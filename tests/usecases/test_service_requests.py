import pytest
from factories import ADMIN, Factory
from noticing import told

from registry.domain.actors import ANONYMOUS, Actor, Role
from registry.domain.errors import FieldsInvalid, NotFound, RoleMissing, TooMany, Unauthenticated
from registry.usecases import allowances, service_requests

NEED = {"need": "Verify a driving licence\nonce a day", "words": "leseni"}


@pytest.fixture
async def asker(make: Factory) -> Actor:
    await make.institutions("nida", "ega", "brela")
    return await make.person("asha", Role.PUBLISHER, institution="brela")


async def _ask(make: Factory, who: Actor, **parts: str) -> int:
    async with make.work(who) as work:
        return (await service_requests.ask(work, {**NEED, **parts})).id


async def test_the_institution_that_is_asked_is_told_answers_and_who_asked_is_told(make: Factory, asker: Actor) -> None:
    owner = await make.person("amina", Role.PUBLISHER)
    number = await _ask(make, asker, institution="nida")
    assert await told(make) == [("amina", "service-asked", "Verify a driving licence")]
    async with make.work(owner) as work:
        row = await service_requests.answer(work, number, {"answer": "Next year."})
        assert (row.answer, row.answered_by) == ("Next year.", "amina")
    assert (await told(make, asker))[-1] == ("asha", "service-answered", "Verify a driving licence")


async def test_e_ga_is_asked_where_no_institution_is(make: Factory, asker: Actor) -> None:
    await make.person("admin", Role.ADMIN, institution="ega")
    await make.person("amina", Role.PUBLISHER)
    await _ask(make, asker, need="x" * 300)
    assert await told(make) == [("admin", "service-asked", "x" * 119 + "…")]


async def test_a_request_is_seen_by_who_asked_who_is_asked_and_e_ga_alone(make: Factory, asker: Actor) -> None:
    number = await _ask(make, asker, institution="nida")
    for role in Role:
        for place in ("nida", "ega", "brela"):
            who = await make.person(f"{role.value.replace('_', '-')}-{place}", role, institution=place)
            sees = place == "nida" or who.overseeing
            answers = role is Role.ADMIN or (place == "nida" and role in {Role.PUBLISHER, Role.INSTITUTION_ADMIN})
            async with make.reading(who) as work:
                assert (await service_requests.list_page(work)).total == int(sees), who.name
            error = None if answers else RoleMissing if sees else NotFound
            assert await _refusal(make, who, number) is error, who.name
    async with make.reading(asker) as work:
        assert [row.id for row in (await service_requests.list_page(work)).items] == [number]
    assert await _refusal(make, asker, number) is RoleMissing


async def _refusal(make: Factory, who: Actor, number: int) -> type[Exception] | None:
    try:
        async with make.work(who) as work:
            await service_requests.answer(work, number, {"answer": "Yes."})
    except (RoleMissing, NotFound) as error:
        return type(error)
    return None


async def test_nobody_known_and_nothing_sensible_is_let_in(
    make: Factory, asker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (ANONYMOUS, ADMIN):
        with pytest.raises(Unauthenticated):
            await _ask(make, who)
    for parts, pointer in [({"need": "short"}, "/need"), ({"institution": "nobody"}, "/institution")]:
        with pytest.raises(FieldsInvalid) as refused:
            await _ask(make, asker, **parts)
        assert refused.value.errors[0].pointer == pointer
    for number in (0, -1, 2**40):
        async with make.reading(asker) as work:
            with pytest.raises(NotFound):
                await service_requests.get(work, number)
    monkeypatch.setattr(service_requests, "ASKING", allowances.Limit(1, 3_600))
    other = await make.person("baraka", Role.PUBLISHER)
    await _ask(make, other)
    with pytest.raises(TooMany):
        await _ask(make, other)


async def test_requests_are_listed_in_pages_the_latest_first(make: Factory, asker: Actor) -> None:
    numbers = [await _ask(make, asker) for _ in range(3)]
    async with make.reading(asker) as work:
        first = await service_requests.list_page(work, limit=2)
        rest = await service_requests.list_page(work, after=first.next_after or "", limit=2)
    assert [row.id for row in (*first.items, *rest.items)] == numbers[::-1]
    assert (first.total, rest.next_after) == (3, None)
