import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory, contents
from visitors import ORIGIN, Visitor, token_of

from registry.db.session import Database
from registry.domain.errors import Invalid
from registry.web.forms import LARGEST, Form, cleaned, filled_rows, form_of, parsed, rows_of, tree_of

NEW = {
    "key": "new-one",
    "institution": "nida",
    "names.0.kind": "name",
    "names.0.language": "en",
    "names.0.text": "New one",
    "purpose.en": "Tests",
    "contacts.0.kind": "technical",
    "contacts.0.name": "ICT",
    "contacts.0.email": "ict@nida.example",
}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": PUBLIC_URL},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
async def test_a_form_from_elsewhere_changes_nothing(
    publisher: Visitor, database: Database, headers: dict[str, str]
) -> None:
    token = token_of(await publisher.see("/register"))
    before = await contents(database)
    answer = await publisher.client.post("/register", data={"token": token, **NEW}, headers=headers)
    assert answer.status_code == 403
    assert await contents(database) == before


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": PUBLIC_URL}]
)
async def test_a_form_of_ours_is_taken(publisher: Visitor, headers: dict[str, str]) -> None:
    token = token_of(await publisher.see("/register"))
    answer = await publisher.client.post("/register", data={"token": token, **NEW}, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/systems/new-one")


async def test_the_token_of_another_session_is_refused(publisher: Visitor, reviewer: Visitor, make: Factory) -> None:
    del make
    foreign = token_of(await reviewer.see("/account"))
    for token in (foreign, "", "0" * 64):
        answer = await publisher.client.post("/register", data={"token": token, **NEW}, headers=ORIGIN)
        assert answer.status_code == 403


async def test_a_form_that_is_too_large_is_refused(publisher: Visitor) -> None:
    answer = await publisher.send("/register", "/register", {**NEW, "purpose.sw": "x" * LARGEST})
    assert answer.status_code == 413


async def test_multipart_is_no_form_but_where_a_file_is_handed_in(publisher: Visitor) -> None:
    files = {"key": (None, b"x", "text/plain; charset=punycode")}
    answer = await publisher.client.post("/register", files=files, headers=ORIGIN)
    assert answer.status_code == 415


@pytest.mark.parametrize("body", [b"a=%ff", b"a=\xff", b"&".join(b"a=1" for _ in range(600))])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        parsed(body)


def test_what_was_typed_is_brought_into_one_form() -> None:
    assert cleaned(" Cafe\u0301\r\nbar ") == "Café\nbar"


def test_fields_become_a_tree_and_empty_rows_leave_no_gap() -> None:
    form = Form({"names.0.kind": ["name"], "names.0.text": [""], "names.2.kind": ["acronym"], "names.2.text": ["GePG"]})
    assert tree_of(form, "names") == {"names": [{"kind": "acronym", "text": "GePG"}]}
    assert filled_rows(form, "names") == [2]
    assert list(rows_of(form, "names")) == [0, 1, 2, 3, 4]


def test_a_tree_fills_the_fields_it_came_from() -> None:
    tree = {"names": [{"kind": "name", "text": "A"}], "purpose": {"sw": "B"}}
    assert tree_of(form_of(tree), "names", "purpose") == tree


@pytest.mark.parametrize("name", ["names.0.text.x", "names.text.0", "names.-1.text", "names.99999999.text", "names."])
def test_a_field_of_no_known_name_breaks_nothing(name: str) -> None:
    form = Form({"names.0.text": ["A"], name: ["B"]})
    try:
        assert tree_of(form, "names")["names"][0]["text"]
    except Invalid:
        assert name == "names.0.text.x"


async def test_a_page_holds_the_token_of_its_own_session_alone(publisher: Visitor, stranger: Visitor) -> None:
    page = await publisher.see("/register")
    assert len(token_of(page)) == 64
    assert publisher.client.cookies["somana"] not in page
    assert 'name="token" value=""' in await stranger.see("/sign-in")


async def test_the_password_is_never_sent_back(client: httpx.AsyncClient) -> None:
    form = {"name": "amina", "password": "my secret passphrase"}
    answer = await client.post("/sign-in", data=form, headers=ORIGIN)
    assert "my secret passphrase" not in answer.text
