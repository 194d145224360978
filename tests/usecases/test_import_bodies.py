import json
from typing import Any

from factories import ADMIN, Factory
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.imports import RowKind, reasons_of
from registry.usecases import systems
from registry.usecases.import_bodies import is_body, row_of
from registry.usecases.import_files import file_of
from registry.usecases.imports import Answer, Importer, Options

BODY: dict[str, Any] = {
    "key": "bps",
    "institution": "nida",
    "names": [{"kind": "name", "language": "en", "text": "Bills"}, {"kind": "acronym", "text": "BPS"}],
    "purpose": {"en": "Takes payments"},
    "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
    "personal_data": {"holds": False},
}


async def imported(make: Factory, *bodies: dict[str, Any], **options: Any) -> Answer:
    content = "\n".join(json.dumps(body) for body in bodies).encode()
    return await Importer(make.database, ADMIN, make.check).run(content, Options(**options))


async def test_an_entry_is_imported_as_it_is_sent_to_the_api_and_again_as_the_api_gives_it(make: Factory) -> None:
    await make.institutions("nida")
    first = await imported(make, BODY, {**BODY, "key": "wrong", "purpose": {"en": 1}})
    assert [one.result for one in first.outcomes] == ["created", "refused"]
    assert [one["field"] for one in reasons_of(first.outcomes[1].error, "en")] == ["purpose/en"]
    async with make.reading() as work:
        row = await systems.get(work, "bps")
    given_back = {**BODY, "id": "x", "number": row.number, "revision": 1, "links": {}, "hosting": None, "missing": []}
    assert [one.result for one in (await imported(make, given_back)).outcomes] == ["unchanged"]
    changed = {**given_back, "hosting": {"kind": "own"}}
    assert (await imported(make, changed)).outcomes[0].fields == ("hosting/kind",)


async def test_what_takes_another_s_place_names_it_and_an_institution_has_its_parents(make: Factory) -> None:
    names = [{"language": "en", "text": "Agency", "acronym": "AG"}]
    body = {"key": "ag", "kind": "agency", "sector": "finance", "names": names, "parents": [{"institution": "nida"}]}
    await make.institutions("nida")
    later = {**BODY, "key": "old", "institution": "ag", "replaced_by": "bps"}
    answer = await imported(make, BODY, body, later, {**BODY, "key": "older", "replaced_by": "none"})
    assert [one.result for one in answer.outcomes] == ["created", "created", "created", "refused"]
    async with make.reading() as work:
        old = await systems.get(work, "old")
    assert (old.institution.key, old.replaced_by and old.replaced_by.key) == ("ag", "bps")
    assert [one.result for one in (await imported(make, later)).outcomes] == ["unchanged"]


def test_objects_that_hold_objects_are_entries_and_others_have_columns() -> None:
    assert is_body(BODY)
    assert not is_body({"owner": "nida", "channels": ["govesb:push"]})
    row = row_of(3, BODY)
    assert (row.kind, row.cells["owner"], row.cells["acronym"]) == (RowKind.SYSTEM, "nida", "BPS")


@given(
    st.dictionaries(st.sampled_from([*BODY, "number"]), st.recursive(st.none() | st.integers() | st.text(), st.lists))
)
def test_whatever_stands_in_the_members_of_an_entry_is_read_as_a_row(tree: dict[str, Any]) -> None:
    content = json.dumps({**tree, "purpose": {"en": "x"}}).encode()
    assert [row.line for row in file_of(content).rows()] == [1]


def test_what_was_withheld_from_whoever_made_the_file_is_left_as_it_is() -> None:
    given_back = {
        **BODY,
        "contacts": [],
        "channels": [],
        "levels": {},
        "readers": [],
        "withheld": ["contacts", "channels", 1],
    }
    assert set(row_of(1, given_back).tree or ()) == {"key", "names", "purpose", "personal_data"}
