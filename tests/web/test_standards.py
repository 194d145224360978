import re
from collections.abc import AsyncIterator

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory
from reference_data import COMPONENT, STANDARD
from visitors import Visitor, complaints_of, hidden_of

from registry.domain.actors import Role
from registry.usecases import standards
from registry.web.forms import Form
from registry.web.standards import component_in, form_of, form_of_component, standard_in

EDIT = "/standards/ega-ita-001/edit"
TYPED = {
    "titles.sw": "Kiwango kipya",
    "titles.en": "A new standard",
    "kind": "international",
    "status": "in_force",
    "seen": "text",
    "publisher": "IETF",
    "code": "RFC 1",
    "clauses.1.number": "2",
    "clauses.1.titles.sw": "Pili",
    "clauses.1.titles.en": "Second",
}


@pytest.fixture
async def editor(app: httpx.ASGITransport, publisher: Visitor, make: Factory) -> AsyncIterator[Visitor]:
    del publisher
    await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega")
    await make.component()
    await make.standard()
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        visitor = Visitor(opened)
        await visitor.sign_in("rashid")
        yield visitor


async def test_standards_stand_under_their_component_and_the_others_under_their_kind(
    stranger: Visitor, make: Factory
) -> None:
    await make.component()
    await make.component(key="empty", names={"sw": "Tupu", "en": "Empty"}, code=None)
    await make.standard()
    for key, kind in (("rfc-1", "international"), ("act-1", "act"), ("reg-1", "regulation"), ("modi", "government")):
        await make.standard(key=key, kind=kind, component=None, titles={"sw": f"T {key}", "en": f"T {key}"})
    page = await stranger.see("/standards")
    places = [page.index(f'href="/standards/{key}"') for key in ("ega-ita-001", "act-1", "reg-1", "modi", "rfc-1")]
    assert places == sorted(places)
    for told in ("Letters in codes: ITA", "Letters in codes: not seen", "No document of this component has been seen."):
        assert told in page
    assert "/standards/new" not in page
    swahili = await stranger.see("/standards", "sw")
    assert "Usanifishaji Utangamanishi" in swahili
    assert "Jalada limeonekana, vifungu havijasomwa" in swahili


async def test_a_standard_says_how_much_of_it_was_read_and_where_that_was_seen(
    stranger: Visitor, editor: Visitor, make: Factory
) -> None:
    del editor
    page = await stranger.see("/standards/ega-ita-001")
    for told in ("eGA/EXT/ITA/001", "2017-12", "No clause of this text was read", "The cover only.", "Introduction"):
        assert told in page
    assert 'href="/institutions/ega"' in page
    assert 'href="/standards#integration-architecture"' in page
    assert EDIT not in page
    await make.standard(seen="text", publisher="Nobody's office")
    page = await stranger.see("/standards/ega-ita-001")
    assert "No clause of this text was read" not in page
    assert "Nobody&#39;s office" in page
    assert "Changed: Publisher, How much was read" in page
    assert (await stranger.client.get("/standards/nothing")).status_code == 404


async def test_an_editor_changes_every_part_of_a_standard(editor: Visitor, make: Factory) -> None:
    assert f'href="{EDIT}"' in await editor.see("/standards/ega-ita-001")
    form = hidden_of(await editor.see(EDIT), EDIT) | TYPED
    answer = await editor.send(EDIT, EDIT, form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/standards/ega-ita-001"), answer.text
    async with make.reading() as work:
        row = await standards.get(work, "ega-ita-001")
    assert (row.titles["en"], row.component, row.code, row.version, row.notes) == (
        "A new standard",
        None,
        "RFC 1",
        None,
        {},
    )
    assert row.clauses == [{"number": "2", "titles": {"sw": "Pili", "en": "Second"}}]
    late = await editor.send(EDIT, EDIT, form)
    assert late.status_code == 303
    other = await editor.send(EDIT, EDIT, form | {"code": "RFC 2"})
    assert other.status_code == 412


async def test_an_editor_enters_a_standard_and_a_component(editor: Visitor) -> None:
    answer = await editor.send("/standards/new", "/standards/new", {**TYPED, "key": "rfc-1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/standards/rfc-1"), answer.text
    taken = await editor.send("/standards/new", "/standards/new", {**TYPED, "key": "ega-ita-001"})
    assert taken.status_code == 428
    component = {"key": "security", "names.sw": "Usalama", "names.en": "Security", "code": "ISA"}
    answer = await editor.send("/components/new", "/components/new", component)
    assert answer.headers["location"] == "/standards#security"
    edit = "/components/security/edit"
    form = hidden_of(await editor.see(edit), edit) | component | {"note.en": "Seen in a code."}
    assert (await editor.send(edit, edit, form)).status_code == 303
    assert "Seen in a code." in await editor.see("/standards")


async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(editor: Visitor) -> None:
    wrong = {**TYPED, "key": "RFC 1", "issued": "yesterday", "titles.sw": "", "clauses.1.titles.en": "", "address": "x"}
    answer = await editor.send("/standards/new", "/standards/new", wrong)
    assert answer.status_code == 422
    assert sorted(complaints_of(answer.text)) == ["address", "clauses.1.titles.en", "issued", "key", "titles.sw"]
    assert 'value="yesterday"' in answer.text
    assert "Issued: Write a year" in answer.text
    wrong = {"key": "a", "names.sw": "A", "names.en": ""}
    answer = await editor.send("/components/new", "/components/new", wrong)
    assert complaints_of(answer.text) == ["names.en"]


@pytest.mark.parametrize(
    "path", [EDIT, "/standards/new", "/components/new", "/components/integration-architecture/edit"]
)
async def test_only_an_editor_finds_the_forms(
    stranger: Visitor, editor: Visitor, publisher: Visitor, path: str
) -> None:
    assert (await editor.client.get(path)).status_code == 200
    assert (await stranger.client.get(path)).status_code == 303
    assert (await publisher.client.get(path)).status_code == 403


async def test_the_form_of_the_longest_standard_leaves_nothing_out(editor: Visitor, make: Factory) -> None:
    clauses = [{"number": f"{number}", "titles": {"sw": "K", "en": "C"}} for number in range(50)]
    sources = [{"title": f"S{number}"} for number in range(50)]
    await make.standard(clauses=clauses, sources=sources)
    page = await editor.see(EDIT)
    fields = dict(re.findall(r'name="((?:clauses|sources)[^"]*)" type="[a-z]+" value="([^"]*)"', page))
    form = hidden_of(page, EDIT) | fields | {name: TYPED[name] for name in TYPED if not name.startswith("clauses")}
    assert (await editor.send(EDIT, EDIT, form)).status_code == 303
    async with make.reading() as work:
        row = await standards.get(work, "ega-ita-001")
    assert (row.clauses, row.sources) == (clauses, sources)


async def test_a_standard_and_a_component_fill_their_forms_and_the_forms_say_the_same(make: Factory) -> None:
    component, row = await make.component(), await make.standard()
    assert {"key": "ega-ita-001", **standard_in(form_of(row))} == STANDARD
    assert {"key": component.key, **component_in(form_of_component(component))} == COMPONENT
    assert standard_in(Form()) == {}
