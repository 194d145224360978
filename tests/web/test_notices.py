from factories import ADMIN, Factory
from visitors import Visitor, complaints_of

from registry.domain.notices import NoticeKind
from registry.usecases import notices


async def _tell(make: Factory, subject: str) -> None:
    async with make.work(ADMIN) as work:
        work.attempt("test:tell", "account", "amina")
        people = await notices.owners_of(work, "nida")
        await notices.tell(work, people, NoticeKind.REVIEW_TAKEN, subject, "/reviews/x", number="x")
        work.record()


async def test_notices_are_counted_on_every_page_read_and_marked(publisher: Visitor, make: Factory) -> None:
    for subject in ("cig", "<b>bold</b>"):
        await _tell(make, subject)
    assert "Taarifa: 2" in await publisher.see("/systems", "sw")
    page = await publisher.see("/notices")
    assert "A reviewer has taken cig (x)" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert (await publisher.send("/notices", "/notices/read", {"notice": "1"})).status_code == 303
    assert "taken cig" not in await publisher.see("/notices?unread=yes")
    assert (await publisher.send("/notices", "/notices/read", {})).status_code == 303
    assert "You have read everything." in await publisher.see("/notices?unread=yes")
    assert "Notices: " not in await publisher.see("/systems")


async def test_how_they_come_by_mail_is_chosen(publisher: Visitor) -> None:
    page = await publisher.see("/notices")
    assert "You have no notices." in page
    assert 'value="at-once" checked' in page
    chosen = await publisher.send("/notices", "/notices/choice", {"mail": "daily"})
    assert chosen.headers["location"] == "/notices?saved=yes"
    assert 'value="daily" checked' in await publisher.see(chosen.headers["location"])
    wrong = await publisher.send("/notices", "/notices/choice", {"mail": "x"})
    assert complaints_of(wrong.text) == ["mail"]


async def test_strangers_are_sent_to_sign_in(stranger: Visitor) -> None:
    answer = await stranger.client.get("/notices")
    assert answer.status_code in {303, 401}
