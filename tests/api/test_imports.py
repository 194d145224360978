import httpx
from factories import Factory

from registry.domain.actors import Role
from registry.usecases.allowances import IMPORTS

CSV = b"name_en;acronym;owner;purpose_en;technical_contact_name;technical_contact_email\n"
CSV += b"Bills;BPS;nida;P;ICT;i@x.example\n"


async def headers(make: Factory) -> dict[str, str]:
    await make.institutions("nida")
    key = await make.key(await make.person("amina", Role.PUBLISHER))
    return key | {"Content-Type": "text/csv", "Accept-Language": "en"}


async def test_a_file_is_tried_and_then_imported_and_every_row_is_answered(
    make: Factory, client: httpx.AsyncClient
) -> None:
    given = await headers(make)
    tried = (await client.post("/api/v1/imports?dry_run=true", content=CSV, headers=given)).json()
    assert (tried["stored"], tried["counts"]["created"]) == (False, 1)
    done = await client.post("/api/v1/imports", content=CSV + b"A;B;ega;P;I;i@x.example\n", headers=given)
    answer = done.json()
    assert done.status_code == 200
    assert answer["taken_as"] == {"encoding": "utf-8", "form": "csv", "delimiter": "semicolon"}
    assert (answer["stored"], answer["rows"]) == (True, 2)
    assert [row["result"] for row in answer["results"]] == ["created", "refused"]
    assert answer["results"][1]["errors"][0]["code"] == "no-such-institution"
    assert (await client.get("/api/v1/systems/bps")).status_code == 200


async def test_a_file_that_cannot_be_imported_is_a_problem_with_its_line(
    make: Factory, client: httpx.AsyncClient
) -> None:
    given = await headers(make)
    answer = await client.post("/api/v1/imports", content=b"name_en,ownr\n", headers=given)
    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (
        422,
        "import-refused",
        "column-unknown-near",
    )
    assert answer.json()["errors"][0]["line"] == 1
    large = await client.post("/api/v1/imports", content=b"x" * (10 * 1024 * 1024 + 1), headers=given)
    assert large.status_code == 413
    many = await client.post("/api/v1/imports", content=b"name_en,owner\n" + b"a,b\n" * 2001, headers=given)
    assert many.json()["reason"] == "too-many-rows"


async def test_one_institution_imports_so_often_and_leaves_the_server_to_others(
    make: Factory, client: httpx.AsyncClient
) -> None:
    given = await headers(make)
    for _ in range(IMPORTS.requests):
        assert (await client.post("/api/v1/imports", content=b"name_en,ownr\n", headers=given)).status_code == 422
    refused = await client.post("/api/v1/imports", content=CSV, headers=given)
    assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)


async def test_nobody_known_imports_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/imports", content=CSV, headers={"Content-Type": "text/csv"})
    assert answer.status_code == 401


async def test_the_template_is_a_file_in_the_reader_s_language(client: httpx.AsyncClient) -> None:
    english = await client.get("/api/v1/imports/template?kind=institution", headers={"Accept-Language": "en"})
    swahili = await client.get("/api/v1/imports/template")
    assert english.text.startswith("\ufeffkey,registry_number,")
    assert "mmiliki" in swahili.text
    assert swahili.headers["content-type"].startswith("text/csv")
