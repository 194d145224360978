import hashlib
import os
import signal

import pytest
from factories import ADMIN, AUDITOR, OWN_REVIEWER, PUBLISHER, REVIEWER, STRANGER, Factory, contents, document, trail
from reviewing import queued

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.errors import (
    CheckUnfinished,
    DocumentUnreadable,
    FieldsInvalid,
    NotADraft,
    NotFound,
    NumberTaken,
    RegistryError,
    Unauthenticated,
)
from registry.domain.lifecycle import EDITABLE, PUBLIC, Action, Status
from registry.domain.profiles import ProfileState
from registry.usecases import interfaces, versions
from registry.usecases.checking import checker
from registry.validators.pool import CheckPool

NAME = "cig/identities"
INSIDERS = [PUBLISHER, OWN_REVIEWER, REVIEWER, AUDITOR, ADMIN]
SCHEMA = b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Person", "type": "object"}'


async def test_the_bytes_are_kept_exactly_and_known_by_their_digest(make: Factory) -> None:
    await make.catalogue()
    content = b"# a remark\n" + document()
    async with make.work(PUBLISHER) as work:
        version, created = await versions.publish(work, NAME, content)
        assert created
    assert version.digest == f"sha256:{hashlib.sha256(content).hexdigest()}"
    async with make.reading(PUBLISHER) as work:
        stored = await versions.document_of(work, version)
        assert (stored.content, stored.size, stored.format) == (content, len(content), "yaml")
        assert (await versions.report_of(work, version))["digest"] == version.digest
        assert (version.number, version.status, version.written_by) == ("1.0.0", Status.DRAFT, "amina")
        assert version.facts["title"] == "Identity verification"


async def test_the_same_bytes_again_are_answered_with_the_version_that_exists(make: Factory) -> None:
    await make.catalogue()
    for name, status in zip(await queued(make, *Status), Status, strict=True):
        async with make.reading() as work:
            first = await versions.get(work, name, "1.0.0")
        before = await contents(make.database)
        async with make.work(PUBLISHER) as work:
            again, created = await versions.publish(work, name, document())
        assert (again.id, again.status, created) == (first.id, status, False)
        assert await contents(make.database) == before


async def test_other_bytes_replace_what_is_editable_and_nothing_else(make: Factory) -> None:
    await make.catalogue()
    for name, status in zip(await queued(make, *Status), Status, strict=True):
        async with make.reading() as work:
            first = await versions.get(work, name, "1.0.0")
        try:
            async with make.work(PUBLISHER) as work:
                other, created = await versions.publish(work, name, document(title="Other"))
        except NumberTaken as refused:
            assert status not in EDITABLE
            assert (refused.number, refused.digest) == ("1.0.0", first.digest)  # noqa: PT017 the other branch asserts too
        else:
            assert status in EDITABLE
            assert (other.id, created, other.status) == (first.id, False, status)
            assert other.digest != first.digest


async def test_the_number_asked_for_goes_before_the_number_in_the_document(make: Factory) -> None:
    await make.catalogue()
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(work, NAME, document("1.0.0"), "2.5.0")
    assert version.number == "2.5.0"
    async with make.work(PUBLISHER) as work:
        other, created = await versions.publish(work, NAME, document("1.0.0"), "2.6.0")
    assert (other.number, created, other.digest) == ("2.6.0", True, version.digest)


@pytest.mark.parametrize(
    ("content", "number"), [(document("one"), None), (document(), "v1"), (document(), "1.0.0\0"), (SCHEMA, "1.0.0")]
)
async def test_a_number_is_semantic_and_a_document_of_the_right_kind(
    make: Factory, content: bytes, number: str | None
) -> None:
    await make.catalogue()
    with pytest.raises(FieldsInvalid):
        async with make.work(PUBLISHER) as work:
            await versions.publish(work, NAME, content, number)


async def test_a_schema_is_published_like_an_api(make: Factory) -> None:
    await make.catalogue()
    await make.schema()
    async with make.work(PUBLISHER) as work:
        version, created = await versions.publish(work, "person", SCHEMA, "1.0.0")
        assert (created, version.document.format) == (True, "json")
        with pytest.raises(FieldsInvalid):
            await versions.publish(work, "person", document())


async def test_what_cannot_be_read_is_not_kept(make: Factory) -> None:
    await make.catalogue()
    before = await contents(make.database, "audit_entry")
    with pytest.raises(DocumentUnreadable):
        async with make.work(PUBLISHER) as work:
            await versions.publish(work, NAME, b"{")
    assert await contents(make.database, "audit_entry") == before
    assert (await trail(make.database))[-1] == ("amina", "version:upload", "refused", "document-unreadable")


async def test_a_draft_is_hidden_from_everybody_else(make: Factory) -> None:
    await make.catalogue()
    version = await make.version()
    for who, sees in [*((one, True) for one in INSIDERS), (STRANGER, False), (ANONYMOUS, False)]:
        assert await _sees(make, who, version.digest) == [sees] * 4, who


async def _sees(make: Factory, who: Actor, digest: str) -> list[bool]:
    async with make.reading(who) as work:
        entry = await interfaces.get(work, NAME)
        seen = [bool(await versions.list_all(work, entry)), bool((await versions.by_entry(work, [entry]))[NAME])]
        for question in (versions.get(work, NAME, "1.0.0"), versions.document_by_digest(work, digest)):
            try:
                await question
            except NotFound:
                seen.append(False)
            else:
                seen.append(True)
        return seen


