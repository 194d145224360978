from documents import api, in_json, operation

from registry.validators.checking import check
from registry.validators.fingerprint import address_of, fingerprint_of


def test_items_of_lists_are_called_by_name() -> None:
    tree = {"tags": [{"name": "a"}, {"name": "b"}], "parameters": [{"in": "query", "name": "x"}], "list": ["v", 1]}

    assert address_of(tree, "/tags/1") == "/tags/b"
    assert address_of(tree, "/parameters/0/schema") == "/parameters/query:x/schema"
    assert address_of(tree, "/list/0") == "/list/=v"
    assert address_of(tree, "/list/1") == "/list/1"
    assert address_of(tree, "/list/9/x") == "/list/9/x"


def test_a_fingerprint_is_sixteen_hexadecimal_digits() -> None:
    assert len(fingerprint_of("rule", "/a", 1)) == 16
    assert int(fingerprint_of("rule", "/a", 1), 16) != int(fingerprint_of("rule", "/a", 2), 16)


def test_fingerprints_survive_edits_elsewhere() -> None:
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "example": "many"}}
    before = api(paths={"/a": {"get": operation(parameters=[limit])}})
    other = {"name": "page", "in": "query", "schema": {"type": "integer"}}
    after = api(tags=[{"name": "new"}], paths={"/0": {}, "/a": {"get": operation(parameters=[other, limit])}})

    assert _fingerprints(before) == _fingerprints(after)


def test_fingerprints_tell_findings_apart() -> None:
    tree = api(paths={"/a/{b}/{c}": {"get": {}, "post": {}}})
    findings = check(in_json(tree)).findings

    assert len({finding.fingerprint for finding in findings}) == len(findings)


def _fingerprints(tree: object) -> dict[str, list[str]]:
    report = check(in_json(tree))
    return {
        rule: [one.fingerprint for one in report.findings if one.rule == rule] for rule in ("example-against-schema",)
    }
