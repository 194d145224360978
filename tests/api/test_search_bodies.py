from registry.api.search_bodies import filters_of
from registry.domain.questions import query_of
from registry.usecases.search import FACETS, Answer, Question


def test_every_facet_has_a_name_in_both_languages_and_tells_what_is_chosen() -> None:
    question = Question("x", {"sector": ["health"], "institution": ["nida"]})
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS} | {
        "sector": {"water": 2},
        "conformity": {"pass": 1},
    }
    answer = Answer(question, query_of("x"), [], 2, estimated=False, partial=False, every_word=True, facets=counts)
    filters = {one.key: one for one in filters_of(answer).items}
    assert list(filters) == list(FACETS)
    assert all(one.label["sw"] and one.label["en"] for one in filters.values())
    sector = [(option.value, option.count, option.selected) for option in filters["sector"].options]
    assert sector == [("health", 0, True), ("water", 2, False)]
    assert filters["sector"].options[1].label["en"] == "Water"
    assert filters["institution"].options[0].label == {"sw": "nida", "en": "nida"}