async def test_a_published_version_is_seen_by_all_unless_it_is_for_the_government(make: Factory) -> None:
    await make.catalogue()
    digest = (await make.version(Status.PUBLISHED)).digest
    for who in (*INSIDERS, STRANGER, ANONYMOUS):
        assert await _sees(make, who, digest) == [True] * 4
    async with make.work() as work:
        await interfaces.change(work, NAME, {"visibility": "government"}, 1)
    for who in (*INSIDERS, STRANGER):
        assert await _sees(make, who, digest) == [True] * 4
    async with make.reading(ANONYMOUS) as work:
        for question in (
            versions.get(work, NAME, "1.0.0"),
            versions.get(work, NAME, "latest"),
            versions.document_by_digest(work, digest),
        ):
            with pytest.raises(NotFound):
                await question
        assert list(await versions.recent(work, 10)) == []


async def test_the_latest_version_is_the_highest_that_can_be_used(make: Factory) -> None:
    await make.catalogue()
    with pytest.raises(NotFound):
        async with make.reading(PUBLISHER) as work:
            await versions.get(work, NAME, "latest")
    for number, status in (
        ("1.9.0", Status.PUBLISHED),
        ("1.10.0", Status.PUBLISHED),
        ("2.0.0", Status.DEPRECATED),
        ("3.0.0", Status.DRAFT),
    ):
        await make.version(status, number)
    async with make.reading(PUBLISHER) as work:
        assert (await versions.get(work, NAME, "latest")).number == "1.10.0"
        every = await versions.list_all(work, await interfaces.get(work, NAME))
        assert [one.number for one in every] == ["3.0.0", "2.0.0", "1.10.0", "1.9.0"]
    async with make.reading(ANONYMOUS) as work:
        assert [one.number for one in await versions.recent(work, 10)] == ["1.10.0", "1.9.0"]


async def test_only_a_draft_is_deleted(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    await make.version(Status.SUBMITTED, "2.0.0")
    async with make.work(PUBLISHER) as work:
        await versions.delete(work, NAME, "1.0.0")
    with pytest.raises(NotADraft):
        async with make.work(PUBLISHER) as work:
            await versions.delete(work, NAME, "2.0.0")
    async with make.reading(PUBLISHER) as work:
        assert [one.number for one in await versions.list_all(work, await interfaces.get(work, NAME))] == ["2.0.0"]


async def test_the_history_names_people_to_insiders_only(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED)
    with pytest.raises(RegistryError):
        await make.advance(version, Action.SUSPEND, STRANGER)
    for who, named in ((PUBLISHER, True), (AUDITOR, True), (STRANGER, False), (ANONYMOUS, False)):
        async with make.reading(who) as work:
            history = await versions.history_of(work, version)
        assert [step["action"] for step in history] == ["upload", "submit", "take", "approve", "publish"]
        assert ([step["actor"] for step in history] == ["amina", "amina", "rehema", "rehema", "amina"]) is named
        assert all((step["reason"] is None) or named for step in history)


async def test_unfinished_work_is_listed_to_its_own_institution(make: Factory) -> None:
    await make.catalogue()
    for number, status in (("1.0.0", Status.PUBLISHED), ("2.0.0", Status.DRAFT), ("3.0.0", Status.REJECTED)):
        await make.version(status, number)
    async with make.reading(PUBLISHER) as work:
        listed = await versions.in_progress(work)
        assert {version.number for version in listed} == {"2.0.0", "3.0.0"}
        assert not {version.status for version in listed} & PUBLIC
    async with make.reading(STRANGER) as work:
        assert list(await versions.in_progress(work)) == []
    with pytest.raises(Unauthenticated):
        async with make.reading(ANONYMOUS) as work:
            await versions.in_progress(work)


async def test_the_history_of_a_version_holds_nothing_of_a_profile_of_the_same_name(make: Factory) -> None:
    await make.institution()
    await make.schema("tz-interop")
    await make.profile()
    content = b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A", "type": "object"}'
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(work, "tz-interop", content, "1.0.0")
    async with make.reading() as work:
        assert [one["action"] for one in await versions.history_of(work, version)] == ["upload"]


async def test_a_document_whose_check_could_not_finish_is_refused_as_such_and_nothing_is_kept(
    make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make.catalogue()
    async with CheckPool(1, patience=0.1, wall_seconds=0.3) as pool:
        stopped = Factory(make.database, checker(pool))
        await pool.built_in()
        monkeypatch.setattr(make, "check", stopped.check)
        for process in pool.process_ids:
            os.kill(process, signal.SIGSTOP)
        before = await contents(make.database, "audit_entry")
        with pytest.raises(CheckUnfinished) as refused:
            await make.version()
    assert refused.value.reason == "timed-out"
    assert "The time for the check ran out." in refused.value.sentence("en")
    assert await contents(make.database, "audit_entry") == before
    assert (await trail(make.database))[-1][2:] == ("refused", "check-unfinished")


async def test_a_version_whose_document_cannot_be_checked_again_is_the_one_that_exists(
    make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make.catalogue()
    first = await make.version()
    async with CheckPool(1, patience=0.1, wall_seconds=0.3) as pool:
        await pool.built_in()
        await make.profile(ProfileState.ACTIVE, default=True)
        monkeypatch.setattr(make, "check", checker(pool))
        for process in pool.process_ids:
            os.kill(process, signal.SIGSTOP)
        again = await make.version()
    assert (again.id, again.report_id) == (first.id, first.report_id)
