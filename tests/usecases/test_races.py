import asyncio
from collections import Counter
from collections.abc import Awaitable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from factories import ADMIN, COMPLETE, EDITOR, PUBLISHER, REVIEWER, Factory, actor, document, trail
from reference_data import CONCEPT, STANDARD, concept
from reviewing import advanced, asked, basis_of, decided, decisions_of, fetched, queued, review_of

from registry.db.queries import versions as queries
from registry.db.session import connect
from registry.domain.actors import Role
from registry.domain.errors import (
    Conflict,
    FieldsInvalid,
    IllegalTransition,
    KeyTaken,
    NotYourReview,
    NumberTaken,
    Outdated,
    ProfileFixed,
    RegistryError,
    TooMany,
    Unavailable,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.review_errors import DecisionOutdated, RequestOpen
from registry.usecases import (
    allowances,
    concepts,
    desk,
    institutions,
    interfaces,
    profiles,
    standards,
    sync,
    systems,
    versions,
)
from registry.usecases.allowances import Limit
from registry.usecases.audit import first_broken
from registry.usecases.work import Work

Result = TypeVar("Result")
NAME = "cig/identities"


async def _at_once(attempts: Iterable[Awaitable[Result]]) -> tuple[list[Result], list[RegistryError]]:
    """Return what came of attempts made at the same time: those that worked, and those that were refused."""
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    faults = [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, RegistryError)]
    assert not faults
    refused = [one for one in outcomes if isinstance(one, RegistryError)]
    return [one for one in outcomes if not isinstance(one, BaseException)], refused


async def _published(make: Factory, content: bytes, number: str | None = None) -> bool:
    async with make.work(PUBLISHER) as work:
        _, created = await versions.publish(work, NAME, content, number)
    return created


async def _sound(make: Factory) -> bool:
    async with make.reading() as work:
        return await first_broken(work) is None


async def test_one_document_sent_many_times_at_once_makes_one_version(make: Factory) -> None:
    await make.catalogue()
    done, refused = await _at_once(_published(make, document()) for _ in range(6))
    assert done.count(True) == 1
    assert {type(error) for error in refused} <= {NumberTaken, Conflict, Outdated}
    async with make.reading() as work:
        every = await versions.list_all(work, await _interface(make))
        assert [version.number for version in every] == ["1.0.0"]
    assert await _sound(make)


async def _interface(make: Factory) -> Any:
    async with make.reading() as work:
        return (await queries.get(work.session, NAME, "1.0.0")).interface


async def test_different_documents_under_one_number_make_one_version(make: Factory) -> None:
    await make.catalogue()
    done, refused = await _at_once(_published(make, document(title=f"Title {n}")) for n in range(5))
    assert done.count(True) == 1
    assert {type(error) for error in refused} <= {NumberTaken, Conflict, Outdated}
    uploads = [entry for entry in await trail(make.database) if entry[1] == "version:upload"]
    assert [entry[2] for entry in uploads].count("allowed") == len(done)
    assert len(uploads) == 5


async def test_different_numbers_at_once_are_all_kept(make: Factory) -> None:
    await make.catalogue()
    await make.version(number="0.1.0")
    done, refused = await _at_once(_published(make, document(f"1.{n}.0")) for n in range(5))
    assert (done, refused) == ([True] * 5, [])


async def test_a_key_registered_many_times_at_once_exists_once(make: Factory) -> None:
    await make.institution()
    done, refused = await _at_once(make.system("cig") for _ in range(5))
    assert len(done) == 1
    assert {type(error) for error in refused} == {KeyTaken}
    assert await _sound(make)


async def test_different_systems_registered_at_once_all_get_their_own_number(make: Factory) -> None:
    await make.institution()
    done, refused = await _at_once(make.system(f"system-{n}") for n in range(6))
    assert not refused
    assert len({system.number for system in done}) == 6


