import pytest

from registry.domain.concepts import folded, parts_of, schema_address


@pytest.mark.parametrize("name", ["nida_no", "nidaNo", "NIDA-No.", "nida no", "NIDANO", "ｎｉｄａ_no"])
def test_one_name_is_written_in_many_ways(name: str) -> None:
    assert folded(name) == "nidano"


@pytest.mark.parametrize("name", ["", "--", "_ _", "\u202e"])
def test_a_name_without_letters_is_none(name: str) -> None:
    assert folded(name) == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("nidaNo", ["nida", "No"]),
        ("namba_ya_nida", ["namba", "ya", "nida"]),
        ("NIDANumber2", ["NIDA", "Number", "2"]),
        ("National ID number", ["National", "ID", "number"]),
        ("Données-é", ["Données", "é"]),
        ("--", []),
    ],
)
def test_a_name_falls_into_its_words(name: str, parts: list[str]) -> None:
    assert parts_of(name) == parts


def test_the_schema_of_a_version_has_an_address_of_its_own() -> None:
    assert schema_address("nin", "1.0.0") == "/concepts/nin/1.0.0.schema.json"
