import json
from typing import Any

import pytest

from registry.domain.imports import ImportRefused, RowKind
from registry.usecases.import_catalogues import rows_of

CATALOGUE: dict[str, Any] = {
    "@context": "https://context.example/never-fetched",
    "@graph": [
        {
            "@id": "https://x.example/bodies/nida",
            "@type": "foaf:Organization",
            "dcterms:identifier": "nida",
            "foaf:name": [{"@value": "Mamlaka", "@language": "sw"}, {"@value": "Authority", "@language": "en"}],
        },
        {
            "@type": ["http://www.w3.org/ns/dcat#DataService"],
            "dct:identifier": "bps",
            "dct:title": "Bill payments",
            "dct:description": {"@value": "Malipo", "@language": "sw"},
            "dct:publisher": {"@id": "https://x.example/bodies/nida"},
            "dcat:contactPoint": {"vcard:fn": "ICT", "vcard:hasEmail": {"@id": "mailto:ict@nida.example"}},
        },
    ],
}


def test_organisations_and_services_of_a_catalogue_are_rows() -> None:
    body, system = rows_of(json.dumps(CATALOGUE, indent=1))
    assert (body.kind, body.cells) == (
        RowKind.INSTITUTION,
        {"key": "nida", "name_sw": "Mamlaka", "name_en": "Authority"},
    )
    assert system.kind is RowKind.SYSTEM
    assert system.cells == {
        "key": "bps",
        "name_en": "Bill payments",
        "purpose_sw": "Malipo",
        "owner": "nida",
        "technical_contact_name": "ICT",
        "technical_contact_email": "ict@nida.example",
    }
    assert body.line < system.line


@pytest.mark.parametrize("odd", [{"dct:title": 3}, {"dct:publisher": [[]]}, {"dcat:contactPoint": [{"@id": []}]}])
def test_members_of_a_strange_kind_say_nothing(odd: dict[str, Any]) -> None:
    (row,) = rows_of(json.dumps({"@graph": [{"@type": "dcat:Dataset", "dct:identifier": "x", **odd}]}))
    assert row.cells["key"] == "x"


def test_a_file_without_entries_or_that_is_no_json_is_refused() -> None:
    for content in ('{"@graph": [1]}', '{"@graph"'):
        with pytest.raises(ImportRefused):
            list(rows_of(content))
