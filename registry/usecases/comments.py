"""What the owner and the reviewers say to each other about a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from registry.db.models import Review, ReviewComment
from registry.db.queries import reviews as queries
from registry.domain.actors import Role
from registry.domain.errors import FieldError, FieldsInvalid, NotFound, RoleMissing
from registry.domain.reviews import AnchorKind
from registry.usecases import requests
from registry.usecases.review_notices import tell_of_comment
from registry.usecases.work import Work

MOST = 500


@dataclass(slots=True)
class Thread:
    """Something that was said, and what was said to it."""

    comment: ReviewComment
    replies: list["Thread"] = field(default_factory=list)


async def say(work: Work, number: str, tree: object) -> ReviewComment:
    """Say something about a request, to all of it, to a finding or a place, or to what somebody else has said."""
    given = work.given("comment", tree)
    work.attempt("review:comment", "review", number)
    review = await requests.get(work, number)
    _require_party(work, review)
    said = await queries.comments_of(work.session, review)
    if len(said) >= MOST:
        raise FieldsInvalid((FieldError("/text", "maxItems", {"limit": str(MOST)}),))
    parent = next((one for one in said if str(one.id) == given.get("parent")), None)
    if "parent" in given and parent is None:
        raise FieldsInvalid((FieldError("/parent", "not-on-the-list", {"limit": given["parent"]}),))
    if ("anchor" in given) != ("anchor_kind" in given):
        raise FieldsInvalid((FieldError("/anchor", "required", {"limit": ""}),))
    comment = ReviewComment(
        review_id=review.id,
        parent_id=parent.id if parent else None,
        author=work.actor.name,
        institution=work.actor.institution,
        at=work.now,
        text=given["text"],
        anchor_kind=AnchorKind(given["anchor_kind"]) if "anchor_kind" in given else None,
        anchor=given.get("anchor"),
    )
    work.session.add(comment)
    await work.session.flush()
    await tell_of_comment(work, review, comment)
    work.record(comment=str(comment.id))
    return comment


async def answer(work: Work, number: str, comment_id: str) -> ReviewComment:
    """Mark what somebody has said as answered; saying so again changes nothing."""
    work.attempt("review:answer_comment", "review", number)
    review = await requests.get(work, number)
    _require_party(work, review)
    try:
        comment = await queries.comment(work.session, review, UUID(comment_id))
    except ValueError:
        raise NotFound("comment", comment_id[:40]) from None
    if comment.answered_at is None:
        comment.answered_by, comment.answered_at = work.actor.name, work.now
        await work.session.flush()
        work.record(comment=comment_id)
    return comment


async def threads_of(work: Work, review: Review) -> list[Thread]:
    """Return what was said about a request, replies below what they reply to."""
    threads = {one.id: Thread(one) for one in await queries.comments_of(work.session, review)}
    top: list[Thread] = []
    for thread in threads.values():
        parent = threads.get(thread.comment.parent_id) if thread.comment.parent_id else None
        (parent.replies if parent else top).append(thread)
    return top


async def list_all(work: Work, review: Review) -> Sequence[ReviewComment]:
    """Return what was said about a request, in order."""
    return await queries.comments_of(work.session, review)


def _require_party(work: Work, review: Review) -> None:
    """Raise where somebody neither answers for the entry nor reviews: who only oversees reads along."""
    owner = work.actor.owns(review.institution.key)
    if not owner and Role.REVIEWER not in work.actor.roles:
        raise RoleMissing(f"{Role.PUBLISHER}, {Role.INSTITUTION_ADMIN}, {Role.REVIEWER}")
