from registry.domain.entries import FoundKind
from registry.domain.questions import Query, Term
from registry.domain.ranking import span_of
from registry.usecases.search_asked import HOLDERS, SPANS, WITHOUT_WORDS, Asked

WORDS = ((("ba",),),)


def _asked(words: str = "bill", **filters: tuple[str, ...]) -> Asked:
    return Asked(Query(words, (Term(words),) if words else ()), filters)


def test_every_kind_is_looked_at_once_and_neighbours_together() -> None:
    assert sorted(kind for kinds in SPANS for kind in kinds) == sorted(set(FoundKind) - {FoundKind.FIELD})
    assert sum(SPANS.values()) == 2_000
    whole = list(_asked().main(WORDS, 60))
    assert [(look.low, look.high) for look in whole] == [span_of(*kinds) for kinds in SPANS]
    some = list(_asked(kind=("api", "operation", "nonsense")).main(WORDS, 60))
    assert [(look.low, look.high) for look in some] == [span_of(FoundKind.API), span_of(FoundKind.OPERATION)]


def test_without_words_only_entries_are_listed_unless_others_are_asked_for() -> None:
    assert _asked("").kinds == WITHOUT_WORDS
    assert set(_asked().kinds) == set(FoundKind)
    assert _asked("", kind=("operation",)).kinds == (FoundKind.OPERATION,)


def test_facets_are_required_but_for_the_one_that_is_counted() -> None:
    asked = _asked(sector=("health", "water"), state=("published",), kind=("api",))
    (look,) = asked.main(WORDS, 60)
    assert look.matching.required == (("msectorhealth", "msectorwater"), ("mstatepublished",))
    others = list(asked.others(WORDS, ["nida_no"]))
    assert {facet for facet, _, _ in others} == {"sector", "state", "kind"}
    assert [one.matching.required for facet, name, one in others if (facet, name) == ("state", "")] == [
        (("msectorhealth", "msectorwater"),)
    ]
    assert len([name for facet, name, _ in others if facet == "kind" and not name]) == len(SPANS)
    assert all(one.best == 0 for _, _, one in others)


def test_a_field_is_looked_for_in_what_has_fields() -> None:
    look = _asked().fields("nida_no", 30)
    assert (look.low, look.high) == span_of(*HOLDERS)
    assert look.matching.ways == ((("fnidano",),),)
    assert list(_asked("").whole()) == []
