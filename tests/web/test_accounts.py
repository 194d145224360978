import re
from uuid import uuid4

import pytest
from factories import Factory
from visitors import ORIGIN, Visitor, complaints_of, token_of

from registry.domain.actors import Role, Scope
from registry.web.accounts import safe_way


async def test_a_session_begins_with_a_new_secret_for_this_host_and_no_script(stranger: Visitor, make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.PUBLISHER)
    stranger.client.cookies.set("somana", "chosen-by-an-attacker")
    answer = await stranger.sign_in("amina", next="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = answer.headers["set-cookie"]
    assert "chosen-by-an-attacker" not in cookie
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def test_signing_in_again_ends_the_session_before(publisher: Visitor, stranger: Visitor) -> None:
    before = publisher.client.cookies["somana"]
    await publisher.sign_in("amina")
    assert publisher.client.cookies["somana"] != before
    stranger.client.cookies.set("somana", before)
    assert (await stranger.client.get("/account")).status_code == 303


async def test_signing_out_ends_the_session_here_and_in_the_browser(publisher: Visitor, stranger: Visitor) -> None:
    before = publisher.client.cookies["somana"]
    answer = await publisher.send("/account", "/sign-out", {})
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    stranger.client.cookies.set("somana", before)
    assert (await stranger.client.get("/account")).headers["location"].startswith("/sign-in?next=")


async def test_a_wrong_password_and_an_unknown_name_are_answered_alike(stranger: Visitor, make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.PUBLISHER)
    wrong = {"password": "not the password at all", "next": "/account"}
    answers = [
        await stranger.client.post("/sign-in", data={"name": name, **wrong}, headers=ORIGIN)
        for name in ("amina", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text.replace("amina", "nobody") == answers[1].text
    assert wrong["password"] not in answers[0].text


async def test_too_many_wrong_passwords_are_answered_with_the_time_to_wait(stranger: Visitor) -> None:
    form = {"name": "nobody", "password": "wrong wrong wrong"}
    answers = [await stranger.client.post("/sign-in", data=form, headers=ORIGIN) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert 'value="nobody"' in answers[-1].text


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/a\nb", "/%0a" + "x" * 3000]
)
def test_the_way_after_signing_in_leads_to_our_own_pages_only(path: str) -> None:
    assert safe_way(path) == "/"


def test_a_path_of_ours_is_gone_on_to() -> None:
    assert safe_way("/publish?entry=cig/identities") == "/publish?entry=cig/identities"


async def test_a_key_is_shown_once_and_kept_by_nobody_on_the_way(publisher: Visitor) -> None:
    form = {"name": "CI", "scopes": [Scope.ENTRIES_WRITE.value], "days": "30"}
    answer = await publisher.send("/account", "/account/keys", form)
    assert answer.headers["cache-control"] == "no-store, private"
    secret = re.search(r"som_[0-9A-Za-z]{38}", answer.text)
    assert secret is not None
    page = await publisher.see("/account")
    assert secret[0] not in page
    assert secret[0][:12] in page


async def test_a_key_without_scopes_is_refused_with_what_was_typed(publisher: Visitor) -> None:
    answer = await publisher.send("/account", "/account/keys", {"name": "My robot"})
    assert answer.status_code == 422
    assert complaints_of(answer.text) == ["scopes"]
    assert 'value="My robot"' in answer.text


async def test_a_key_is_revoked_after_a_page_that_asks(publisher: Visitor) -> None:
    await publisher.send("/account", "/account/keys", {"name": "CI", "scopes": [Scope.ENTRIES_READ.value]})
    way = re.search(r"/account/keys/[0-9a-f-]+/revoke", await publisher.see("/account"))
    assert way is not None
    token = token_of(await publisher.see(way[0]))
    assert (await publisher.client.post(way[0], data={"token": token}, headers=ORIGIN)).status_code == 303
    assert "/revoke" not in await publisher.see("/account")


async def test_an_unknown_key_has_no_page(publisher: Visitor) -> None:
    assert (await publisher.client.get(f"/account/keys/{uuid4()}/revoke")).status_code == 404


async def test_pages_of_somebody_signed_in_are_kept_by_nobody(publisher: Visitor) -> None:
    for path in ("/", "/account", "/systems/cig"):
        assert (await publisher.client.get(path)).headers["cache-control"] == "no-store, private"
