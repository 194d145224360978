import json

from factories import PUBLISHER, Factory, document
from reviewing import NAME, advanced, decided, review_of

from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, requests, review_views, versions
from registry.usecases.grounds import grounds_of


async def test_the_parts_of_an_entry_that_changed_since_its_approval_are_told(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.APPROVED)
    async with make.work(PUBLISHER) as work:
        row = await interfaces.get(work, NAME)
        await interfaces.change(work, NAME, {"description": {"en": "Other"}}, row.revision)
    await make.version(Status.SUBMITTED, "2.0.0")
    async with make.reading() as work:
        review = await requests.get(work, (await review_of(make, "2.0.0")).number)
        changes = await review_views.entry_changes(work, review, await grounds_of(work, review))
        assert changes is not None
        assert [(one.field, one.now) for one in changes] == [("description", {"en": "Other"})]


async def test_findings_are_new_unchanged_or_gone_since_the_last_decision(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW, info={"title": "A", "version": "1.0.0", "contact": {"name": "ICT"}})
    review = await review_of(make)
    async with make.reading() as work:
        row = await requests.get(work, review.number)
        assert await review_views.movement(work, row, await grounds_of(work, row)) is None
    await decided(make, review, "request_changes")
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(work, NAME, document(tags=[{"name": "unused"}]))
    await make.advance(version, Action.SUBMIT)
    await advanced(make, review, Action.TAKE)
    async with make.reading() as work:
        row = await requests.get(work, review.number)
        now = await grounds_of(work, row)
        moved = await review_views.movement(work, row, now)
        assert moved is not None
        assert moved.new | moved.unchanged == set(now.fingerprints)
        actions = [one["action"] for one in await review_views.history_of(work, row)]
    assert actions[-4:] == ["request_changes", "upload", "submit", "take"]


async def test_a_version_is_compared_with_the_one_in_use(make: Factory) -> None:
    await make.catalogue()
    old = await make.version(Status.PUBLISHED)
    new = await make.version(Status.SUBMITTED, "2.0.0", title="Other")
    async with make.reading() as work:
        review = await requests.get(work, (await review_of(make, "2.0.0")).number)
        before = await review_views.version_before(work, review)
        assert before is not None
        assert before.number == old.number
        first, second = await review_views.documents_of(work, new, before)
    assert json.loads(first)["info"]["title"] != json.loads(second)["info"]["title"]


def test_documents_are_compared_by_operation_and_by_schema() -> None:
    tree = json.loads(document())
    other = json.loads(document())
    other["paths"]["/persons"] = {"post": {"responses": {}}}
    other["paths"]["/identities/{nin}"]["parameters"] = []
    other["components"]["schemas"] = {"Person": {"type": "object"}}
    change = review_views.document_change("1.0.0", json.dumps(tree).encode(), json.dumps(other).encode())
    assert change.operations == {
        "added": ["POST /persons"],
        "removed": [],
        "changed": ["GET /identities/{nin}"],
    }
    assert change.schemas == {"added": ["Person"], "removed": ["Identity"], "changed": []}
    same = review_views.document_change("1.0.0", document(), document())
    assert not any([*same.operations.values(), *same.schemas.values()])


def test_data_schemas_are_compared_by_property() -> None:
    old, new = b'{"properties": {"nin": {"type": "string"}}}', b'{"properties": {"nin": {"type": "integer"}}}'
    assert review_views.document_change("1", old, new).schemas["changed"] == ["nin"]
    odd = b'{"paths": [], "components": 1, "properties": null}'
    assert review_views.document_change("1", odd, odd).operations["changed"] == []
