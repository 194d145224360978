import pytest

from registry.validators.checking import Beside, check
from registry.validators.files import FileRefused
from registry.validators.finding import Severity
from registry.validators.profile import profile_of
from registry.validators.report import Outcome, Report, Result, RuleResult

RULESET = b"""
formats: [oas3]
documentationUrl: https://example.org/rules
rules:
  described:
    description: Says what it is for.
    message: "{{property}} is not described."
    severity: info
    given: $.paths[*][get,post]
    then: {field: description, function: truthy}
  untouched:
    given: $.components.schemas[*]
    then: {function: truthy}
  from-elsewhere:
    severity: error
    given: $
    then: {function: isNobodys}
  fails-on-null:
    given: $..example[?(@.x == 1)]
    then: {function: undefined}
"""
OTHER_FORMAT = b"rules: {swagger: {formats: [oas2], given: $, then: {field: host, function: truthy}}}\n"
API = b"""
openapi: 3.1.0
info: {title: Bills (an illustration), version: 1.0.0}
paths:
  /bills:
    get: {responses: {}}
    post: {description: Pay, responses: {200: {description: Paid, example: {a: null, b: {x: 2}}}}}
"""


def report(ruleset: bytes = RULESET, content: bytes = API, beside: Beside | None = None) -> Report:
    return check(content, profile_of("tz-trial", "1.0.0", ruleset, {}), beside=beside)


def result(rule: str, ruleset: bytes = RULESET) -> RuleResult:
    return next(one for one in report(ruleset).rules if one.rule == rule)


def test_a_rule_that_found_something_failed_and_says_where_it_is_explained() -> None:
    failed = result("described")

    assert (failed.outcome, failed.severity, failed.count) == (Outcome.FAIL, Severity.INFO, 1)
    assert failed.page == "https://example.org/rules#described"
    assert failed.remedy == {"sw": "Says what it is for.", "en": "Says what it is for."}


def test_a_rule_speaks_each_language_in_which_it_has_words() -> None:
    words = b"""
rules:
  described:
    description: An operation says what it is for.
    message: "{{property}} is missing."
    given: $.paths[*][get]
    then: {field: description, function: truthy}
    extensions:
      sw: {message: "{{property}} haipo.", remedy: Eleza kinachofanyika.}
"""
    found = report(words)

    finding = next(one for one in found.findings if one.rule == "described")
    assert finding.message == {"sw": "get.description haipo.", "en": "get.description is missing."}
    assert next(one for one in found.rules if one.rule == "described").remedy == {
        "sw": "Eleza kinachofanyika.",
        "en": "An operation says what it is for.",
    }


def test_a_finding_has_its_place_its_range_and_its_message() -> None:
    finding = next(one for one in report().findings if one.rule == "described")

    assert (finding.pointer, finding.line, finding.column) == ("/paths/~1bills/get", 6, 5)
    assert finding.range == (5, 8, 5, 23)
    assert finding.message["en"] == "get.description is not described."


def test_a_rule_that_had_nothing_to_judge_does_not_apply() -> None:
    assert result("untouched").outcome is Outcome.NOT_APPLICABLE


def test_a_rule_for_another_format_does_not_apply() -> None:
    assert result("swagger", OTHER_FORMAT).outcome is Outcome.NOT_APPLICABLE


def test_a_function_that_nobody_provides_is_never_a_pass() -> None:
    unchecked = result("from-elsewhere")

    assert (unchecked.outcome, unchecked.reason) == (Outcome.NOT_CHECKED, "function-unavailable:isNobodys")
    assert report(content=API.replace(b"{200:", b"{'200':")).result is Result.ERROR


def test_a_filter_that_fails_on_a_value_leaves_that_place_unchecked_and_no_other() -> None:
    unchecked = result("fails-on-null")

    assert (unchecked.outcome, unchecked.reason) == (Outcome.NOT_CHECKED, "filter-failed")
    assert unchecked.unchecked == ("/paths/~1bills/post/responses/200/example/a",)


def test_a_key_that_is_no_text_is_told_as_spectral_tells_it() -> None:
    found = next(one for one in report().findings if one.rule == "parser")

    assert found.message["en"] == "Mapping key must be a string scalar rather than number"
    assert found.pointer == "/paths/~1bills/post/responses/200"
    assert found.range == (6, 41, 6, 44)


def test_a_document_of_no_known_format_is_told() -> None:
    found = [one for one in report(content=b"a: 1\n").findings if one.rule == "unrecognized-format"]

    assert [(one.pointer, one.severity) for one in found] == [("", Severity.WARNING)]


@pytest.mark.parametrize("core", [b"extends: somana:core\n", b"extends: [somana:core]\n"])
def test_beside_rules_in_python_a_document_is_read_strictly(core: bytes) -> None:
    both = report(core + RULESET)

    assert "parser" not in {one.rule for one in both.findings}
    assert {"described", "api-without-contact"} <= {one.rule for one in both.rules}


def test_a_finding_behind_a_reference_stands_in_the_other_file() -> None:
    def read_file(name: str) -> bytes:
        if name != "parts/bills.yaml":
            raise FileRefused(name)
        return b"get:\n  responses: {}\n"

    content = b"openapi: 3.1.0\npaths:\n  /bills: {$ref: parts/bills.yaml}\n"
    found = report(content=content, beside=Beside("api.yaml", read_file)).findings

    assert [(one.rule, one.file, one.pointer, one.line) for one in found] == [
        ("described", "parts/bills.yaml", "/get", 1)
    ]
