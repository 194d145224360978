from registry.api.suggestion_bodies import suggestions_of
from registry.db.search_scans import Shown
from registry.domain.entries import FoundKind
from registry.usecases.suggestions import Name, Offered


def test_what_is_offered_tells_its_kind_its_titles_and_its_page() -> None:
    entry = Shown._make((1, "gepg", "/systems/gepg", "Malipo", "", "", ""))
    body = suggestions_of(Offered([Name(FoundKind.SYSTEM, entry)], ["malipo ya"]))
    assert body.questions == ["malipo ya"]
    assert [(one.kind, one.name, one.links) for one in body.items] == [("system", "gepg", {"page": "/systems/gepg"})]
