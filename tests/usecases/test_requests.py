from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from factories import COMPLETE, OWN_REVIEWER, PUBLISHER, REVIEWER, SECOND_REVIEWER, STRANGER, Factory, actor, document
from reviewing import NAME, PERSONAL, advanced, asked, basis_of, decided, decisions_of, fetched, review_of
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from registry.db.conflicts import error_of
from registry.db.models import Review, ReviewDecision
from registry.domain.actors import Role
from registry.domain.entries import Standing, SystemState
from registry.domain.errors import (
    ConditionMissing,
    NotFound,
    NotYourReview,
    Outdated,
    OwnInstitution,
    OwnWork,
    ReasonRequired,
    RoleMissing,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.names import is_registry_number
from registry.domain.review_errors import (
    AppealMade,
    DecidedBefore,
    DecisionOutdated,
    EntryIncomplete,
    RequestNeedless,
    RequestOpen,
)
from registry.domain.reviews import RequestKind
from registry.usecases import interfaces, requests, systems, versions

OTHER_REVIEWER = actor(Role.REVIEWER, name="zuhura", institution="ega")


async def system(make: Factory, **parts: object) -> None:
    await make.institutions("nida", "ega")
    await make.system(**{**COMPLETE, **parts})


async def state_of(make: Factory) -> tuple[SystemState, Standing]:
    async with make.reading() as work:
        row = await systems.get(work, "cig")
        return row.state, row.standing


async def test_an_incomplete_system_is_refused_with_what_is_missing_and_where(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system()
    with pytest.raises(EntryIncomplete) as refused:
        await asked(make)
    missing = {error.pointer for error in refused.value.errors}
    assert missing == {"/contacts", "/legal_basis", "/hosting", "/personal_data"}
    assert refused.value.where == "/systems/cig/edit"


async def test_an_api_without_access_procedure_is_not_submitted(make: Factory) -> None:
    await make.catalogue(access=None, description={})
    version = await make.version()
    with pytest.raises(EntryIncomplete) as refused:
        await make.advance(version, Action.SUBMIT)
    assert [error.pointer for error in refused.value.errors] == ["/description", "/access/steps", "/access/contact"]
    assert refused.value.where == "/apis/cig/identities/edit"


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (RequestKind.ESTABLISH, "planned", SystemState.PLANNED),
        (RequestKind.TAKE_INTO_USE, "planned", SystemState.IN_USE),
        (RequestKind.END, "in-use", SystemState.RETIRED),
    ],
)
async def test_an_approved_request_makes_of_a_system_what_was_asked(
    make: Factory, kind: RequestKind, before: str, after: SystemState
) -> None:
    await system(make, state=before)
    review = await asked(make, kind)
    assert is_registry_number(review.number)
    await advanced(make, review, Action.TAKE)
    closed = await decided(make, review)
    assert (closed.state, closed.closed_at is not None) == (Status.APPROVED, True)
    assert await state_of(make) == (after, Standing.REVIEWED)


async def test_a_system_is_modified_only_once_it_is_established(make: Factory) -> None:
    await system(make)
    with pytest.raises(RequestNeedless):
        await asked(make, RequestKind.MODIFY)
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    await decided(make, review)
    assert (await asked(make, RequestKind.MODIFY)).serial == 2
    with pytest.raises(RequestNeedless):
        await asked(make)


async def test_one_request_of_a_kind_is_open_for_a_system(make: Factory) -> None:
    await system(make, state="planned")
    first = await asked(make)
    with pytest.raises(RequestOpen):
        await asked(make)
    await asked(make, RequestKind.TAKE_INTO_USE)
    await advanced(make, first, Action.WITHDRAW)
    assert (await asked(make)).state is Status.SUBMITTED


