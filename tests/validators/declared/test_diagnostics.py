from registry.validators.declared.diagnostics import CODES, diagnosed
from registry.validators.declared.documents import Documents
from registry.validators.positions import Range
from registry.validators.rulesets.ruleset import ERROR, OFF, WARNING, Ruleset
from registry.validators.source import read

ODD = b"a: 1\na: 2\n200: x\ntrue: y\n~: z\n"


def said(content: bytes, ruleset: Ruleset, formats: frozenset[str] = frozenset()) -> list[tuple[str, str, str, int]]:
    documents = Documents(read(content, leniently=True))
    return [
        (match.code, "/".join(match.path), match.message, match.severity)
        for match, _ in diagnosed(documents.sources[""], documents.resolution, ruleset, formats)
    ]


def test_odd_keys_are_told() -> None:
    kinds = [("200", "number"), ("true", "boolean"), ("~", "null")]
    assert said(ODD, Ruleset({})) == [
        ("parser", "a", "Duplicate key: a", ERROR),
        *(("parser", key, f"Mapping key must be a string scalar rather than {kind}", ERROR) for key, kind in kinds),
    ]


def test_odd_keys_stand_at_the_keys_themselves() -> None:
    documents = Documents(read("\U0001f600: {a: 1, a: 2}\n".encode(), leniently=True))
    [(_, spread)] = diagnosed(documents.sources[""], documents.resolution, Ruleset({}), frozenset())
    assert spread == Range(0, 11, 0, 12)


def test_how_grave_odd_keys_are_is_for_the_ruleset_to_say() -> None:
    ruleset = Ruleset({}, duplicate_keys=WARNING, incompatible_values=OFF)
    assert said(ODD, ruleset) == [("parser", "a", "Duplicate key: a", WARNING)]


def test_a_lost_reference_is_told_once_a_message() -> None:
    content = b'{"a": {"$ref": "#/x"}, "b": {"$ref": "#/x"}, "c": {"$ref": "#/y"}, "d": {"$ref": "#z"}}'
    assert said(content, Ruleset({})) == [
        ("invalid-ref", "$ref", "'#z' JSON pointer is invalid", ERROR),
        ("invalid-ref", "a/$ref", "'#/x' does not exist", ERROR),
        ("invalid-ref", "c/$ref", "'#/y' does not exist", ERROR),
    ]


def test_a_document_of_no_known_format_is_told() -> None:
    message = "The provided document does not match any of the registered formats [oas2, oas3]"
    ruleset = Ruleset({}, formats=("oas2", "oas3"))
    assert said(b"a: 1\n", ruleset) == [("unrecognized-format", "", message, WARNING)]
    assert said(b"a: 1\n", ruleset, frozenset({"oas2"})) == []


def test_every_code_is_listed() -> None:
    assert {code for code, *_ in said(ODD + b"b: {$ref: '#/n'}\n", Ruleset({}, formats=("oas2",)))} == set(CODES)
