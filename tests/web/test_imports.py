from factories import Factory, contents
from visitors import ORIGIN, Visitor, hidden_of, token_of

CSV = (
    b"name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"
    b"Bills,BPS,nida,P,ICT,i@x.example\n<script>,X,none,P,ICT,i@x.example\n"
)
Given = dict[str, tuple[str, bytes, str]]


def file(content: bytes) -> Given:
    return {"content": ("systems.csv", content, "text/csv")}


async def test_a_file_is_shown_first_and_imported_when_it_is_confirmed(make: Factory, publisher: Visitor) -> None:
    before = await contents(make.database, "session")
    shown = await publisher.send("/imports", "/imports", {}, files=file(CSV))
    assert shown.status_code == 200
    assert "Nothing has been stored yet" in shown.text
    assert "There is no institution none." in shown.text
    assert (await contents(make.database, "session"))["system"] == before["system"]
    held = hidden_of(shown.text, "/imports")
    assert held.pop("step") == "confirm"
    done = await publisher.send("/imports", "/imports", {**held, "step": "confirm"}, files=file(b""))
    assert "The file was imported" in done.text
    assert 'href="/systems/bps"' in done.text
    assert "Bills" in await publisher.see("/systems/bps")


async def test_a_file_that_cannot_be_read_is_shown_with_its_reason_in_the_reader_s_language(
    publisher: Visitor,
) -> None:
    for language, words in (("en", "workbook of Excel"), ("sw", "kitabu cha Excel")):
        token = {"token": token_of(await publisher.see("/imports", language))}
        packed = file(b"PK\x03\x04[Content_Types].xml")
        answer = await publisher.client.post("/imports", data=token, files=packed, headers=ORIGIN)
        assert answer.status_code == 422
        assert words in answer.text


async def test_a_file_too_large_for_the_page_is_sent_to_the_command(publisher: Visitor) -> None:
    answer = await publisher.send("/imports", "/imports", {}, files=file(b"x" * (2 * 1024 * 1024 + 1)))
    assert (answer.status_code, "use the command" in answer.text) == (422, True)


async def test_a_file_from_elsewhere_is_refused(publisher: Visitor) -> None:
    answer = await publisher.client.post("/imports", files=file(CSV), headers={"origin": "https://x.example"})
    assert answer.status_code == 403
    odd = await publisher.send("/imports", "/imports", {"step": "confirm", "held": "?"}, files=file(b""))
    assert odd.status_code == 422


async def test_the_page_is_for_those_who_register(stranger: Visitor) -> None:
    assert (await stranger.client.get("/imports")).status_code != 200
