from collections.abc import AsyncIterator

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory
from reference_data import CONCEPT, concept
from visitors import Visitor, complaints_of, hidden_of

from registry.domain.actors import Role
from registry.domain.errors import FieldsInvalid
from registry.usecases import concepts
from registry.web.concepts import concept_in, form_of
from registry.web.forms import Form

EDIT = "/concepts/nin/edit"
TYPED = {
    "names.sw": "Kiasi",
    "names.en": "Amount",
    "definition.sw": "Kiasi cha fedha.",
    "definition.en": "How much money.",
    "synonyms.sw": "pesa\n\n fedha ",
    "field_names": "amount\nkiasi",
    "type": "number",
    "unit": "TZS",
    "personal_data": "none",
    "certainty": "stated",
    "version": "1.0.0",
    "schema": "type: number\nminimum: 0\n",
}


@pytest.fixture
async def editor(app: httpx.ASGITransport, publisher: Visitor, make: Factory) -> AsyncIterator[Visitor]:
    del publisher
    await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega")
    await make.concept()
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        visitor = Visitor(opened)
        await visitor.sign_in("rashid")
        yield visitor


async def test_the_dictionary_is_searched_by_word_and_by_personal_data(stranger: Visitor, make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("amount", personal_data="none"))
    for query, keys in (
        ("", {"nin", "amount"}),
        ("?q=nida", {"nin"}),
        ("?q=NIDANO&personal_data=identifier", {"nin"}),
        ("?personal_data=none", {"amount"}),
        ("?personal_data=nonsense&q=", {"nin", "amount"}),
        ("?q=zebra", set()),
    ):
        page = await stranger.see(f"/concepts{query}")
        assert {key for key in ("nin", "amount") if f'href="/concepts/{key}"' in page} == keys, query
    assert "No concept has these words" in page
    assert 'value="zebra"' in page
    assert "Kamusi ya data" in await stranger.see("/concepts", "sw")


async def test_a_concept_shows_its_names_its_form_and_where_its_schema_stands(stranger: Visitor, make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("tin", related=["nin"]))
    page = await stranger.see("/concepts/nin")
    address = "/concepts/nin/1.0.0.schema.json"
    for told in ("NIDA number", "nida_no", "^[0-9]{20}$", f"{PUBLIC_URL}{address}", "x-concept: nin", "Reported"):
        assert told in page, told
    assert "x-personal-data: identifier" in page
    assert f'href="{address}"' in page
    assert 'href="/concepts/tin"' in page
    assert EDIT not in page
    assert (await stranger.client.get(address)).json()["title"] == "NIN"
    assert "Imeripotiwa, haijathibitishwa" in await stranger.see("/concepts/nin", "sw")
    assert (await stranger.client.get("/concepts/nothing")).status_code == 404


async def test_a_data_schema_and_its_concept_lead_to_each_other(stranger: Visitor, make: Factory) -> None:
    await make.institution()
    await make.schema(concept="nin")
    await make.schema(key="other", concept="nothing")
    await make.schema(key="secret", concept="nin", visibility="government")
    assert ">nin</dd>" in await stranger.see("/schemas/person")
    await make.concept()
    assert 'href="/concepts/nin"' in await stranger.see("/schemas/person")
    page = await stranger.see("/concepts/nin")
    assert 'href="/schemas/person"' in page
    assert "/schemas/other" not in page
    assert "/schemas/secret" not in page


async def test_an_editor_enters_a_concept_and_changes_it(editor: Visitor, make: Factory) -> None:
    answer = await editor.send("/concepts/new", "/concepts/new", {**TYPED, "key": "amount"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/concepts/amount"), answer.text
    async with make.reading() as work:
        row = await concepts.get(work, "amount")
    assert (row.synonyms, row.field_names) == ({"sw": ["pesa", "fedha"], "en": []}, ["amount", "kiasi"])
    edit = "/concepts/amount/edit"
    form = hidden_of(await editor.see(edit), edit) | TYPED | {"related": "nin"}
    assert (await editor.send(edit, edit, form)).status_code == 303
    assert 'href="/concepts/nin"' in await editor.see("/concepts/amount")
    assert (await editor.send(edit, edit, form | {"unit": "USD"})).status_code == 412


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"schema": '{"type": '}, "schema"),
        ({"schema": ""}, "schema"),
        ({"schema": "[1]"}, "schema"),
        ({"schema": "type: strnig"}, "schema"),
        ({"field_names": "kiasi\nnida_no"}, "field_names"),
        ({"synonyms.sw": "namba ya NIDA"}, "synonyms.sw"),
        ({"related": "nobody"}, "related"),
        ({"pattern": "(["}, "pattern"),
        ({"names.en": ""}, "names.en"),
        ({"type": ""}, "type"),
        ({"key": "A B"}, "key"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    editor: Visitor, change: dict[str, str], field: str
) -> None:
    answer = await editor.send("/concepts/new", "/concepts/new", {**TYPED, "key": "amount", **change})
    assert (answer.status_code, complaints_of(answer.text)) == (422, [field])
    assert f'id="{field}"' in answer.text
    assert "How much money." in answer.text


async def test_another_schema_under_a_version_that_is_taken_is_said_at_the_version(editor: Visitor) -> None:
    form = hidden_of(await editor.see(EDIT), EDIT) | TYPED
    answer = await editor.send(EDIT, EDIT, form)
    assert (answer.status_code, complaints_of(answer.text)) == (409, ["version"])


async def test_only_an_editor_finds_the_forms(stranger: Visitor, editor: Visitor, publisher: Visitor) -> None:
    for path in (EDIT, "/concepts/new"):
        assert (await editor.client.get(path)).status_code == 200
        assert (await stranger.client.get(path)).status_code == 303
        assert (await publisher.client.get(path)).status_code == 403
    assert "/concepts/new" in await editor.see("/concepts")


async def test_what_is_written_of_a_concept_cannot_break_its_page(stranger: Visitor, make: Factory) -> None:
    evil = '"><script>x</script>'
    schema = {"type": "string", "title": evil}
    await make.concept(names={"sw": evil, "en": evil}, field_names=[evil], schema=schema)
    for path in ("/concepts", "/concepts/nin"):
        assert "<script" not in await stranger.see(path)


async def test_a_concept_fills_its_form_and_the_form_says_the_same(make: Factory) -> None:
    row = await make.concept()
    known = {name: value for name, value in CONCEPT.items() if value is not None}
    assert {"key": "nin", **concept_in(form_of(row, CONCEPT["schema"]))} == known
    with pytest.raises(FieldsInvalid):
        concept_in(Form({"schema": ["{"]}))
