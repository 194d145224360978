from datetime import timedelta

from factories import INSECURE, Factory
from visitors import Visitor, complaints_of, hidden_of

from registry.domain.waivers import today

VERSION = "/apis/cig/identities/1.0.0"


async def _ask_address(publisher: Visitor) -> str:
    page = await publisher.see(f"{VERSION}/findings")
    return page.partition(f'href="{VERSION}/waivers?')[2].partition('"')[0].replace("&amp;", "&")


async def test_a_waiver_is_asked_from_a_finding_granted_and_shown_on_the_report(
    publisher: Visitor, reviewer: Visitor, stranger: Visitor, make: Factory
) -> None:
    await make.version(servers=INSECURE)
    address = f"{VERSION}/waivers?{await _ask_address(publisher)}"
    page = await publisher.see(address)
    hidden = hidden_of(page, f"{VERSION}/waivers")
    empty = await publisher.send(address, f"{VERSION}/waivers", {**hidden, "scope": "place"})
    assert complaints_of(empty.text) == ["reason", "ends_on"]
    filled = {**hidden, "scope": "place", "reason": "Until <June>.", "ends_on": "2199-01-01"}
    late = await publisher.send(address, f"{VERSION}/waivers", filled)
    assert complaints_of(late.text) == ["ends_on"]
    assert "at most 365 days ahead" in late.text
    filled["ends_on"] = (today() + timedelta(days=20)).isoformat()
    asked = await publisher.send(address, f"{VERSION}/waivers", filled)
    assert asked.status_code == 303
    waiver = asked.headers["location"]
    assert waiver.startswith("/waivers/WVR-000001-")
    assert 'value="grant"' not in await publisher.see(waiver)
    shown = await reviewer.see(waiver)
    assert "Until &lt;June&gt;." in shown
    form = {**hidden_of(shown, waiver), "action": "refuse"}
    form.pop("token")
    assert complaints_of((await reviewer.send(waiver, waiver, form)).text) == ["reason"]
    assert (await reviewer.send(waiver, waiver, {**form, "action": "grant"})).status_code == 303
    page = await publisher.see(f"{VERSION}/findings")
    assert "Waived until" in page
    assert "Until &lt;June&gt;." in page
    assert f'href="{VERSION}/waivers?' not in page
    assert f'href="{VERSION}/actions/submit"' in page
    stale = await publisher.send(waiver, waiver, {**form, "action": "withdraw"})
    assert stale.status_code == 412
    for language, words in (("sw", "Ruhusa maalum"), ("en", "Waivers")):
        listing = await reviewer.see("/waivers?status=granted&ending=true", language)
        assert words in listing
        assert waiver in listing
    assert waiver not in await reviewer.see("/waivers?status=refused")
    assert "published versions that fail it with a waiver" in await stranger.see("/rules/server-variable-undefined")


async def test_strangers_are_sent_to_sign_in(stranger: Visitor) -> None:
    for path in ("/waivers", "/waivers/WVR-000001-1"):
        answer = await stranger.client.get(path)
        assert answer.status_code in {303, 401}, path


async def test_a_finding_that_is_gone_cannot_be_asked_about(publisher: Visitor, make: Factory) -> None:
    await make.version()
    assert "has no such finding" in await publisher.see(f"{VERSION}/waivers?rule=x&fingerprint=y")
