import json

import pytest
from documents import api, in_json, operation, schema

from registry.validators import checking
from registry.validators.checking import check, digest_of
from registry.validators.finding import Severity
from registry.validators.profile import Profile, built_in
from registry.validators.report import Outcome, Result, to_tree
from registry.validators.rule import Defect, NotChecked, Rule
from registry.validators.unreadable import Unreadable


def test_the_same_bytes_give_the_same_report() -> None:
    content = in_json(api(paths={"/Bills": {"get": {}}}))

    assert json.dumps(to_tree(check(content))) == json.dumps(to_tree(check(content)))


def test_a_report_knows_its_document_by_its_bytes() -> None:
    assert check(in_json(api())).digest == digest_of(in_json(api()))
    assert check(in_json(api()) + b" ").digest != check(in_json(api())).digest


def test_findings_stand_in_the_order_of_the_text_with_their_places() -> None:
    content = b"openapi: 3.1.0\ninfo:\n  title: T\n  version: v1\npaths:\n  /Bills:\n    get: {}\n"
    findings = check(content).findings

    assert [one.line for one in findings] == sorted(one.line for one in findings)
    assert next((one.line, one.column, one.end_column) for one in findings if one.rule == "version-not-semantic") == (
        4,
        3,
        14,
    )


def test_messages_are_in_both_languages_and_fit_to_be_shown() -> None:
    path = "/Bills\u202e\x1b[31m" + "x" * 500
    findings = check(in_json(api(paths={path: {"get": operation(summary="")}}))).findings

    for finding in findings:
        assert set(finding.message) == {"sw", "en"}
        assert all(message.isprintable() and len(message) < 400 for message in finding.message.values())


@pytest.mark.parametrize(
    "tree",
    [{}, {"asyncapi": "3.0.0"}, {"$ref": "#"}, {"type": "module"}, {"kind": "Pod"}, {"type": []}, {"properties": 1}],
)
def test_what_is_neither_openapi_nor_a_schema_is_refused(tree: object) -> None:
    with pytest.raises(Unreadable, match="not-a-description"):
        check(in_json(tree))


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (api(info={"title": "t" * 201, "version": "1"}), "too-long"),
        (schema(title="t" * 201), "too-long"),
        (api(paths={f"/{number}": {"get": {}} for number in range(5001)}), "too-many-operations"),
        (schema(**{"$defs": {str(number): {} for number in range(5001)}}), "too-many-schemas"),
        (schema(allOf=[{"$ref": "#/x"}] * 50_001), "too-many-references"),
    ],
)
def test_documents_over_a_limit_are_refused(tree: object, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        check(in_json(tree))

    assert refused.value.code == code


def test_a_title_that_is_too_long_is_shown_where_it_stands() -> None:
    with pytest.raises(Unreadable) as refused:
        check(b"openapi: 3.1.0\ninfo:\n  title: " + b"t" * 201)

    assert (refused.value.line, refused.value.column, refused.value.pointer) == (3, 3, "/info/title")


def _rule(check: object, severity: Severity = Severity.ERROR) -> Rule:
    return Rule("operation-without-summary", severity, frozenset({"openapi"}), check, __name__)  # type: ignore[arg-type]


def _fails(_: object) -> list[Defect]:
    raise KeyError


def _unchecked(_: object) -> list[Defect]:
    raise NotChecked("too-large")


def _recurses(document: object) -> list[Defect]:
    return _recurses(document)


@pytest.mark.parametrize(
    ("body", "reason"), [(_fails, "rule-failed"), (_unchecked, "too-large"), (_recurses, "too-deep")]
)
def test_a_rule_that_gave_no_answer_has_not_passed(body: object, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for severity, expected in ((Severity.ERROR, Result.ERROR), (Severity.WARNING, Result.PASS)):
        profile = Profile("p", "1", (_rule(body, severity),), "sha256:0")
        monkeypatch.setattr(checking, "built_in", lambda profile=profile: profile)

        report = check(in_json(api()))

        assert (report.rules[0].outcome, report.rules[0].reason) == (Outcome.NOT_CHECKED, reason)
        assert (report.result, report.score, report.coverage) == (expected, 0, 0.0)


def test_memory_that_runs_out_is_not_mistaken_for_a_broken_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_: object) -> list[Defect]:
        raise MemoryError

    monkeypatch.setattr(checking, "built_in", lambda: Profile("p", "1", (_rule(greedy),), "sha256:0"))

    with pytest.raises(MemoryError):
        check(in_json(api()))


def test_rules_for_descriptions_do_not_apply_to_schemas() -> None:
    outcomes = {result.rule: result.outcome for result in check(in_json(schema())).rules}

    assert outcomes["operation-without-summary"] is Outcome.NOT_APPLICABLE
    assert outcomes["schema-document-malformed"] is Outcome.PASS
    assert len(outcomes) == len(built_in().rules)


def test_what_a_document_describes_is_found_out_where_it_is_asked_for_or_rules_need_it() -> None:
    content = in_json(api())
    foreign = Profile("p", "1", (), "sha256:0")

    assert check(content, foreign).facts is not None
    assert check(content, foreign, describe=False).facts is None
    assert check(content, describe=False) == check(content)
