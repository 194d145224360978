from factories import Factory, contents, document
from visitors import ORIGIN, Visitor, complaints_of, token_of

from registry.db.session import Database
from registry.domain.lifecycle import Status

Given = dict[str, tuple[str, bytes, str]]


def file(content: bytes) -> Given:
    return {"content": ("openapi.json", content, "application/json")}


async def test_a_file_becomes_a_version_with_its_report(publisher: Visitor) -> None:
    answer = await publisher.send("/publish", "/publish", {"entry": "cig/identities"}, files=file(document()))
    assert (answer.status_code, answer.headers["location"]) == (303, "/apis/cig/identities/1.0.0/findings")
    assert "The document has no errors." in await publisher.see(answer.headers["location"])


async def test_the_bytes_of_a_file_are_kept_as_they_are(publisher: Visitor) -> None:
    content = document().replace(b"\n", b"\r\n")
    await publisher.send("/publish", "/publish", {"entry": "cig/identities"}, files=file(content))
    source = await publisher.see("/apis/cig/identities/1.0.0")
    assert f"{len(content) / 1000:.1f} kB" in source


async def test_pasted_text_becomes_a_version_too(publisher: Visitor) -> None:
    form = {"entry": "cig/identities", "text": document("1.1.0").decode(), "number": "1.1.0"}
    answer = await publisher.send("/publish", "/publish", form, files=file(b""))
    assert answer.headers["location"] == "/apis/cig/identities/1.1.0/findings"


async def test_what_cannot_be_read_is_shown_where_reading_stopped(publisher: Visitor, database: Database) -> None:
    before = await contents(database, "audit_entry", "allowance", "session")
    form = {"entry": "cig/identities", "text": "openapi: 3.1.0\ninfo: {title: A\npaths: {}\n"}
    answer = await publisher.send("/publish", "/publish", form, files=file(b""))
    assert answer.status_code == 422
    assert complaints_of(answer.text) == ["content"]
    assert '<li class="here">' in answer.text
    assert "openapi: 3.1.0\ninfo: {title: A" in answer.text
    assert await contents(database, "audit_entry", "allowance", "session") == before


async def test_other_bytes_under_a_submitted_number_are_refused(publisher: Visitor, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    form = {"entry": "cig/identities", "number": "1.0.0"}
    answer = await publisher.send("/publish", "/publish", form, files=file(document(title="Another")))
    assert answer.status_code == 409
    assert complaints_of(answer.text) == ["number"]


async def test_a_form_without_entry_and_document_says_both(publisher: Visitor) -> None:
    answer = await publisher.send("/publish", "/publish", {"entry": ""}, files=file(b""))
    assert complaints_of(answer.text) == ["entry", "content"]


async def test_the_token_and_the_origin_count_for_files_too(publisher: Visitor) -> None:
    token = token_of(await publisher.see("/publish"))
    form = {"entry": "cig/identities"}
    for headers, sent in (({}, token), ({"origin": "https://evil.example"}, token), (ORIGIN, "0" * 64)):
        answer = await publisher.client.post(
            "/publish", data={**form, "token": sent}, files=file(document()), headers=headers
        )
        assert answer.status_code == 403


async def test_what_is_in_progress_is_listed(publisher: Visitor, make: Factory) -> None:
    await make.version(Status.CHANGES_REQUESTED)
    page = await publisher.see("/publish")
    assert 'href="/apis/cig/identities/1.0.0"' in page
    assert "Changes requested" in page


async def test_only_those_who_answer_for_a_system_may_hand_in(stranger: Visitor, reviewer: Visitor) -> None:
    assert (await stranger.client.get("/publish")).headers["location"] == "/sign-in?next=%2Fpublish"
    assert (await reviewer.client.get("/publish")).status_code == 403
