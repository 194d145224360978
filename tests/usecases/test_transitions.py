from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from factories import (
    ADMIN,
    OWN_REVIEWER,
    PUBLISHER,
    REVIEWER,
    STRANGER,
    Factory,
    actor,
    contents,
    document,
    trail,
)
from sqlalchemy import update

from registry.db.models import Review, Version
from registry.db.queries import versions as queries
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.entries import Standing
from registry.domain.errors import (
    ConditionMissing,
    DocumentHasErrors,
    FieldsInvalid,
    IllegalTransition,
    NotFound,
    NotYourReview,
    Outdated,
    OwnInstitution,
    OwnWork,
    ReasonRequired,
    RegistryError,
    RoleMissing,
    ScopeMissing,
    Unauthenticated,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.profiles import ProfileState
from registry.usecases import systems, transitions, versions
from registry.usecases.transitions import Order, actions_of, order_of

NAME = "cig/identities"

# Written by hand, apart from the table of transitions: what an owner may do, what a reviewer of elsewhere may do.
OWNERS_STEPS = {
    "draft": {"submit": "submitted"},
    "changes_requested": {"submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"withdraw": "withdrawn"},
    "in_review": {"withdraw": "withdrawn"},
    "approved": {"publish": "published"},
    "published": {"deprecate": "deprecated"},
    "deprecated": {"retire": "retired"},
    "suspended": {"retire": "retired"},
    "rejected": {"appeal": "submitted"},
}
REVIEWERS_STEPS = {
    "submitted": {"take": "in_review"},
    "in_review": {"request_changes": "changes_requested", "reject": "rejected", "approve": "approved"},
    "published": {"suspend": "suspended"},
    "suspended": {"resume": "published"},
}
PUBLIC = {"published", "suspended", "deprecated", "retired"}


async def _put(make: Factory, version: Version, **values: Any) -> None:
    async with make.database.writing() as session, session.begin():
        await session.execute(update(Version).where(Version.id == version.id).values(**values))
        # The next step opens a request of its own, in which nobody has decided yet.
        await session.execute(update(Review).where(Review.version_id == version.id).values(state=Status.WITHDRAWN))


async def _fetched(make: Factory, version: Version) -> Version:
    async with make.reading() as work:
        return await queries.get(work.session, NAME, version.number)


def _expected(who: Actor, status: str, action: str) -> type[RegistryError] | str:
    steps = {**OWNERS_STEPS.get(status, {}), **REVIEWERS_STEPS.get(status, {})}
    if who is STRANGER and status not in PUBLIC:
        return NotFound
    if action not in steps:
        return IllegalTransition
    if action in OWNERS_STEPS.get(status, {}):
        return steps[action] if who is PUBLISHER else RoleMissing
    if who is OWN_REVIEWER:
        return OwnInstitution
    return steps[action] if who is REVIEWER else RoleMissing


async def test_every_party_can_take_exactly_their_steps_in_every_state(make: Factory) -> None:
    await make.catalogue()
    version = await make.version()
    seen: dict[str, Any] = {"digest": version.digest, "report": str(version.report_id)}
    tomorrow = version.created_at.date() + timedelta(days=1)
    for status in Status:
        state: dict[str, Any] = {"status": status, "submitted_by": "amina", "taken_by": "rehema", "decided_by": None}
        await _put(make, version, **state)
        current = await _fetched(make, version)
        for who in (PUBLISHER, OWN_REVIEWER, REVIEWER, STRANGER):
            open_to = set()
            for action in Action:
                order = Order(action, "because", sunset_on=tomorrow, **seen)
                expected = _expected(who, status.value, action.value)
                try:
                    async with make.work(who) as work:
                        moved = await transitions.advance(work, NAME, version.number, order)
                        assert moved.status == expected
                except RegistryError as refused:
                    assert type(refused) is expected, (who.name, status, action)  # noqa: PT017 the other branch asserts too
                else:
                    open_to.add(action)
                    await _put(make, version, **state)
            assert open_to == set(actions_of(who, current)), (who.name, status)


@pytest.mark.parametrize(
    ("roles", "submitted_by", "written_by"),
    [
        ((Role.REVIEWER,), "rehema", "amina"),
        ((Role.REVIEWER,), "amina", "rehema"),
        ((Role.REVIEWER, Role.ADMIN), "rehema", "rehema"),
        ((Role.REVIEWER, Role.ADMIN, Role.PUBLISHER), "rehema", "amina"),
    ],
)
async def test_who_wrote_or_submitted_a_version_never_decides_on_it(
    make: Factory, roles: tuple[Role, ...], submitted_by: str, written_by: str
) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    person = actor(*roles, name="rehema", institution="ega")
    with_key = Actor(ActorKind.KEY, "rehema", None, "ega", person.roles, frozenset(Scope))
    await _put(make, version, submitted_by=submitted_by, written_by=written_by)
    for who in (person, with_key):
        for action in (Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES):
            with pytest.raises(OwnWork):
                await make.advance(version, action, who)
            assert action not in actions_of(who, await _fetched(make, version))
    await _put(make, version, status=Status.SUBMITTED)
    with pytest.raises(OwnWork):
        await make.advance(version, Action.TAKE, person)
    assert Action.TAKE not in actions_of(person, await _fetched(make, version))


async def test_an_administrator_of_all_is_no_reviewer(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.SUBMITTED)
    for who in (ADMIN, actor(Role.ADMIN, name="juma", institution="ega")):
        with pytest.raises(RoleMissing):
            await make.advance(version, Action.TAKE, who)


async def test_only_who_has_taken_a_version_decides(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    with pytest.raises(NotYourReview, match="rehema"):
        await make.advance(version, Action.APPROVE, actor(Role.REVIEWER, name="other", institution="ega"))
    assert (await make.advance(version, Action.APPROVE)).decided_by == "rehema"


async def test_a_decision_names_what_was_read(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    for missing in ({"digest": None}, {"report": None}):
        with pytest.raises(ConditionMissing):
            await make.advance(version, Action.APPROVE, None, **missing)
    for stale in ({"digest": f"sha256:{'0' * 64}"}, {"report": "00000000-0000-0000-0000-000000000000"}):
        with pytest.raises(Outdated):
            await make.advance(version, Action.APPROVE, None, **stale)
    assert (await _fetched(make, version)).status is Status.IN_REVIEW


@pytest.mark.parametrize("reason", [None, "", "  \n "])
async def test_a_refusal_says_why(make: Factory, reason: str | None) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    for action in (Action.REJECT, Action.REQUEST_CHANGES):
        with pytest.raises(ReasonRequired):
            await make.advance(version, action, reason=reason)
    version = await make.advance(await make.advance(version, Action.APPROVE, reason=reason), Action.PUBLISH)
    with pytest.raises(ReasonRequired):
        await make.advance(version, Action.SUSPEND, reason=reason)


async def test_a_document_with_errors_is_not_submitted(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(openapi="3.1.0", paths={"/a": {"get": {"operationId": 1}}})
    assert version.report.result == "fail"
    assert actions_of(PUBLISHER, version) == []
    with pytest.raises(DocumentHasErrors) as refused:
        await make.advance(version, Action.SUBMIT)
    assert refused.value.errors == version.report.errors > 0


async def test_what_was_returned_can_be_mended_and_submitted_again(make: Factory) -> None:
    await make.catalogue()
    returned = await make.version(Status.CHANGES_REQUESTED)
    assert (returned.decided_by, returned.decision_reason) == ("rehema", "because")
    async with make.work(PUBLISHER) as work:
        mended, created = await versions.publish(work, NAME, document(title="Mended"))
    assert not created
    assert mended.digest != returned.digest
    again = await make.advance(mended, Action.SUBMIT)
    assert (again.status, again.decided_by, again.taken_by) == (Status.SUBMITTED, None, None)
    taken = await make.advance(again, Action.TAKE)
    with pytest.raises(Outdated):
        await make.advance(taken, Action.APPROVE, digest=returned.digest)
    assert (await make.advance(taken, Action.APPROVE)).status is Status.APPROVED


async def test_a_farewell_has_a_day_that_has_not_passed(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED)
    for day in (None, version.created_at.date() - timedelta(days=1)):
        with pytest.raises(FieldsInvalid):
            await make.advance(version, Action.DEPRECATE, sunset_on=day)
    assert (await make.advance(version, Action.DEPRECATE)).deprecated_at is not None


async def test_a_successor_is_another_published_version(make: Factory) -> None:
    await make.catalogue()
    old, draft = await make.version(Status.PUBLISHED), await make.version(number="2.0.0")
    for successor in ("1.0.0", draft.number, "9.9.9"):
        with pytest.raises(FieldsInvalid):
            await make.advance(old, Action.DEPRECATE, successor=successor)
    for action in (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH):
        draft = await make.advance(draft, action)
    assert (await make.advance(old, Action.DEPRECATE, successor="2.0.0")).successor == "2.0.0"


async def test_a_key_needs_the_scope_of_the_step(make: Factory) -> None:
    await make.catalogue()
    version = await make.version()
    writer = Actor(ActorKind.KEY, "amina", None, "nida", PUBLISHER.roles, frozenset({Scope.ENTRIES_WRITE}))
    reviewer = Actor(ActorKind.KEY, "rehema", None, "ega", REVIEWER.roles, frozenset({Scope.REVIEWS_WRITE}))
    with pytest.raises(ScopeMissing, match="entries:write"):
        await make.advance(
            version,
            Action.SUBMIT,
            Actor(ActorKind.KEY, "amina", None, "nida", PUBLISHER.roles, frozenset({Scope.REVIEWS_WRITE})),
        )
    version = await make.advance(version, Action.SUBMIT, writer)
    with pytest.raises(ScopeMissing, match="reviews:write"):
        await make.advance(
            version,
            Action.TAKE,
            Actor(ActorKind.KEY, "rehema", None, "ega", REVIEWER.roles, frozenset({Scope.ENTRIES_WRITE})),
        )
    assert (await make.advance(version, Action.TAKE, reviewer)).status is Status.IN_REVIEW


async def test_nobody_known_takes_no_step(make: Factory) -> None:
    await make.catalogue()
    published = await make.version(Status.PUBLISHED)
    with pytest.raises(Unauthenticated):
        await make.advance(published, Action.SUSPEND, ANONYMOUS)
    assert actions_of(ANONYMOUS, published) == []


async def test_every_step_is_on_the_record_with_its_reason(make: Factory) -> None:
    await make.catalogue()
    start = len(await trail(make.database))
    await make.version(Status.REJECTED)
    assert (await trail(make.database))[start:] == [
        ("amina", "version:upload", "allowed", None),
        ("amina", "version:submit", "allowed", "because"),
        ("rehema", "version:take", "allowed", "because"),
        ("rehema", "version:reject", "allowed", "because"),
    ]


async def test_a_system_is_checked_by_a_document_and_reviewed_by_an_approval(make: Factory) -> None:
    await make.catalogue()
    standings = []
    version = await make.version()
    for action in (Action.SUBMIT, Action.TAKE, Action.APPROVE):
        async with make.reading() as work:
            standings.append((await systems.get(work, "cig")).standing)
        version = await make.advance(version, action)
    await make.version(number="2.0.0")
    async with make.reading() as work:
        standings.append((await systems.get(work, "cig")).standing)
    assert standings == [Standing.CHECKED, Standing.CHECKED, Standing.CHECKED, Standing.REVIEWED]


@pytest.mark.parametrize(
    "tree",
    [None, [], {}, {"action": "fly"}, {"action": 1}, {"action": "submit", "more": 1},
     {"action": "submit", "reason": ""},
     {"action": "deprecate", "sunset_on": "tomorrow"}, {"action": "deprecate", "sunset_on": "2026-02-30"},
     {"action": "deprecate", "successor": "2"}],
)  # fmt: skip
def test_what_is_no_order_is_refused(tree: object) -> None:
    with pytest.raises(FieldsInvalid):
        order_of(tree)


def test_an_order_is_read() -> None:
    order = order_of({"action": "deprecate", "sunset_on": "2027-01-31", "successor": "2.0.0", "reason": "x"})
    assert (order.action, str(order.sunset_on), order.successor) == (Action.DEPRECATE, "2027-01-31", "2.0.0")
    assert order_of({"action": "submit"}) == Order(Action.SUBMIT)


async def test_a_refused_step_leaves_everything_as_it_was(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    before = await contents(make.database, "audit_entry")
    for action in Action:
        with pytest.raises(RegistryError):
            await make.advance(version, action, STRANGER)
    assert await contents(make.database, "audit_entry") == before


WITHOUT_TAGS = b"""extends: [[somana:core, off]]
rules:
  tags: {given: $, severity: error, then: {field: tags, function: truthy}}
"""


@pytest.mark.parametrize("days", [0, 30])
async def test_errors_of_a_profile_stop_a_submission_from_its_binding_day_on(make: Factory, days: int) -> None:
    await make.catalogue()
    stopped = days == 0
    binding = datetime.now(UTC).date() + timedelta(days=days)
    await make.profile(ProfileState.ACTIVE, content=WITHOUT_TAGS, binding_on=binding, grace_days=90, default=True)
    version = await make.version()
    assert (version.report.profile, version.report.result) == ("tz-interop@1.0.0", "fail")
    assert (Action.SUBMIT in actions_of(PUBLISHER, version)) is not stopped
    assert transitions.binds_from(queries.head_of(version)) == (None if stopped else binding)
    if stopped:
        with pytest.raises(DocumentHasErrors):
            await make.advance(version, Action.SUBMIT)
    else:
        assert (await make.advance(version, Action.SUBMIT)).status is Status.SUBMITTED


async def test_a_rule_that_was_not_checked_stops_a_submission_from_the_binding_day_on_too(make: Factory) -> None:
    await make.catalogue()
    content = b"rules: {a: {given: $, severity: error, then: {function: nobodyHasIt}}}"
    later = datetime.now(UTC).date() + timedelta(days=1)
    await make.profile(ProfileState.ACTIVE, content=content, binding_on=later, default=True)
    version = await make.version()
    assert version.report.result == "error"
    head = queries.head_of(version)
    assert transitions.binds_from(head) == later
    assert transitions.binds_from(head, later) is None
    assert (await make.advance(version, Action.SUBMIT)).status is Status.SUBMITTED


async def test_an_old_report_is_no_way_round_a_profile_that_binds(make: Factory) -> None:
    await make.catalogue()
    later = datetime.now(UTC).date() + timedelta(days=30)
    await make.profile(ProfileState.ACTIVE, content=WITHOUT_TAGS, binding_on=later, default=True)
    version = await make.version()
    await make.profile(ProfileState.ACTIVE, version="2.0.0", content=WITHOUT_TAGS + b"# changed")
    with pytest.raises(DocumentHasErrors):
        await make.advance(version, Action.SUBMIT)


async def test_the_built_in_profile_always_binds(make: Factory) -> None:
    await make.catalogue()
    await make.profile(ProfileState.ACTIVE, content=WITHOUT_TAGS, binding_on=datetime.now(UTC).date())
    version = await make.version(paths={"/a/{id}": {"get": {"responses": {"200": {"description": "ok"}}}}})
    assert version.report.profile == "somana-core@1.0.0"
    with pytest.raises(DocumentHasErrors):
        await make.advance(version, Action.SUBMIT)
