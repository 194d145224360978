from typing import Any

import pytest
from reference_data import concept

from registry.db.queries.concepts import Named
from registry.usecases.naming_clashes import MOST, clashes

OTHER = Named("other", {"sw": "Jina", "en": "Name"}, {"sw": ["jina kamili"]}, ["full_name"], ["Full name"])


def found(**parts: Any) -> set[tuple[str, str]]:
    return {(one.pointer, one.code) for one in clashes(concept("own", **parts), [OTHER])}


def test_a_concept_with_names_of_its_own_clashes_with_none() -> None:
    assert found() == set()


@pytest.mark.parametrize("written", ["full_name", "fullName", "FULL NAME", "full-name"])
def test_a_name_is_claimed_however_it_is_written(written: str) -> None:
    assert found(field_names=["x", written]) == {("/field_names/1", "name-claimed")}
    assert found(field_names=[written], ambiguous=["fullname"]) == set()


def test_what_people_say_is_claimed_in_either_language() -> None:
    assert found(names={"sw": "NAME", "en": "Jina Kamili"}) == {
        ("/names/sw", "name-claimed"),
        ("/names/en", "name-claimed"),
    }
    assert found(synonyms={"en": ["jina"]}) == {("/synonyms/en/0", "name-claimed")}
    assert found(synonyms={"en": ["full name"]}) == set()


def test_a_name_may_be_written_in_many_ways_and_in_both_languages_but_stands_once_in_a_list() -> None:
    assert found(synonyms={"sw": ["PIN"], "en": ["PIN"]}) == set()
    assert found(synonyms={"sw": ["PIN", "pin"]}, field_names=["tax_no", "taxNo"]) == set()
    assert found(synonyms={"sw": ["PIN", "PIN"]}) == {("/synonyms/sw/1", "repeated")}
    assert found(names={"sw": "A", "en": "A"}) == set()


def test_what_is_declared_ambiguous_is_a_name() -> None:
    assert found(ambiguous=["own", "elsewhere"]) == {("/ambiguous/1", "not-a-name")}


def test_no_more_is_said_than_anybody_reads() -> None:
    many = clashes(concept("own", field_names=["full_name"] * 60), [OTHER])
    assert len(many) == MOST
