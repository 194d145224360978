from registry.domain.errors import FieldError, FieldsInvalid, RoleMissing
from registry.domain.imports import ImportRefused, Outcome, Result, RowKind, reasons_of
from registry.messages import LANGUAGES


def test_a_refusal_says_column_code_and_sentence_in_the_reader_s_language() -> None:
    error = FieldsInvalid((FieldError("/owner", "no-such-institution", {"limit": "x"}),))
    said = [reasons_of(error, language)[0] for language in LANGUAGES]
    assert {(one["field"], one["code"]) for one in said} == {("owner", "no-such-institution")}
    assert said[0]["detail"] != said[1]["detail"]
    assert reasons_of(RoleMissing("admin"), "en")[0]["field"] == ""
    assert reasons_of(None, "en") == []


def test_an_outcome_is_told_as_plain_values() -> None:
    tree = Outcome(2, RowKind.SYSTEM, Result.CHANGED, "bps", ("purpose/en",)).tree("en")
    assert tree == {
        "line": 2,
        "kind": "system",
        "result": "changed",
        "key": "bps",
        "fields": ["purpose/en"],
        "kept": [],
        "missing": [],
        "errors": [],
    }


def test_a_refused_file_says_why_and_on_which_line() -> None:
    refused = ImportRefused("column-twice", 3, "owner")
    assert refused.sentence("en") == "Line 3: the column owner stands there twice."
    assert "3" in refused.sentence("sw")
