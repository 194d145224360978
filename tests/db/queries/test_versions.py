from datetime import UTC, datetime

import pytest
from factories import Factory, document

from registry.db.models import Document
from registry.db.queries import versions
from registry.domain.errors import NotFound
from registry.domain.lifecycle import Status

NAME = "cig/identities"


async def test_the_bytes_of_a_document_are_read_only_when_they_are_asked_for(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    async with make.database.reading() as session:
        version = await versions.get(session, NAME, "1.0.0")
        assert "content" not in version.document.__dict__
        assert "tree" not in version.report.__dict__
        assert (await versions.content_of(session, version.digest)).content == document()
        assert (await versions.tree_of(session, version.report))["result"] == "pass"


async def test_the_same_bytes_are_kept_once(make: Factory) -> None:
    await make.catalogue()
    first = await make.version()
    async with make.database.writing() as session, session.begin():
        again = Document(
            digest=first.digest, format="json", size=1, content=b"other", created_at=datetime(2026, 1, 1, tzinfo=UTC)
        )
        kept = await versions.keep_document(session, again)
        assert kept.size == len(document())


async def test_versions_are_found_by_number_and_by_digest(make: Factory) -> None:
    await make.catalogue()
    draft, submitted = await make.version(), await make.version(Status.SUBMITTED, "2.0.0")
    async with make.database.reading() as session:
        assert [one.id for one in await versions.with_digest(session, draft.digest)] == [draft.id]
        assert {one.id for one in await versions.list_all(session, draft.interface)} == {draft.id, submitted.id}
        assert {one.id for one in await versions.of_interfaces(session, [draft.interface])} == {draft.id, submitted.id}
        assert [one.id for one in await versions.unfinished_of(session, "nida", [Status.DRAFT])] == [draft.id]
        assert list(await versions.published_last(session, ["public"], 9)) == []
        for missing in (versions.get(session, NAME, "9.0.0"), versions.content_of(session, "sha256:none")):
            with pytest.raises(NotFound):
                await missing


async def test_the_head_of_a_version_is_what_the_whole_of_it_says(make: Factory) -> None:
    await make.catalogue()
    for status in (Status.DRAFT, Status.PUBLISHED):
        await make.version(status, number=f"{len(status)}.0.0")
        async with make.reading() as work:
            whole = await versions.get(work.session, "cig/identities", f"{len(status)}.0.0")
            assert await versions.head(make.database.quick, "cig/identities", whole.number) == versions.head_of(whole)
    with pytest.raises(NotFound):
        await versions.head(make.database.quick, "cig/identities", "9.9.9")
