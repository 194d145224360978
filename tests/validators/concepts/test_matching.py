from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from labelled import LEAST, Score, dictionary, is_held_out, labels, score_of

from registry.validators.concepts.dictionary import Dictionary
from registry.validators.concepts.fields import Field
from registry.validators.concepts.matching import Match, match_of

LABELS = list(labels())


def match(name: str, parents: tuple[str, ...] = (), siblings: tuple[str, ...] = (), **schema: Any) -> Match | None:
    return match_of(Field(name, parents, siblings, ("properties", name), schema, (schema,)), dictionary())


def meaning(name: str, parents: tuple[str, ...] = (), siblings: tuple[str, ...] = (), **schema: Any) -> str | None:
    found = match(name, parents, siblings, **schema)
    return found.entry.key if found and found.confidence >= LEAST else None


def _told(score: Score) -> str:
    table = [f"{concept}: {kind} {count}" for (concept, kind), count in sorted(score.by_concept.items())]
    return "\n".join((f"precision {score.precision:.3f}, recall {score.recall:.3f}", *table, *score.mistakes))


def test_enough_names_are_labelled_and_half_of_them_are_real() -> None:
    real = [label for label in LABELS if label["from"] != "own"]
    assert len(LABELS) >= 340
    assert len(real) * 2 >= len(LABELS)
    assert sum(label["is"] is None for label in LABELS) >= 150


def test_meanings_are_found_with_few_mistakes() -> None:
    score = score_of(LABELS)
    print(_told(score))  # noqa: T201 - the figures by concept, for who asks with -s
    assert score.precision >= 0.95
    assert score.recall >= 0.85


def test_names_of_real_documents_are_found_as_well_as_was_measured() -> None:
    score = score_of(label for label in LABELS if label["from"] != "own")
    print(_told(score))  # noqa: T201 - the figures by concept, for who asks with -s
    # Other languages and bare words such as `created` are what is missed; nothing else is claimed.
    assert score.precision >= 0.94
    assert score.recall >= 0.77


@pytest.mark.parametrize("held_out", [True, False])
def test_names_that_nobody_looked_at_are_no_harder(held_out: bool) -> None:  # noqa: FBT001 - which half
    score = score_of(label for label in LABELS if is_held_out(label) is held_out)
    print(_told(score))  # noqa: T201 - the figures by concept, for who asks with -s
    assert score.precision >= 0.95
    assert score.recall >= 0.85


@pytest.mark.parametrize(
    ("name", "parents", "key"),
    [
        ("id", ("Patient",), "patient-id"),
        ("id", ("patients",), "patient-id"),
        ("code", ("HealthFacilityDto",), "facility-code"),
        ("name", ("Patient",), "full-name"),
        ("value", ("DateOfBirth",), "date-of-birth"),
        ("id", ("Email",), None),
        ("name", (), None),
        ("id", ("Response",), None),
        ("status", ("Order",), None),
    ],
)
def test_a_generic_name_means_something_with_its_parents_help(name: str, parents: tuple[str, ...], key: str) -> None:
    assert meaning(name, parents) == key


@pytest.mark.parametrize(
    "name", ["phoneType", "emailVerified", "sexOffender", "createdBy", "currencyRate", "wardRound"]
)
def test_in_english_the_last_word_is_what_is_meant(name: str) -> None:
    assert meaning(name) is None


def test_in_swahili_the_first_words_are_what_is_meant() -> None:
    assert meaning("namba_ya_simu_ya_mlezi") == "phone"
    assert meaning("tarehe_ya_kuzaliwa_ya_mtoto") == "date-of-birth"


def test_what_people_say_needs_something_beside_it() -> None:
    assert meaning("ward", type="string") is None
    assert meaning("ward", siblings=("ward", "district"), type="string") == "ward"
    assert meaning("ward", ("Admission",), ("ward", "bed"), type="string") is None


def test_a_conflict_lowers_what_is_believed() -> None:
    fine, integer, boolean = match("nin", type="string"), match("nin", type="integer"), match("nin", type="boolean")
    assert fine
    assert integer
    assert boolean
    assert fine.confidence > integer.confidence >= LEAST > boolean.confidence
    assert integer.reasons == ("name", "other-type")


def test_the_part_that_is_meant_is_the_same_whosever_it_is() -> None:
    payer, payee = match("payerPhone"), match("payee_phone")
    assert payer
    assert payee
    assert payer.spelling == payee.spelling


def test_names_are_remembered_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.validators.concepts.matching._REMEMBERED", 2)
    small = Dictionary([{"key": "nin", "version": "1.0.0", "sw": "N", "en": "N", "names": "nin"}])
    for number in range(9):
        match_of(Field(f"x{number}", (), (), (), {}, ()), small)
    assert len(small.candidates) <= 3


@given(
    some.text(max_size=200)
    | some.sampled_from(["nin\x00", "\u202enin", "n😀in", "nin" * 4_000, "null", "constructor", "{{value}}"]),
    some.lists(some.text(max_size=30), max_size=3),
    some.dictionaries(
        some.sampled_from(["type", "format", "pattern", "enum", "description", "title", "x-concept"]),
        some.none()
        | some.integers()
        | some.text(max_size=20)
        | some.lists(some.text(max_size=5) | some.none(), max_size=3),
    ),
)
def test_whatever_a_name_is_it_is_judged(name: str, parents: list[str], schema: dict[str, Any]) -> None:
    found = match(name, tuple(parents), (name, *parents), **schema)
    assert found is None or 0 <= found.confidence <= 1
