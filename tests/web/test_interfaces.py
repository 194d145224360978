from visitors import Visitor


async def test_an_api_is_defined_and_changed_by_hand(publisher: Visitor) -> None:
    new = "/systems/cig/apis/new"
    parts = {"title.en": "Photos", "kind": "rest", "visibility": "public", "access.steps.1.en": "Write to us"}
    refused = await publisher.send(new, new, {"key": "photos", **parts})
    assert refused.status_code == 422
    parts |= {"access.version": "1", "access.date": "2026-01-01", "access.days": "5"}
    answer = await publisher.send(new, new, {"key": "photos", **parts})
    assert answer.headers["location"] == "/publish?entry=cig/photos"
    edit = "/apis/cig/photos/edit"
    answer = await publisher.send(edit, edit, {**parts, "title.en": "Portraits", "revision": "1"})
    assert answer.headers["location"] == "/apis/cig/photos"
    page = await publisher.see("/apis/cig/photos")
    assert "Portraits" in page
    assert "Write to us" in page


async def test_a_schema_is_defined_by_hand(publisher: Visitor) -> None:
    form = {"key": "photo", "institution": "nida", "title.en": "Photo", "visibility": "public"}
    answer = await publisher.send("/schemas/new", "/schemas/new", form)
    assert answer.headers["location"] == "/publish?entry=photo"
    assert "No version has been published" in await publisher.see("/schemas/photo")
