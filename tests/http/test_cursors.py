import base64

import pytest
from litestar import Litestar
from litestar.testing import RequestFactory

from registry.domain.errors import FieldsInvalid
from registry.http.cursors import after_of, cursor_of

FACTORY = RequestFactory(Litestar(logging_config=None))


def test_a_cursor_leads_back_to_its_place() -> None:
    request = FACTORY.get("/api/v1/systems", query_params={"sector": "tax"})
    for after in ("cig", "cig/identities", "Ünïcode"):
        cursor = cursor_of(request, after)
        assert cursor is not None
        assert after_of(request, cursor) == after
    assert cursor_of(request, None) is None
    assert after_of(request, None) == after_of(request, "") == ""


def test_the_length_of_a_page_may_change_on_the_way() -> None:
    cursor = cursor_of(FACTORY.get("/api/v1/systems", query_params={"limit": "1"}), "cig")
    assert after_of(FACTORY.get("/api/v1/systems", query_params={"limit": "9", "lang": "en"}), cursor) == "cig"


@pytest.mark.parametrize("path", ["/api/v1/apis", "/api/v1/systems?sector=tax"])
def test_a_cursor_of_another_list_is_refused(path: str) -> None:
    cursor = cursor_of(FACTORY.get("/api/v1/systems"), "cig")
    path, _, query = path.partition("?")
    with pytest.raises(FieldsInvalid):
        after_of(FACTORY.get(path, query_params={"sector": "tax"} if query else {}), cursor)


@pytest.mark.parametrize(
    "cursor",
    ["%%%", "abc", "=", "é", "Y2ln", base64.urlsafe_b64encode(b"00000000cig").decode(), "A" * 5000, "AAAA", "_-_-"],
)
def test_a_forged_cursor_is_refused_by_name(cursor: str) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        after_of(FACTORY.get("/api/v1/systems"), cursor)
    assert [(one.pointer, one.code, one.source) for one in refused.value.errors] == [("cursor", "cursor", "query")]
