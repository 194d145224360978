import pytest

from registry.validators.checking import check
from registry.validators.finding import Finding, Severity

DOCUMENT = b"""\
openapi: 3.1.0
info: {title: Bills, version: 1.0.0, contact: {email: desk@example.go.tz}}
paths:
  /bills:
    get:
      operationId: listBills
      summary: List the bills
      responses:
        "200":
          $ref: "#/components/responses/Fuond"
        "400": {description: A mistake}
"""


def unresolvable(content: bytes) -> Finding:
    (found,) = (one for one in check(content).findings if one.rule == "reference-unresolvable")
    return found


def test_a_finding_says_what_is_wrong_and_where_in_both_languages() -> None:
    found = unresolvable(DOCUMENT)

    assert found.severity is Severity.ERROR
    assert found.pointer == "/paths/~1bills/get/responses/200/$ref"
    line = DOCUMENT.decode().splitlines()[found.line - 1]
    assert line[found.column - 1 : found.end_column - 1] == '$ref: "#/components/responses/Fuond"'
    assert found.end_line == found.line
    assert set(found.message) == {"sw", "en"}
    assert all("#/components/responses/Fuond" in message for message in found.message.values())


def test_a_finding_is_known_again_on_another_line() -> None:
    moved = unresolvable(b"# a remark\n\n" + DOCUMENT)

    assert moved.line == unresolvable(DOCUMENT).line + 2
    assert moved.fingerprint == unresolvable(DOCUMENT).fingerprint


def test_a_finding_is_a_value_that_nobody_changes() -> None:
    found = unresolvable(DOCUMENT)

    assert found == unresolvable(DOCUMENT)
    with pytest.raises(AttributeError):
        found.line = 1  # type: ignore[misc]


def test_a_severity_is_the_word_that_is_stored() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "info", "hint"]
    assert Severity("warning") is Severity.WARNING
