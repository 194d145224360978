"""The questions that reviewers answer, and the reasons that they give often."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.db.models import ChecklistQuestion, DecisionReason, Review
from registry.db.queries import desk
from registry.domain.actors import Role, require_role
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.lifecycle import Action
from registry.domain.reviews import Answer, Judgement
from registry.usecases.work import Work


async def questions(work: Work) -> Sequence[ChecklistQuestion]:
    """Return the questions of the checklist in their order."""
    return await desk.questions(work.session)


async def reasons(work: Work) -> Sequence[DecisionReason]:
    """Return the reusable reasons in their order."""
    return await desk.reasons(work.session)


async def questions_for(work: Work, review: Review) -> list[ChecklistQuestion]:
    """Return the questions that are asked of what a review is about."""
    kind = review.version.interface.kind.value if review.version else "system"
    return [question for question in await desk.questions(work.session) if kind in question.kinds]


async def put(work: Work, tree: object) -> None:
    """Make these the questions and the reasons; what was answered and given before is kept with its decision."""
    given = work.given("desk_lists", tree)
    work.attempt("checklist:put", "checklist", "desk")
    require_role(work.actor, {Role.ADMIN})
    _require_distinct(given)
    await work.database.dialect.lock_records(work.session)
    await desk.forget_lists(work.session)
    work.session.add_all(
        ChecklistQuestion(
            key=one["key"],
            position=at,
            texts=one["texts"],
            kinds=one["kinds"],
            required=one.get("required", False),
        )
        for at, one in enumerate(given["questions"], 1)
    )
    work.session.add_all(
        DecisionReason(key=one["key"], position=at, texts=one["texts"], verdicts=one["verdicts"])
        for at, one in enumerate(given["reasons"], 1)
    )
    await work.session.flush()
    work.record(questions=len(given["questions"]), reasons=len(given["reasons"]))


async def worded(work: Work, review: Review, judgement: Judgement) -> tuple[list[Any], list[Any]]:
    """Return the answers and the reasons of a judgement with their words as they are today, for good.

    Raise `FieldsInvalid` for a question that is not asked here, for one that an approval needs and is not answered, for
    a no without a remark, and for a reason that does not go with the decision.
    """
    asked = {question.key: question for question in await questions_for(work, review)}
    known = {one.key: one for one in await desk.reasons(work.session) if judgement.verdict.value in one.verdicts}
    errors = [
        *(_unknown(f"/checklist/{at}/question", one["question"]) for at, one in enumerate(judgement.checklist)
          if one["question"] not in asked),
        *(_unknown(f"/reasons/{at}", key) for at, key in enumerate(judgement.reasons) if key not in known),
        *_unsaid(judgement, asked),
    ]  # fmt: skip
    if errors:
        raise FieldsInvalid(tuple(errors))
    answers = [{**one, "texts": asked[one["question"]].texts} for one in judgement.checklist]
    return answers, [{"key": key, "texts": known[key].texts} for key in judgement.reasons]


def said_of(judgement: Judgement, reasons: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the reasons of a decision in both languages, and the reviewer's own words."""
    lines = [f"{one['texts']['sw']} / {one['texts']['en']}" for one in reasons]
    return "\n".join([*lines, *([judgement.remark] if judgement.remark else [])]) or None


def verdicts() -> list[str]:
    """Return the decisions that a reason can go with."""
    return [Action.APPROVE.value, Action.REQUEST_CHANGES.value, Action.REJECT.value]


def _unknown(pointer: str, key: str) -> FieldError:
    return FieldError(pointer, "not-on-the-list", {"limit": key[:60]})


def _unsaid(judgement: Judgement, asked: Mapping[str, ChecklistQuestion]) -> Iterator[FieldError]:
    """Yield what is wrong with answers: a no that says nothing more, and a question left out that an approval needs."""
    answered = {one["question"] for one in judgement.checklist}
    for at, one in enumerate(judgement.checklist):
        if one["answer"] == Answer.NO and not one.get("remark", "").strip() and one["question"] in asked:
            yield FieldError(f"/checklist/{at}/remark", "no-without-remark", {"limit": asked[one["question"]].texts})
    if judgement.verdict is Action.APPROVE:
        for key, question in asked.items():
            if question.required and key not in answered:
                yield FieldError("/checklist", "unanswered", {"limit": question.texts})


def _require_distinct(given: Mapping[str, Any]) -> None:
    for name in ("questions", "reasons"):
        keys = [one["key"] for one in given[name]]
        if len(set(keys)) != len(keys):
            raise FieldsInvalid((FieldError(f"/{name}", "key-repeated", {"limit": ""}),))
