"""Whom a step of a request concerns, and what they are told of it."""

from typing import Final

from registry.db.models import Review, ReviewComment
from registry.domain.lifecycle import Action, Status
from registry.domain.notices import NoticeKind
from registry.usecases.notices import owners_of, people_named, reviewers_but_of, tell
from registry.usecases.work import Work

TO_OWNER: Final = {
    (Action.TAKE, Status.IN_REVIEW): NoticeKind.REVIEW_TAKEN,
    (Action.APPROVE, Status.APPROVED): NoticeKind.REVIEW_APPROVED,
    (Action.REQUEST_CHANGES, Status.CHANGES_REQUESTED): NoticeKind.REVIEW_CHANGES,
    (Action.REJECT, Status.REJECTED): NoticeKind.REVIEW_REJECTED,
}
"""What the owner is told of a step that comes to a state; the first of two approvals comes to none of these."""
TO_REVIEWERS: Final = {Action.SUBMIT, Action.APPEAL}


async def tell_of_opening(work: Work, review: Review) -> None:
    """Tell the reviewers of other institutions that somebody asks for a decision."""
    people = await reviewers_but_of(work, review.institution.key)
    due_on = review.due_on.isoformat() if review.due_on else work.now.date().isoformat()
    await tell(work, people, NoticeKind.REVIEW_OPENED, review.subject, path_of(review), **_of(review), due_on=due_on)


async def tell_of_step(work: Work, review: Review, action: Action, target: Status) -> None:
    """Tell the owner what the reviewers did, and the reviewers that a request is with them again."""
    if kind := TO_OWNER.get((action, target)):
        people = await owners_of(work, review.institution.key)
        await tell(work, people, kind, review.subject, path_of(review), **_of(review))
    elif action in TO_REVIEWERS:
        people = await people_named(work, {review.reviewer})
        people = people or await reviewers_but_of(work, review.institution.key)
        await tell(work, people, NoticeKind.REVIEW_BACK, review.subject, path_of(review), **_of(review))


async def tell_of_hands(work: Work, review: Review) -> None:
    """Tell a reviewer that a request was put into their hands."""
    people = await people_named(work, {review.reviewer})
    await tell(work, people, NoticeKind.REVIEW_GIVEN, review.subject, path_of(review), **_of(review))


async def tell_of_comment(work: Work, review: Review, comment: ReviewComment) -> None:
    """Tell the other side that something was said: the owner, and whoever has the request in hand."""
    people = [*await owners_of(work, review.institution.key), *await people_named(work, {review.reviewer})]
    cause = f"{NoticeKind.REVIEW_COMMENTED}:{comment.id}"
    await tell(work, people, NoticeKind.REVIEW_COMMENTED, review.subject, path_of(review), cause=cause, **_of(review))


def path_of(review: Review) -> str:
    """Return the page of a request."""
    return f"/reviews/{review.number}"


def _of(review: Review) -> dict[str, str]:
    return {"number": review.number}