async def test_one_request_of_a_kind_is_open_for_an_api_and_its_number_is_told(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    first = await review_of(make)
    second = await make.version(number="1.1.0")
    with pytest.raises(RequestOpen, match=first.number):
        await make.advance(second, Action.SUBMIT)
    assert first.number in RequestOpen(first.number).sentence("sw")
    await decided(make, first)
    assert (await make.advance(second, Action.SUBMIT)).status is Status.SUBMITTED


async def test_the_database_itself_refuses_a_second_open_request_for_an_api(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.SUBMITTED)
    draft = await make.version(number="1.1.0")
    open_one = await review_of(make)
    columns = {column.key: getattr(open_one, column.key) for column in Review.__table__.columns}
    other = insert(Review).values(**{**columns, "id": uuid4(), "serial": 99, "version_id": draft.id})
    async with make.database.writing() as session:
        with pytest.raises(IntegrityError) as refused:
            await session.execute(other)
    assert type(error_of(refused.value)) is RequestOpen


async def test_a_request_is_seen_by_its_owner_and_those_who_oversee(make: Factory) -> None:
    await system(make)
    review = await asked(make)
    for who in (PUBLISHER, REVIEWER):
        async with make.reading(who) as work:
            assert (await requests.get(work, review.number)).id == review.id
    for number in (review.number, "REV-000001-0", "SYS-000001-0", "x"):
        with pytest.raises(NotFound):
            async with make.reading(STRANGER) as work:
                await requests.get(work, number)


async def test_only_the_owner_asks_and_withdraws_and_only_a_reviewer_of_elsewhere_takes(make: Factory) -> None:
    await system(make)
    with pytest.raises(RoleMissing):
        async with make.work(STRANGER) as work:
            await requests.ask(work, "cig", {"kind": "establish"})
    review = await asked(make)
    for who, error in ((PUBLISHER, RoleMissing), (OWN_REVIEWER, OwnInstitution)):
        with pytest.raises(error):
            await advanced(make, review, Action.TAKE, who)
    with pytest.raises(RoleMissing):
        await advanced(make, review, Action.WITHDRAW, REVIEWER)
    both = actor(Role.REVIEWER, Role.ADMIN, name="amina", institution="ega")
    with pytest.raises(OwnWork):
        await advanced(make, review, Action.TAKE, both)


async def test_a_decision_needs_the_review_in_hand_a_reason_for_a_refusal_and_the_state_that_was_seen(
    make: Factory,
) -> None:
    await system(make)
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    with pytest.raises(NotYourReview):
        await decided(make, review, who=OTHER_REVIEWER)
    with pytest.raises(ReasonRequired):
        await advanced(make, review, Action.REJECT, REVIEWER, reason=" ")
    with pytest.raises(Outdated):
        await decided(make, review, seen=1)
    assert (await fetched(make, review)).state is Status.IN_REVIEW


async def test_a_system_that_changed_since_it_was_read_is_not_decided_on(make: Factory) -> None:
    await system(make)
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    read = await basis_of(make, review)
    async with make.work(PUBLISHER) as work:
        row = await systems.get(work, "cig")
        await systems.change(work, "cig", {"hosting": {"kind": "own"}}, row.revision)
    with pytest.raises(DecisionOutdated) as refused:
        await decided(make, review, **read)
    assert refused.value.changed == ("entry",)
    assert (await decided(make, review)).state is Status.APPROVED


async def test_a_decision_on_a_version_names_document_profile_findings_and_entry(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    read = await basis_of(make, review)
    assert set(read) == {"document", "profile", "findings", "entry"}
    other = f"sha256:{'0' * 64}"
    for name in read:
        changed: dict[str, Any] = {name: other}
        with pytest.raises(DecisionOutdated) as refused:
            await decided(make, review, **changed)
        assert refused.value.changed == (name,)
    async with make.work(REVIEWER) as work:
        with pytest.raises(ConditionMissing):
            await requests.decide(work, review.number, {"verdict": "approve", "entry": read["entry"]}, review.revision)
    async with make.work(PUBLISHER) as work:
        interface = await interfaces.get(work, NAME)
        await interfaces.change(work, NAME, {"description": {"en": "Other"}}, interface.revision)
    with pytest.raises(DecisionOutdated, match="what is registered"):
        await decided(make, review, **read)
    closed = await decided(make, review)
    async with make.reading() as work:
        assert (await versions.get(work, NAME, "1.0.0")).status is closed.state is Status.APPROVED


async def test_two_different_reviewers_approve_what_holds_personal_data(make: Factory) -> None:
    await make.institutions("nida", "ega", "utumishi")
    await make.system(**PERSONAL)
    await make.api()
    version = await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    assert (review.personal_data, review.approvals) == (True, 2)
    first = await decided(make, review)
    assert (first.state, first.reviewer) == (Status.IN_REVIEW, None)
    with pytest.raises(DecidedBefore):
        await advanced(make, review, Action.TAKE, REVIEWER)
    with pytest.raises(NotYourReview):
        await make.advance(version, Action.APPROVE, SECOND_REVIEWER)
    await advanced(make, review, Action.TAKE, SECOND_REVIEWER)
    assert (await decided(make, review, who=SECOND_REVIEWER)).state is Status.APPROVED
    made = await decisions_of(make, review)
    assert [(one.reviewer, one.verdict, one.final) for one in made] == [
        ("rehema", Action.APPROVE, False),
        ("juma", Action.APPROVE, True),
    ]


async def test_the_second_of_two_reviewers_can_refuse(make: Factory) -> None:
    await make.institutions("nida", "ega", "utumishi")
    await make.system(**{**COMPLETE, "critical": True})
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    await decided(make, review)
    await advanced(make, review, Action.TAKE, SECOND_REVIEWER)
    assert (await decided(make, review, "reject", SECOND_REVIEWER)).state is Status.REJECTED
    assert (await state_of(make))[1] is Standing.REGISTERED


async def test_a_rejection_is_appealed_against_once_and_decided_by_another(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.REJECTED)
    review = await review_of(make)
    with pytest.raises(ReasonRequired):
        await advanced(make, review, Action.APPEAL, reason="")
    again = await advanced(make, review, Action.APPEAL)
    assert (again.state, again.reviewer, again.round, again.appealed_at is not None) == (
        Status.SUBMITTED,
        None,
        2,
        True,
    )
    with pytest.raises(DecidedBefore):
        await advanced(make, review, Action.TAKE, REVIEWER)
    await advanced(make, review, Action.TAKE, SECOND_REVIEWER)
    await decided(make, review, "reject", SECOND_REVIEWER)
    with pytest.raises(AppealMade):
        await advanced(make, review, Action.APPEAL)
    async with make.reading() as work:
        assert (await versions.get(work, NAME, version.number)).status is Status.REJECTED


async def test_the_clock_stops_while_the_owner_has_changes_to_make_and_goes_on_after(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    due = review.due_on
    assert due is not None
    waiting = await decided(make, review, "request_changes")
    assert (waiting.due_on, waiting.running_since, waiting.state) == (None, None, Status.CHANGES_REQUESTED)
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(work, NAME, document(title="Mended"))
    await make.advance(version, Action.SUBMIT)
    going = await fetched(make, review)
    assert (going.due_on, going.round, going.reviewer) == (due, 2, None)


async def test_a_clock_that_was_set_back_is_due_no_earlier_than_it_was_opened(make: Factory) -> None:
    await system(make)
    review = await asked(make)
    opened_on = review.running_since
    async with make.work(REVIEWER) as work:
        work.now -= timedelta(days=400)
        taken = await requests.advance(work, review.number, requests.Move(Action.TAKE, review.revision))
    assert taken.running_since == opened_on
    assert taken.due_on == review.due_on


async def test_what_was_said_of_a_finding_stays_with_it_until_it_is_gone(make: Factory) -> None:
    await make.catalogue()
    info = {"title": "Identity verification", "version": "1.0.0", "description": "x", "contact": {"name": "ICT"}}
    await make.version(Status.IN_REVIEW, servers=[{"url": "http://api.nida.example/v1"}], info=info)
    review = await review_of(make)
    async with make.reading() as work:
        report = await versions.report_of(work, await versions.get(work, NAME, "1.0.0"))
    fingerprint = report["findings"][0]["fingerprint"]
    said = [
        {"fingerprint": fingerprint, "remark": "Known; a proxy adds TLS."},
        {"fingerprint": "0" * 16, "remark": "x"},
    ]
    await decided(make, review, "request_changes", remarks=said)
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(
            work, NAME, document(servers=[{"url": "http://api.nida.example/v1"}], info={**info, "title": "Mended"})
        )
    await make.advance(version, Action.SUBMIT)
    await advanced(make, review, Action.TAKE)
    await decided(make, review)
    first, second = await decisions_of(make, review)
    assert first.remarks.keys() == second.remarks.keys() == {fingerprint}
    assert second.remarks[fingerprint]["by"] == "rehema"


async def test_no_decision_is_ever_changed(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.APPROVED)
    for statement in (update(ReviewDecision).values(remark="other"), delete(ReviewDecision)):
        with pytest.raises(DBAPIError):
            async with make.database.writing() as session, session.begin():
                await session.execute(statement)
    assert len(await decisions_of(make, await review_of(make))) == 1


async def test_what_somebody_may_do_next_is_what_works(make: Factory) -> None:
    await system(make)
    review = await asked(make)

    async def actions(who: object) -> list[Action]:
        async with make.reading(who) as work:  # type: ignore[arg-type]
            return await requests.actions_of(work, await requests.get(work, review.number))

    assert (await actions(PUBLISHER), await actions(REVIEWER), await actions(OWN_REVIEWER)) == (
        [Action.WITHDRAW],
        [Action.TAKE],
        [],
    )
    await advanced(make, review, Action.TAKE)
    assert set(await actions(REVIEWER)) == {Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES}
    assert await actions(OTHER_REVIEWER) == []
    await decided(make, review, "reject")
    assert await actions(PUBLISHER) == [Action.APPEAL]
