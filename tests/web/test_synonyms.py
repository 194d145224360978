from collections.abc import AsyncIterator

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory
from visitors import Visitor, hidden_of

from registry.domain.actors import Role
from registry.web.forms import Form
from registry.web.synonyms import form_of, group_in

EDIT = "/synonyms/ict/edit"


@pytest.fixture
async def editor(app: httpx.ASGITransport, publisher: Visitor, make: Factory) -> AsyncIterator[Visitor]:
    del publisher
    await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega")
    await make.synonym()
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        visitor = Visitor(opened)
        await visitor.sign_in("rashid")
        yield visitor


async def test_everybody_sees_the_groups_in_both_languages_and_nobody_a_way_to_change_them(
    stranger: Visitor, make: Factory
) -> None:
    await make.synonym()
    page = await stranger.see("/synonyms?q=kulipia")
    assert "malipo, makusanyo" in page
    assert "/synonyms/new" not in page
    assert "Visawe" in await stranger.see("/synonyms", "sw")
    assert "No group of names matches." in await stranger.see("/synonyms?kind=acronym")
    assert "malipo" in await stranger.see("/synonyms?kind=%22%3E")


async def test_an_editor_enters_changes_and_removes_a_group(editor: Visitor) -> None:
    typed = {"key": "ict", "kind": "acronym", "names.sw": "TEHAMA", "names.en": "ICT\r\n\r\n information technology "}
    made = await editor.send("/synonyms/new", "/synonyms/new", typed)
    assert (made.status_code, made.headers["location"]) == (303, "/synonyms#ict")
    page = await editor.see(EDIT)
    assert "ICT\ninformation technology" in page
    assert "rashid" in page
    seen = hidden_of(page, EDIT)
    changed = {**typed, **seen, "names.sw": "Tehama"}
    assert (await editor.send(EDIT, EDIT, changed)).status_code == 303
    assert (await editor.send(EDIT, EDIT, {**changed, "names.sw": "Late"})).status_code == 412
    gone = "/synonyms/ict/remove"
    assert (await editor.send(EDIT, gone, {"revision": seen["revision"]})).status_code == 412
    assert (await editor.send(EDIT, gone, hidden_of(await editor.see(EDIT), gone))).status_code == 303
    assert "Tehama" not in await editor.see("/synonyms")


async def test_what_is_wrong_is_said_and_what_was_typed_stays(editor: Visitor) -> None:
    refused = await editor.send("/synonyms/new", "/synonyms/new", {"key": "x", "kind": "synonym", "names.sw": "moja"})
    assert refused.status_code == 422
    assert "two names" in refused.text
    assert "moja" in refused.text


async def test_others_are_turned_away(publisher: Visitor, make: Factory) -> None:
    await make.synonym()
    for path in ("/synonyms/new", "/synonyms/payment/edit"):
        assert (await publisher.client.get(path)).status_code == 403


async def test_a_form_holds_what_is_known_and_gives_it_back(make: Factory) -> None:
    row = await make.synonym()
    told = group_in(form_of(row))
    assert (told["kind"], told["names"], told["note"]) == (row.kind.value, row.names, row.note)
    assert group_in(Form()) == {"names": {}}
