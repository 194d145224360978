from datetime import UTC, datetime
from itertools import product

from registry.domain.entries import FoundKind, FoundState
from registry.domain.questions import query_of
from registry.domain.ranking import (
    FULL,
    KINDS,
    SERIAL_MASK,
    SOME,
    compact,
    distance_of,
    fit_of,
    identity_of,
    is_exact,
    kind_of,
    rank_of,
    sought_by,
    span_of,
)

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_an_identity_holds_its_kind_and_stands_by_its_rank() -> None:
    for kind, rank, serial in product(KINDS, (0, 7, 255), (1, SERIAL_MASK)):
        identity = identity_of(kind, rank, serial)
        low, high = span_of(kind)
        assert kind_of(identity) == kind
        assert low <= identity <= high < 1 << 63
    assert identity_of(FoundKind.API, 3, SERIAL_MASK) < identity_of(FoundKind.API, 4, 1)
    assert set(KINDS) == set(FoundKind)


def test_the_kinds_have_the_numbers_that_stand_in_every_index() -> None:
    numbers = [f"{kind_of(number << 44)} {number}" for number in range(1, 11)]
    assert numbers == [
        "institution 1", "system 2", "concept 3", "standard 4", "rule 5",
        "api 6", "schema 7", "operation 8", "data-schema 9", "field 10",
    ]  # fmt: skip


def test_what_can_be_used_and_has_passed_stands_before_what_has_not() -> None:
    states = ("published", "deprecated", "suspended", "retired")
    ranks = [rank_of(state, conformity, NOW) for state in states for conformity in ("pass", "unchecked", "fail")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert rank_of("published", "pass", NOW) < rank_of("published", "pass", NOW.replace(year=2020))
    assert rank_of("published", "pass", NOW, uses=9) < rank_of("published", "pass", NOW)
    every = [rank_of(state, "fail", NOW.replace(year=year)) for state in FoundState for year in (1990, 2050)]
    assert all(0 <= rank <= 255 for rank in every)


def test_words_in_the_title_outweigh_the_kind_and_the_kind_outweighs_the_rank() -> None:
    system, operation = (identity_of(kind, 255, 1) for kind in (FoundKind.SYSTEM, FoundKind.OPERATION))
    assert distance_of(operation, FULL) < distance_of(system, SOME)
    assert distance_of(identity_of(FoundKind.API, 0, 1), FULL) < distance_of(identity_of(FoundKind.SYSTEM, 0, 1), FULL)
    assert distance_of(identity_of(FoundKind.API, 9, 1), FULL) < distance_of(identity_of(FoundKind.SYSTEM, 0, 1), FULL)


def test_a_title_fits_the_better_the_more_it_is_what_was_asked_for() -> None:
    sought = sought_by(query_of("verify identity"))
    titles = ["Verify identity", "Identity, verify", "Verification of identities", "Verify the identity of a person"]
    fits = [fit_of(sought, [title]) for title in [*titles, "Identity", "Fish"]]
    assert fits == sorted(fits, reverse=True)
    assert fits[-1] == 0
    assert fit_of(sought, ["", "Verify identity"]) == fits[0]
    assert fit_of(sought_by(query_of("😀")), ["Fish"]) == 0
    assert fit_of(sought_by(query_of("verif")), ["Verify"]) > 0


def test_what_is_told_counts_for_words_that_no_title_has_and_common_words_for_less() -> None:
    sought = sought_by(query_of("verify identity"))
    named = fit_of(sought, ["Identity"])
    assert named < fit_of(sought, ["Identity"], ["Is used to verify."]) < fit_of(sought, ["Identity", "Verify"])
    assert fit_of(sought, ["Identity"], ["Identity"]) == named
    sought = sought_by(query_of("tender number"))
    assert fit_of(sought, ["Tender"]) > fit_of(sought, ["Number"])


def test_the_beginning_of_the_last_word_is_enough() -> None:
    sought = sought_by(query_of("national ident"))
    assert sought.wants("Identity")
    assert sought.wants("NATIONAL")
    assert not sought.wants("nation-wide-web")
    assert fit_of(sought, ["National identity"]) > fit_of(sought, ["National"])


def test_parts_come_first_only_where_what_was_typed_is_no_plain_word() -> None:
    plain, program = sought_by(query_of("identity")), sought_by(query_of("nida_no"))
    assert compact("SYS-004217-8") == "sys0042178"
    assert is_exact(FoundKind.SYSTEM, plain)
    assert not is_exact(FoundKind.FIELD, plain)
    assert is_exact(FoundKind.FIELD, program)
