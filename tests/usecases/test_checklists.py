from typing import Any

import pytest
from factories import ADMIN, REVIEWER, Factory
from reviewing import decided, decisions_of, review_of

from registry.domain.errors import FieldsInvalid, RoleMissing
from registry.domain.lifecycle import Action, Status
from registry.domain.reviews import Basis, Judgement
from registry.usecases import checklists

TEXTS = {"sw": "Imejaribiwa?", "en": "Tested?"}
LISTS: dict[str, Any] = {
    "questions": [
        {"key": "tested", "texts": TEXTS, "kinds": ["api", "schema"]},
        {"key": "hosted", "texts": {"sw": "Imehifadhiwa?", "en": "Hosted?"}, "kinds": ["system"]},
    ],
    "reasons": [
        {"key": "errors-undescribed", "texts": {"sw": "Eleza makosa.", "en": "Describe the errors."},
         "verdicts": ["request_changes"]},
    ],
}  # fmt: skip


async def put(make: Factory, tree: object = None) -> None:
    async with make.work(ADMIN) as work:
        await checklists.put(work, tree or LISTS)


async def test_the_lists_are_put_whole(make: Factory) -> None:
    await put(make)
    await put(make, {"questions": LISTS["questions"][:1], "reasons": []})
    async with make.reading() as work:
        assert [one.key for one in await checklists.questions(work)] == ["tested"]
        assert await checklists.reasons(work) == []
    with pytest.raises(FieldsInvalid):
        await put(make, {"questions": LISTS["questions"][:1] * 2, "reasons": []})
    with pytest.raises(RoleMissing):
        async with make.work(REVIEWER) as work:
            await checklists.put(work, LISTS)


async def test_answers_and_reasons_are_kept_with_the_decision_in_the_words_of_that_day(make: Factory) -> None:
    await put(make)
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    answers = [{"question": "tested", "answer": "no", "remark": "Not yet."}]
    sent_back = await decided(make, review, "request_changes", reasons=["errors-undescribed"], checklist=answers)
    await put(make, {"questions": [], "reasons": []})
    decision = (await decisions_of(make, review))[0]
    assert decision.checklist == [{**answers[0], "texts": TEXTS}]
    assert decision.reasons == [{"key": "errors-undescribed", "texts": LISTS["reasons"][0]["texts"]}]
    assert sent_back.version is not None
    assert sent_back.version.decision_reason == "Eleza makosa. / Describe the errors.\nbecause"


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"reasons": ["nothing"]}, "/reasons/0"),
        ({"reasons": ["errors-undescribed"]}, "/reasons/0"),
        ({"checklist": [{"question": "hosted", "answer": "yes"}]}, "/checklist/0/question"),
        ({"checklist": [{"question": "tested", "answer": "perhaps"}]}, "/checklist/0/answer"),
    ],
)
async def test_what_is_not_on_the_lists_is_refused(make: Factory, more: dict[str, Any], pointer: str) -> None:
    await put(make)
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    with pytest.raises(FieldsInvalid) as refused:
        await decided(make, await review_of(make), "approve", **more)
    assert [one.pointer for one in refused.value.errors] == [pointer]
    assert set(checklists.verdicts()) == {"approve", "request_changes", "reject"}


async def test_an_approval_answers_what_is_required_and_a_no_says_why(make: Factory) -> None:
    required = {**LISTS["questions"][0], "required": True}
    await put(make, {**LISTS, "questions": [required, LISTS["questions"][1]]})
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    for answers, code in (([], "unanswered"), ([{"question": "tested", "answer": "no"}], "no-without-remark")):
        with pytest.raises(FieldsInvalid) as refused:
            await decided(make, review, checklist=answers)
        assert [(one.code, one.sentence("en").rpartition(": ")[2]) for one in refused.value.errors] == [
            (code, TEXTS["en"])
        ]
        assert TEXTS["sw"] in refused.value.errors[0].sentence("sw")
    with pytest.raises(FieldsInvalid):  # the door of the version takes no answers, so it does not approve either
        await make.advance(version, Action.APPROVE)
    answered = [{"question": "tested", "answer": "not_applicable"}]
    assert (await decided(make, review, checklist=answered)).state is Status.APPROVED


async def test_what_is_required_stands_in_the_way_of_an_approval_alone(make: Factory) -> None:
    await put(make, {**LISTS, "questions": [{**LISTS["questions"][0], "required": True}]})
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    assert (await decided(make, await review_of(make), "request_changes")).state is Status.CHANGES_REQUESTED


def test_a_decision_without_words_says_none() -> None:
    assert checklists.said_of(Judgement(Action.APPROVE, Basis("e")), []) is None