async def test_different_institutions_entered_at_once_all_get_their_own_number(make: Factory) -> None:
    done, refused = await _at_once(make.institution(f"institution-{n}") for n in range(6))
    assert not refused
    assert sorted(institution.serial for institution in done) == [1, 2, 3, 4, 5, 6]


async def test_of_two_changes_from_one_revision_one_is_outdated(make: Factory) -> None:
    await make.institution()
    system = await make.system()

    async def change(reference: str) -> str:
        async with make.work(PUBLISHER) as work:
            await systems.change(work, "cig", {"gisp_reference": reference}, system.revision)
        return reference

    done, refused = await _at_once([change("one"), change("two")])
    assert len(done) == 1
    assert [type(error) for error in refused] == [Outdated]
    async with make.reading() as work:
        assert (await systems.get(work, "cig")).gisp_reference == done[0]
    assert await _sound(make)


async def test_of_two_changes_of_the_names_of_an_institution_one_is_outdated(make: Factory) -> None:
    institution = await make.institution()

    async def rename(name: str) -> str:
        async with make.work(ADMIN) as work:
            names = [{"language": "sw", "text": name}]
            await institutions.change(work, "nida", {"names": names}, institution.revision)
        return name

    done, refused = await _at_once([rename("Jina moja"), rename("Jina lingine")])
    assert [type(error) for error in refused] == [Outdated]
    async with make.reading() as work:
        assert [name.text for name in (await institutions.get(work, "nida")).names] == done


async def test_of_two_reviewers_one_takes_a_version(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.SUBMITTED)
    other = actor(Role.REVIEWER, name="other", institution="ega")
    done, refused = await _at_once(make.advance(version, Action.TAKE, who) for who in (REVIEWER, other))
    assert len(done) == 1
    assert {type(error) for error in refused} <= {IllegalTransition, Outdated}
    assert len(refused) == 1


