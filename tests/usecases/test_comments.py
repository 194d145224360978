import pytest
from factories import AUDITOR, PUBLISHER, REVIEWER, STRANGER, Factory
from reviewing import review_of

from registry.domain.errors import FieldsInvalid, NotFound, RoleMissing
from registry.domain.lifecycle import Status
from registry.usecases import comments, requests


async def test_owner_and_reviewers_talk_in_threads_that_hang_on_a_place(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    async with make.work(REVIEWER) as work:
        tree = {"text": "Why?", "anchor_kind": "pointer", "anchor": "/paths/~1identities"}
        first = await comments.say(work, review.number, tree)
    async with make.work(PUBLISHER) as work:
        await comments.say(work, review.number, {"text": "Because.", "parent": str(first.id)})
    async with make.work(REVIEWER) as work:
        await comments.say(work, review.number, {"text": "Another thing."})
        await comments.answer(work, review.number, str(first.id))
    async with make.reading(PUBLISHER) as work:
        threads = await comments.threads_of(work, await requests.get(work, review.number))
        flat = await comments.list_all(work, await requests.get(work, review.number))
    said = [(one.comment.text, [reply.comment.text for reply in one.replies]) for one in threads]
    assert said == [("Why?", ["Because."]), ("Another thing.", [])]
    assert (threads[0].comment.anchor, threads[0].comment.answered_by) == ("/paths/~1identities", "rehema")
    assert len(flat) == 3


async def test_strangers_know_of_no_comment_and_auditors_only_read(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    for who, error in ((STRANGER, NotFound), (AUDITOR, RoleMissing)):
        with pytest.raises(error):
            async with make.work(who) as work:
                await comments.say(work, review.number, {"text": "x"})
    async with make.reading(AUDITOR) as work:
        assert await comments.threads_of(work, await requests.get(work, review.number)) == []


@pytest.mark.parametrize(
    "tree",
    [{}, {"text": ""}, {"text": "x", "anchor": "/a"}, {"text": "x", "anchor_kind": "finding"},
     {"text": "x", "parent": "no"}, {"text": "x", "parent": "0" * 36}, {"text": "x", "more": 1}],
)  # fmt: skip
async def test_what_is_no_comment_is_refused(make: Factory, tree: object) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    with pytest.raises(FieldsInvalid):
        async with make.work(REVIEWER) as work:
            await comments.say(work, review.number, tree)


async def test_only_what_was_said_here_is_marked_as_answered(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    for name in ("x", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NotFound):
            async with make.work(REVIEWER) as work:
                await comments.answer(work, review.number, name)
