import pytest
from factories import Factory
from visitors import ORIGIN, Visitor

from registry.domain.errors import NotFound
from registry.web.errors import HANDLERS, _only_registry_error


@pytest.mark.parametrize("path", ["/systems/nowhere", "/institutions/nowhere", "/apis/a/b", "/schemas/x/1.0.0"])
async def test_what_is_not_there_is_a_page_in_the_readers_language(stranger: Visitor, path: str) -> None:
    for language, title in (("sw", "Haipatikani"), ("en", "Not found")):
        answer = await stranger.client.get(path, params={"lang": language})
        assert answer.status_code == 404
        assert f"<h1>{title}</h1>" in answer.text
        assert answer.headers["cache-control"] == "no-store"


async def test_a_hostile_name_is_shown_inert(stranger: Visitor) -> None:
    answer = await stranger.client.get("/systems/<script>alert(1)<")
    assert answer.status_code == 404
    assert "<script" not in answer.text


async def test_a_page_that_needs_somebody_known_leads_to_the_door_and_back(stranger: Visitor, make: Factory) -> None:
    answer = await stranger.client.get("/publish?entry=cig/identities&lang=en")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/sign-in?next=%2Fpublish%3Fentry%3Dcig%252Fidentities",
    )
    await make.institution()


async def test_a_form_of_somebody_not_signed_in_is_refused_with_what_was_typed(stranger: Visitor) -> None:
    answer = await stranger.client.post("/register", data={"key": "typed-in-vain"}, headers=ORIGIN)
    assert answer.status_code in {401, 422}
    assert "typed-in-vain" in answer.text


async def test_a_method_that_a_page_does_not_take_is_refused(stranger: Visitor) -> None:
    assert (await stranger.client.delete("/systems")).status_code == 405


def test_an_error_of_ours_is_found_within_what_the_framework_wraps() -> None:
    inner = NotFound("system", "x")
    assert _only_registry_error(ExceptionGroup("closing", [ExceptionGroup("again", [inner])])) is inner
    assert _only_registry_error(ExceptionGroup("closing", [ValueError()])) is None
    assert _only_registry_error(ValueError()) is None


def test_every_kind_of_error_has_a_page() -> None:
    assert Exception in HANDLERS