async def test_of_two_decisions_one_counts(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    other = actor(Role.REVIEWER, name="other", institution="ega")
    decisions = [(Action.APPROVE, REVIEWER), (Action.REJECT, REVIEWER), (Action.APPROVE, other)]
    done, refused = await _at_once(make.advance(version, action, who) for action, who in decisions)
    assert len(done) == 1
    assert {type(error) for error in refused} <= {IllegalTransition, Outdated, NotYourReview}
    decided = [e for e in await trail(make.database) if e[1] in {"version:approve", "version:reject"}]
    assert [entry[2] for entry in decided].count("allowed") == 1
    assert len(decided) == 3


async def test_what_is_submitted_is_never_other_than_what_was_checked_when_it_is_edited_meanwhile(
    make: Factory,
) -> None:
    await make.catalogue()
    version = await make.version()
    await _at_once([make.advance(version, Action.SUBMIT), _published(make, document(title="Edited"))])
    async with make.reading() as work:
        now = await queries.get(work.session, NAME, "1.0.0")
        assert now.report.document_digest == now.digest
        assert now.status in {Status.SUBMITTED, Status.DRAFT}
    assert await _sound(make)


async def test_an_edit_while_it_is_approved_never_changes_what_was_approved(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    await _at_once([make.advance(version, Action.APPROVE), _published(make, document(title="Edited"))])
    async with make.reading() as work:
        now = await queries.get(work.session, NAME, "1.0.0")
        assert (now.status, now.digest) == (Status.APPROVED, version.digest)


async def test_an_allowance_is_exact_when_many_ask_at_once(make: Factory) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    asking = (allowances.spend(make.database, "x", Limit(5, 60), now) for _ in range(9))
    done, refused = await _at_once(asking)
    assert len(done) == 5
    assert [type(error) for error in refused] == [TooMany] * 4


async def test_of_two_activations_of_one_draft_one_counts(make: Factory) -> None:
    await make.profile()
    done, refused = await _at_once(make.activate(grace_days=days, default=True) for days in (1, 2))
    assert len(done) == 1
    assert {type(error) for error in refused} <= {IllegalTransition, Outdated}
    async with make.reading() as work:
        (stored,) = await profiles.list_all(work)
        assert (stored.state, stored.is_default, stored.grace_days) == ("active", True, done[0].grace_days)
    assert await _sound(make)


async def test_of_versions_activated_at_once_the_last_alone_is_active_and_default(make: Factory) -> None:
    numbers = [f"{number}.0.0" for number in range(1, 5)]
    for number in numbers:
        await make.profile(version=number)
    await make.profile(key="other")
    attempts = [make.activate(version=number, default=True) for number in numbers]
    done, refused = await _at_once([*attempts, make.activate(key="other", default=True)])
    assert (len(done), refused) == (5, [])
    async with make.reading() as work:
        every = await profiles.list_all(work)
        feed = (await sync.changes(work, 0, 100)).changes
    states = Counter((one.key, one.state.value) for one in every)
    assert states == {("tz-interop", "active"): 1, ("tz-interop", "retired"): 3, ("other", "active"): 1}
    assert [one.is_default for one in every].count(True) == 1
    last = [one for one in feed if one.type == "profile.activated" and one.name == "tz-interop"][-1]
    assert [one.version for one in every if one.key == "tz-interop" and one.state == "active"] == [last.version]
    assert await _sound(make)


async def test_one_profile_loaded_many_times_at_once_is_there_once(make: Factory) -> None:
    done, refused = await _at_once(make.profile() for _ in range(5))
    assert (len({stored.id for stored in done}), refused) == (1, [])
    loads = [entry for entry in await trail(make.database) if entry[1] == "profile:load"]
    assert len(loads) == 1


async def test_a_draft_that_is_replaced_while_it_is_activated_is_active_with_what_was_read(make: Factory) -> None:
    stored = await make.profile()
    other = b"extends: [[somana:core, off]]\nrules: {paths-equivalent: warn}"
    done, refused = await _at_once([make.activate(digest=stored.digest), make.profile(content=other)])
    assert len(done) == 1
    assert {type(error) for error in refused} <= {Outdated, ProfileFixed}
    async with make.reading() as work:
        (now,) = await profiles.list_all(work)
    assert (now.state == "active") is (now.digest == stored.digest)


async def test_two_processes_on_one_database_do_not_overwrite_each_other(make: Factory, database_url: str) -> None:
    await make.institution()
    async with connect(database_url) as elsewhere:
        there = Factory(elsewhere, make.check)
        done, refused = await _at_once(place.system(f"s-{n}") for n in range(4) for place in (make, there))
    assert len(done) == 4
    assert {type(error) for error in refused} == {KeyTaken}
    assert await _sound(make)


async def test_of_two_editors_who_saw_the_same_state_one_is_told_of_the_other(make: Factory) -> None:
    seen = (await make.standard(component=None)).revision
    of_concept = (await make.concept()).revision

    async def put(work: Work, place: int) -> str:
        if place % 2:
            return (await concepts.put(work, {**CONCEPT, "unit": f"u{place}"}, seen=of_concept))[0].key
        return (await standards.put(work, {**STANDARD, "component": None, "version": str(place)}, seen=seen))[0].key

    async def edited(place: int) -> str:
        async with make.work(EDITOR) as work:
            return await put(work, place)

    done, refused = await _at_once(edited(place) for place in range(6))
    assert sorted(done) == ["ega-ita-001", "nin"]
    assert [type(error) for error in refused] == [Outdated] * 4
    assert await _sound(make)


async def test_one_name_claimed_by_many_concepts_at_once_is_given_to_one(make: Factory) -> None:
    claims = [concept(f"c-{number}", field_names=["nida_no"]) for number in range(4)]
    done, refused = await _at_once(make.concept(**tree) for tree in claims)
    assert len(done) == 1
    assert [type(error) for error in refused] == [FieldsInvalid] * 3
    async with make.reading() as work:
        assert [one.key for one in await concepts.list_all(work)] == [done[0].key]


async def test_one_version_of_a_concept_entered_by_many_at_once_has_one_schema(make: Factory) -> None:
    lengths = [{**CONCEPT["schema"], "maxLength": 20 + number} for number in range(4)]
    done, refused = await _at_once(make.concept(schema=schema) for schema in lengths)
    assert len(done) == 1
    assert [type(error) for error in refused] == [NumberTaken] * 3
    async with make.reading() as work:
        assert len(await concepts.schemas_of(work, done)) == 1


async def test_of_many_reviewers_at_one_desk_each_request_is_taken_decided_and_kept_once(make: Factory) -> None:
    await make.catalogue()
    names = await queued(make, *[Status.SUBMITTED] * 5)
    reviews = [await review_of(make, name=name) for name in names]
    people = [actor(Role.REVIEWER, name=f"reviewer-{n}", institution="ega") for n in range(20)]
    taken, refused = await _at_once(
        advanced(make, review, Action.TAKE, person, seen=review.revision) for person in people for review in reviews
    )
    assert len(taken) == len(reviews)
    assert {type(error) for error in refused} <= {Outdated, IllegalTransition, Conflict, Unavailable}
    decided_, refused = await _at_once(
        decided(make, review, verdict, person)
        for review in taken
        for person in people
        if person.name == review.reviewer
        for verdict in ("approve", "reject", "request_changes")
    )
    assert len(decided_) == len(reviews)
    assert {type(error) for error in refused} <= {Outdated, IllegalTransition, NotYourReview, Conflict, Unavailable}
    for review in reviews:
        now = await fetched(make, review)
        made = await decisions_of(make, review)
        assert [one.final for one in made] == [True]
        assert now.version is not None
        assert now.state is now.version.status
        assert made[0].document_digest == now.version.digest
    assert await _sound(make)


async def test_of_many_requests_for_one_system_at_once_one_is_opened(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    done, refused = await _at_once(asked(make) for _ in range(8))
    assert len(done) == 1
    assert {type(error) for error in refused} <= {RequestOpen, Unavailable}
    assert await _sound(make)


async def test_of_many_versions_of_one_api_handed_in_at_once_one_gets_a_request(make: Factory) -> None:
    await make.catalogue()
    drafts = [await make.version(number=f"1.{minor}.0") for minor in range(6)]
    done, refused = await _at_once(make.advance(draft, Action.SUBMIT) for draft in drafts)
    assert len(done) == 1
    assert {type(error) for error in refused} <= {RequestOpen, Unavailable}
    assert await _sound(make)


async def test_nothing_is_decided_on_what_changed_while_it_was_read(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    read = await basis_of(make, review)

    async def changed(text: str) -> str:
        async with make.work(PUBLISHER) as work:
            row = await interfaces.get(work, NAME)
            await interfaces.change(work, NAME, {"description": {"en": text}}, row.revision)
        return text

    done, refused = await _at_once([decided(make, review, **read), *(changed(str(n)) for n in range(3))])
    made = await decisions_of(make, review)
    assert [one.entry_digest for one in made] in ([], [read["entry"]])
    assert len(made) == sum(not isinstance(one, str) for one in done)
    assert {type(error) for error in refused} <= {DecisionOutdated, Outdated, Conflict, Unavailable}


async def test_two_shares_at_once_give_each_request_to_one_reviewer(make: Factory) -> None:
    await make.catalogue()
    for name in ("rehema", "zuhura"):
        await make.person(name, Role.REVIEWER, institution="ega")
    await queued(make, *[Status.SUBMITTED] * 4)

    async def shared() -> dict[str, str]:
        async with make.work(ADMIN) as work:
            return dict(await desk.balance(work))

    done, refused = await _at_once([shared(), shared(), shared()])
    given = [pair for one in done for pair in one.items()]
    assert len(given) == len(dict(given)) == 4
    assert Counter(dict(given).values()) == {"rehema": 2, "zuhura": 2}
    assert {type(error) for error in refused} <= {Outdated, Conflict, Unavailable}
