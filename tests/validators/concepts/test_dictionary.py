import jsonschema_rs
import pytest

from registry.validators.concepts.dictionary import ENTRIES, Dictionary, NameTaken, dictionary_of

NIN = {"key": "nin", "version": "1.0.0", "sw": "N", "en": "N", "names": "nin", "also": "idnumber", "related": "tin"}
TIN = {"key": "tin", "version": "2.0.0", "sw": "T", "en": "T", "names": "tin", "majina": "nambamlipakodi"}


def test_a_spelling_means_a_concept_for_certain_or_not() -> None:
    dictionary = Dictionary([NIN, TIN])
    assert dictionary.meaning(("nin",)) is dictionary.meaning_of_spelling("nin")
    assert dictionary.meaning(("x",)) is None
    one, other, third = (dictionary.meaning_of_spelling(name) for name in ("nin", "idnumber", "nambamlipakodi"))
    assert one
    assert other
    assert third
    assert (one.certain, other.certain, third.certain) == (True, False, True)
    assert (one.swahili, third.swahili) == (False, True)


def test_a_concept_has_an_address_that_its_version_never_changes() -> None:
    entry = Dictionary([TIN]).entries["tin"]
    assert (entry.name, entry.address) == ("tin", "/concepts/tin/2.0.0.schema.json")


@pytest.mark.parametrize("other", [{**TIN, "names": "nin"}, {**TIN, "also": "nin"}, NIN])
def test_a_name_has_one_meaning(other: dict[str, str]) -> None:
    with pytest.raises(NameTaken):
        Dictionary([NIN, other])


def test_rules_with_the_same_entries_share_a_dictionary() -> None:
    assert dictionary_of([NIN]) is dictionary_of([dict(NIN)])
    assert dictionary_of([NIN]) is not dictionary_of([TIN])


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [{}],
        [{**NIN, "more": ""}],
        [{**NIN, "names": 1}],
        [{**NIN, "certainty": "sure"}],
        [{**NIN, "enum": [1]}],
        None,
    ],
)
def test_entries_of_another_form_are_refused(entries: object) -> None:
    assert jsonschema_rs.is_valid(ENTRIES, [NIN, TIN])
    assert not jsonschema_rs.is_valid(ENTRIES, entries)
