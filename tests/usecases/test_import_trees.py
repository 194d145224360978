from registry.domain.entries import SystemState
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.imports import Row, RowKind
from registry.messages import text
from registry.usecases.import_trees import in_columns, key_from, tree_of, word_of

CELLS = {
    "name_sw": "Malipo",
    "acronym": "BPS",
    "purpose_en": "Takes payments",
    "technical_contact_name": "ICT",
    "technical_contact_email": "ict@nida.example",
    "hosting": "own",
    "legal_basis": "Some Act",
    "status": "In-Use",
    "channels": "govesb:push:G1; direct:pull",
}


def test_cells_become_what_the_use_cases_take() -> None:
    assert tree_of(Row(2, RowKind.SYSTEM, CELLS)) == {
        "names": [
            {"kind": "name", "language": "sw", "text": "Malipo"},
            {"kind": "acronym", "language": None, "text": "BPS"},
        ],
        "purpose": {"en": "Takes payments"},
        "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
        "hosting": {"kind": "own"},
        "legal_basis": [{"title": "Some Act"}],
        "state": "in-use",
        "channels": [{"channel": "govesb", "mode": "push", "code": "G1"}, {"channel": "direct", "mode": "pull"}],
    }


def test_words_of_closed_sets_may_be_said_as_people_say_them() -> None:
    for language in ("sw", "en"):
        assert word_of(SystemState, text("states.state.in-use", language).upper()) == "in-use"
    assert word_of(SystemState, "nonsense") == "nonsense"


def test_the_places_of_errors_are_columns() -> None:
    pointers = ("/contacts/0/email", "/names/1/text", "/purpose", "/state", "/channels/0/mode", "/contacts/9/name")
    error = FieldsInvalid(tuple(FieldError(pointer, "required", {"limit": ""}) for pointer in pointers))
    found = in_columns(error, Row(2, RowKind.SYSTEM, CELLS))
    assert isinstance(found, FieldsInvalid)
    assert [one.pointer for one in found.errors] == [
        "/technical_contact_email",
        "/acronym",
        "/purpose_sw",
        "/status",
        "/channels",
        "/technical_contact_name",
    ]


def test_keys_are_made_of_the_acronym_or_of_a_name() -> None:
    assert key_from({"acronym": "GePG 2", "name_en": "x"}) == "gepg-2"
    assert key_from({"name_sw": "Mfumo wa Malipo é"}) == "mfumo-wa-malipo-e"
    assert key_from({"name_sw": "???"}) == ""
    assert key_from({"acronym": "API", "name_en": "Real"}) == "real"
