import pytest
from factories import ADMIN, STRANGER, Factory
from noticing import letters_of, told

from registry.domain.actors import ANONYMOUS, Actor, Role, Scope
from registry.domain.errors import FieldsInvalid, RoleMissing, Unauthenticated
from registry.domain.notices import LetterState, MailChoice, NoticeKind
from registry.usecases import accounts, notices

APPROVED, OPENED = NoticeKind.REVIEW_APPROVED, NoticeKind.REVIEW_OPENED


@pytest.fixture
async def amina(make: Factory) -> Actor:
    await make.institutions("nida", "ega")
    return await make.person("amina", Role.PUBLISHER)


async def _tell(make: Factory, kind: NoticeKind = APPROVED, who: Actor = ADMIN, cause: str | None = None) -> int:
    async with make.work(who) as work:
        work.attempt("test:tell", "account", "amina")
        people = await notices.owners_of(work, "nida")
        number = await notices.tell(
            work, people, kind, "cig", "/reviews/x", cause=cause, number="x", due_on="2026-12-01"
        )
        work.record()
        return number


async def test_owners_of_an_institution_are_told_but_for_whoever_does_it(make: Factory, amina: Actor) -> None:
    await make.person("baraka", Role.INSTITUTION_ADMIN)
    await make.person("hawa", Role.AUDITOR)
    await make.person("salim", Role.PUBLISHER, institution="ega")
    assert await _tell(make, who=amina) == 1
    assert await told(make) == [("baraka", "review-approved", "cig")]


async def test_a_cause_is_told_once(make: Factory, amina: Actor) -> None:
    del amina
    assert [await _tell(make, cause="the same") for _ in range(2)] == [1, 0]
    assert [await _tell(make) for _ in range(2)] == [1, 1]


async def test_whoever_cannot_sign_in_is_told_nothing(make: Factory, amina: Actor) -> None:
    async with make.work() as work:
        await accounts.disable(work, amina.name)
    assert await _tell(make) == 0


async def test_reviewers_are_those_of_other_institutions(make: Factory, amina: Actor) -> None:
    del amina
    for name, institution in (("rehema", "ega"), ("neema", "nida"), ("juma", None)):
        await make.person(name, Role.REVIEWER, institution=institution)
    async with make.reading() as work:
        assert [one.name for one in await notices.reviewers_but_of(work, "nida")] == ["juma", "rehema"]
        assert [one.name for one in await notices.people_named(work, {"juma", None, "nobody"})] == ["juma"]


async def test_a_letter_is_written_where_mail_is_set_up_and_wanted_at_once(
    make: Factory, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _tell(make)
    assert await letters_of(make) == []
    monkeypatch.setenv("REGISTRY_MAIL", "file:/nowhere")
    await _tell(make)
    await _tell(make, OPENED)
    for choice in (MailChoice.DAILY, MailChoice.NEVER):
        async with make.work(amina) as work:
            assert await notices.choose(work, {"mail": choice.value}) is choice
        await _tell(make)
    assert [one.account_id for one in await letters_of(make)] == [amina.user_id]
    async with make.reading(amina) as work:
        page = await notices.list_page(work)
        assert [one.mail for one in page.items] == ["never", "daily", "daily", "at-once", "never"]
        assert await notices.choice_of(work) is MailChoice.NEVER
    async with make.reading() as work:
        assert (await notices.letter_counts(work))[LetterState.QUEUED] == 1


async def test_what_is_undone_tells_nobody(make: Factory, amina: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    del amina
    monkeypatch.setenv("REGISTRY_MAIL", "file:/nowhere")

    async def refused() -> None:
        async with make.work() as work:
            work.attempt("test:tell", "account", "amina")
            await notices.tell(work, await notices.owners_of(work, "nida"), APPROVED, "cig", "/")
            raise RoleMissing("nobody")

    with pytest.raises(RoleMissing):
        await refused()
    assert (await told(make), await letters_of(make)) == ([], [])


async def test_notices_are_read_page_after_page_and_marked(make: Factory, amina: Actor) -> None:
    for _ in range(5):
        await _tell(make)
    async with make.reading(amina) as work:
        first = await notices.list_page(work, limit=2)
        assert (first.total, [one.id for one in first.items]) == (5, [5, 4])
        second = await notices.list_page(work, after=str(first.next_after), limit=3)
        assert ([one.id for one in second.items], second.next_after) == ([3, 2, 1], None)
        assert await notices.count_unread(work) == 5
    async with make.work(amina) as work:
        assert await notices.mark_read(work, [4, 99, 2**40, -1]) == 1
    async with make.reading(amina) as work:
        assert [one.id for one in (await notices.list_page(work, unread=True)).items] == [5, 3, 2, 1]
    async with make.work(amina) as work:
        assert await notices.mark_read(work) == 4
        assert await notices.mark_read(work) == 0


async def test_nobody_reads_or_marks_what_another_was_told(make: Factory, amina: Actor) -> None:
    await _tell(make)
    baraka = await make.person("baraka", Role.ADMIN)
    async with make.work(baraka) as work:
        assert await notices.mark_read(work, [1]) == 0
        assert (await notices.list_page(work)).items == []
    async with make.reading(amina) as work:
        assert await notices.count_unread(work) == 1


@pytest.mark.parametrize("who", [ANONYMOUS, ADMIN, STRANGER])
async def test_whoever_has_no_account_has_no_notices(make: Factory, who: Actor) -> None:
    async with make.reading(who) as work:
        for asking in (notices.list_page, notices.count_unread, notices.choice_of):
            with pytest.raises(Unauthenticated):
                await asking(work)


async def test_a_key_without_a_scope_that_reads_sees_no_notices(make: Factory, amina: Actor) -> None:
    limited = Actor(amina.kind, amina.name, amina.user_id, "nida", amina.roles, frozenset({Scope.CHANGES_READ}))
    async with make.reading(limited) as work:
        with pytest.raises(Unauthenticated):
            await notices.list_page(work)


async def test_another_choice_than_there_are_is_refused(make: Factory, amina: Actor) -> None:
    with pytest.raises(FieldsInvalid):
        async with make.work(amina) as work:
            await notices.choose(work, {"mail": "hourly"})


async def test_only_administrators_count_letters(make: Factory, amina: Actor) -> None:
    async with make.reading(amina) as work:
        with pytest.raises(RoleMissing):
            await notices.letter_counts(work)
