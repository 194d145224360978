from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts
from registry.domain.search_entries import Findable


def test_what_is_shown_has_room_for_so_much() -> None:
    long = "x" * 1_000
    shown = Findable(FoundKind.API, long, long, Texts(""), title={"en": long}, summary={"sw": long}).shown
    assert {name: len(text) for name, text in shown.items()} == {
        "name": 200, "path": 600, "title_sw": 0, "title_en": 300, "summary_sw": 400, "summary_en": 0,
    }  # fmt: skip
