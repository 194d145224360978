from visitors import Visitor, complaints_of

NEED = {"need": "Verify a <b>driving</b> licence", "words": "zebra", "institution": "nida"}


async def test_a_service_is_asked_for_where_nothing_is_found_and_answered(
    publisher: Visitor, reviewer: Visitor, stranger: Visitor
) -> None:
    page = await reviewer.see("/search?q=nida+zebra&kind=rule")
    assert "/service-requests/new?q=nida+zebra" in page
    assert "Institutions in charge" in page
    form = await reviewer.see("/service-requests/new?q=nida+zebra")
    assert '<option value="nida" selected>' in form
    asked = await reviewer.send("/service-requests/new", "/service-requests", NEED)
    path = asked.headers["location"]
    assert "Verify a &lt;b&gt;driving" in await reviewer.see(path)
    assert "answer-wrong" not in await reviewer.see(path)
    assert "Somebody asks for a service" in await publisher.see("/notices")
    assert "licence" in await publisher.see("/service-requests")
    wrong = await publisher.send(path, f"{path}/answer", {"answer": ""})
    assert complaints_of(wrong.text) == ["answer"]
    assert (await publisher.send(path, f"{path}/answer", {"answer": "Next year."})).status_code == 303
    assert "Next year." in await reviewer.see(path)
    assert "was answered" in await reviewer.see("/notices")
    assert "sign in and ask" in await stranger.see("/search?q=zebra")
    for address in ("/service-requests", "/service-requests/new", path):
        assert (await stranger.client.get(address)).status_code == 303


async def test_what_is_wrong_is_said_where_it_is(publisher: Visitor) -> None:
    wrong = await publisher.send("/service-requests/new", "/service-requests", {**NEED, "need": "x"})
    assert complaints_of(wrong.text) == ["need"]
    assert 'value="zebra"' in wrong.text
