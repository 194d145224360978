from typing import Any

from factories import ADMIN, COMPLETE, PUBLISHER, Factory
from reviewing import decisions_of, fetched, queued, review_of
from visitors import ORIGIN, Visitor, hidden_of

from registry.domain.actors import Role
from registry.domain.lifecycle import Status
from registry.usecases import checklists, comments, requests, systems
from registry.web.forms import Form
from registry.web.review_actions import comment_in, decision_in

TEXTS = {"sw": "Imejaribiwa?", "en": "Tested?"}
LISTS: dict[str, Any] = {
    "questions": [{"key": "tested", "texts": TEXTS, "kinds": ["api"]}],
    "reasons": [{"key": "late", "texts": TEXTS, "verdicts": ["reject", "request_changes"]}],
}


async def sent(visitor: Visitor, page: str, action: str, form: dict[str, Any]) -> Any:
    """Send the form of a page that goes to an address, with what is typed into it."""
    held = hidden_of(await visitor.see(page), action)
    return await visitor.client.post(action, data={**held, **form}, headers=ORIGIN)


async def test_a_request_is_taken_and_decided_on_with_checklist_reasons_and_confirmation(
    reviewer: Visitor, make: Factory
) -> None:
    async with make.work(ADMIN) as work:
        await checklists.put(work, LISTS)
    await make.version(Status.SUBMITTED)
    review = await review_of(make)
    page = f"/reviews/{review.number}"
    assert (await sent(reviewer, page, f"{page}/transitions", {})).status_code == 303
    choice = {
        "verdict": "reject",
        "reasons": "late",
        "checklist.tested.answer": "no",
        "checklist.tested.remark": "Bado",
        "remark": "Sivyo",
    }
    unconfirmed = await sent(reviewer, page, f"{page}/decisions", choice)
    assert unconfirmed.status_code == 422
    assert "Sivyo" in unconfirmed.text
    assert 'href="#confirmed"' in unconfirmed.text
    assert (await sent(reviewer, page, f"{page}/decisions", {**choice, "confirmed": "yes"})).status_code == 303
    (decision,) = await decisions_of(make, review)
    assert (decision.checklist[0]["answer"], decision.reasons[0]["key"], decision.remark) == ("no", "late", "Sivyo")
    assert "Rejected" in await reviewer.see(page)


async def test_a_decision_on_what_changed_meanwhile_says_what_changed(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.IN_REVIEW)
    page = f"/reviews/{(await review_of(make)).number}"
    old = {"verdict": "approve", "confirmed": "yes", "findings": f"sha256:{'0' * 64}"}
    answer = await sent(reviewer, page, f"{page}/decisions", old)
    assert answer.status_code == 409
    assert "findings" in answer.text


async def test_an_owner_asks_for_a_decision_once_all_is_filled_in_and_withdraws(
    publisher: Visitor, make: Factory
) -> None:
    page = "/systems/cig/reviews"
    refused = await sent(publisher, page, page, {"kind": "establish"})
    assert refused.status_code == 422
    assert 'href="/systems/cig/edit"' in refused.text
    assert "Legal basis" in refused.text
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "cig", COMPLETE, (await systems.get(work, "cig")).revision)
    asked = await sent(publisher, page, page, {"kind": "establish", "reason": "Ready."})
    assert asked.status_code == 303
    own = asked.headers["location"]
    assert own.rpartition("/")[2] in await publisher.see(page)
    assert (await sent(publisher, own, f"{own}/transitions", {})).status_code == 303
    assert "Withdrawn" in await publisher.see(own)


async def test_owner_and_reviewer_talk_on_the_page(publisher: Visitor, reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    page = f"/reviews/{review.number}"
    said = await sent(reviewer, page, f"{page}/comments", {"text": "<i>Why</i>?", "anchor": "/paths"})
    assert said.status_code == 303
    assert "&lt;i&gt;Why&lt;/i&gt;?" in await publisher.see(page)
    async with make.reading() as work:
        (first,) = await comments.list_all(work, await requests.get(work, review.number))
    reply = {"text": "Because.", "parent": str(first.id)}
    assert (await sent(publisher, page, f"{page}/comments", reply)).status_code == 303
    answered = await sent(publisher, page, f"{page}/comments/{first.id}/answered", {})
    assert answered.status_code == 303
    assert "answered</span>" in await reviewer.see(page)
    assert (await sent(publisher, page, f"{page}/comments", {"text": ""})).status_code == 422


async def test_a_reviewer_hands_over_leaves_and_shares_out(reviewer: Visitor, make: Factory) -> None:
    await make.person("zuhura", Role.REVIEWER, institution="ega")
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    page = f"/reviews/{review.number}"
    assert (await sent(reviewer, page, f"{page}/hand-over", {"to": "zuhura"})).status_code == 303
    assert (await fetched(make, review)).reviewer == "zuhura"
    assert (await sent(reviewer, page, f"{page}/conflict", {"reason": "Mine."})).status_code == 303
    [name] = await queued(make, Status.SUBMITTED)
    assert (await sent(reviewer, "/reviews", "/reviews/balance", {})).status_code == 303
    assert (await review_of(make, name=name)).reviewer == "rehema"


def test_a_decision_is_read_from_its_form() -> None:
    fields = {
        "verdict": "approve", "reasons": "late", "entry": "e", "checklist.a.answer": "yes", "checklist.a.remark": "x",
        "checklist.b.answer": "", "remarks.0123456789abcdef": "y", "remarks.ffffffffffffffff": "", "remarks": "z",
    }  # fmt: skip
    assert decision_in(Form({name: [value] for name, value in fields.items()})) == {
        "verdict": "approve",
        "entry": "e",
        "reasons": ["late"],
        "checklist": [{"question": "a", "answer": "yes", "remark": "x"}],
        "remarks": [{"fingerprint": "0123456789abcdef", "remark": "y"}],
    }


def test_a_place_is_a_finding_or_a_pointer() -> None:
    kinds = {
        place: comment_in(Form({"text": ["x"], "anchor": [place]})).get("anchor_kind")
        for place in ("0123456789abcdef", "/paths", "")
    }
    assert kinds == {"0123456789abcdef": "finding", "/paths": "pointer", "": None}
