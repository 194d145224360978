from datetime import UTC, datetime, timedelta

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import EDITOR, Factory
from visitors import ORIGIN, Visitor, complaints_of, hidden_of

from registry.domain.actors import Role
from registry.domain.profiles import ProfileAction, ProfileState
from registry.usecases import profiles
from registry.web.forms import Form
from registry.web.profile_actions import actions_of, tree_of

PAGE = "/profiles/tz-interop/1.0.0"
LATER = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()


@pytest.fixture
async def editor(stranger: Visitor, make: Factory) -> Visitor:
    await make.institutions("ega")
    await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega")
    await stranger.sign_in("rashid")
    return stranger


async def send(visitor: Visitor, action: str, **fields: str) -> httpx.Response:
    page = await visitor.see(f"{PAGE}/actions/{action}")
    hidden = hidden_of(page, f"{PAGE}/actions")
    return await visitor.client.post(f"{PAGE}/actions", data={**hidden, **fields}, headers=ORIGIN)


async def state_of(make: Factory) -> tuple[str, bool, str, int]:
    async with make.reading() as work:
        row = await profiles.get(work, "tz-interop", "1.0.0")
        return row.state.value, row.is_default, str(row.binding_on), row.grace_days


async def test_an_editor_activates_and_retires_a_profile_on_its_page(editor: Visitor, make: Factory) -> None:
    await make.profile()
    page = await editor.see(PAGE)
    assert f'href="{PAGE}/actions/activate"' in page
    assert "/actions/retire" not in page
    assert "/actions/replace" not in page
    done = await send(editor, "activate", binding_on=LATER, grace_days="90", default="yes", reason="Agreed")
    assert (done.status_code, done.headers["location"]) == (303, PAGE)
    assert await state_of(make) == ("active", True, LATER, 90)
    page = await editor.see(PAGE)
    assert f'href="{PAGE}/actions/retire"' in page
    assert "/actions/activate" not in page
    assert (await send(editor, "retire")).status_code == 303
    assert (await state_of(make))[:2] == ("retired", False)
    assert "/actions/" not in await editor.see(PAGE)
    assert (await editor.client.get(f"{PAGE}/actions/activate")).status_code == 409


async def test_what_was_typed_is_kept_where_it_does_not_fit(editor: Visitor, make: Factory) -> None:
    await make.profile()
    for fields, wrong in (
        ({"binding_on": "2001-01-01", "grace_days": "7"}, ["binding_on"]),
        ({"grace_days": "many"}, ["grace_days"]),
        ({"grace_days": "9999"}, ["grace_days"]),
    ):
        answer = await send(editor, "activate", **fields)
        assert answer.status_code == 422, fields
        assert complaints_of(answer.text) == wrong
        assert f'value="{fields["grace_days"]}"' in answer.text
    assert (await state_of(make))[0] == "draft"


async def test_a_form_that_is_forged_or_late_changes_nothing(editor: Visitor, make: Factory) -> None:
    await make.profile()
    hidden = hidden_of(await editor.see(f"{PAGE}/actions/activate"), f"{PAGE}/actions")
    for token, origin, status in (("wrong", ORIGIN, 403), (hidden["token"], {"origin": "https://evil.example"}, 403)):
        answer = await editor.client.post(f"{PAGE}/actions", data={**hidden, "token": token}, headers=origin)
        assert answer.status_code == status
    async with make.work(EDITOR) as work:
        await profiles.load(work, "tz-interop", "1.0.0", b"extends: somana:core")
    late = await editor.client.post(f"{PAGE}/actions", data=hidden, headers=ORIGIN)
    assert late.status_code == 412
    assert (await state_of(make))[0] == "draft"


async def test_nobody_else_finds_the_buttons_or_takes_the_step(
    app: httpx.ASGITransport, publisher: Visitor, make: Factory
) -> None:
    await make.profile()
    assert "/actions/" not in await publisher.see(PAGE)
    assert (await publisher.client.get(f"{PAGE}/actions/activate")).status_code == 403
    answer = await publisher.send(PAGE, f"{PAGE}/actions", {"action": "activate", "revision": "1"})
    assert answer.status_code == 403
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        assert (await opened.get(f"{PAGE}/actions/activate")).status_code in {303, 401}
        assert (await publisher.client.get(f"{PAGE}/actions/explode")).status_code == 404
    assert (await state_of(make))[0] == "draft"


async def test_the_steps_are_those_of_the_table_without_the_one_that_needs_bytes(make: Factory) -> None:
    row = await make.profile()
    assert actions_of(EDITOR, row) == [ProfileAction.ACTIVATE]
    assert actions_of(EDITOR, await make.activate()) == [ProfileAction.RETIRE]
    async with make.work(EDITOR) as work:
        row = await profiles.retire(work, "tz-interop", "1.0.0")
    assert (row.state, actions_of(EDITOR, row)) == (ProfileState.RETIRED, [])


def test_a_form_becomes_an_order() -> None:
    assert tree_of(Form({"action": ["retire"], "grace_days": ["3"]})) == {"action": "retire"}
    typed = Form({"action": ["activate"], "grace_days": ["3"], "default": ["yes"]})
    assert tree_of(typed) == {"action": "activate", "grace_days": 3, "default": True}
    assert tree_of(Form({"action": ["activate"], "grace_days": ["1" * 30]}))["grace_days"] == "1" * 30
