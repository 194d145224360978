import json
import re
from typing import Any

import pytest
from documents import api, in_json, operation, schema

from registry.messages import LANGUAGES, has_text, text
from registry.validators.checking import check
from registry.validators.finding import Severity
from registry.validators.report import Outcome, Report
from registry.validators.rule import Rule
from registry.validators.rules import every_rule
from registry.validators.source import read

SECTIONS = ("## What it does", "## Why it matters", "## Example", "Write instead:", "## References")
RULES = {rule.name: rule for rule in every_rule()}


def report_on(tree: dict[str, Any]) -> Report:
    return check(in_json(tree))


def found(tree: dict[str, Any], rule: str) -> list[str]:
    """The English messages of one rule."""
    return [finding.message["en"] for finding in report_on(tree).findings if finding.rule == rule]


def outcome(tree: dict[str, Any], rule: str) -> tuple[Outcome, str | None]:
    return next((result.outcome, result.reason) for result in report_on(tree).rules if result.rule == rule)


def completed(block: str) -> dict[str, Any]:
    """A block of a rule's page, made into a whole document where it is only a part of one."""
    tree = read(block.encode()).data
    whole = {"openapi", "swagger", "$schema"} & tree.keys()
    return tree if whole else {"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {}} | tree


def test_there_are_rules() -> None:
    assert len(RULES) >= 14


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_rule_is_flagged_and_what_to_write_instead_is_not(rule: Rule) -> None:
    bad, good = re.findall(r"```yaml\n(.*?)```", rule.page, re.DOTALL)

    assert found(completed(bad), rule.name)
    assert not found(completed(good), rule.name)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_page_of_a_rule_has_every_section_in_order(rule: Rule) -> None:
    places = [rule.page.find(section) for section in SECTIONS]

    assert places == sorted(places)
    assert places[0] > 0


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_its_texts_in_both_languages(rule: Rule) -> None:
    for name in ("title", "message", "why", "remedy"):
        assert has_text(f"rules.{rule.name}.{name}")
    assert text(f"rules.{rule.name}.title", "sw") != text(f"rules.{rule.name}.title", "en")


@pytest.mark.parametrize("reason", ["malformed", "references-broken", "too-large", "too-deep", "library-failed"])
def test_every_reason_for_not_checking_has_a_text(reason: str) -> None:
    assert all(text(f"rules.not-checked.{reason}", language) for language in LANGUAGES)


def test_a_good_description_has_no_finding() -> None:
    tree = api(
        paths={"/bills": {"get": operation()}},
        components={"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
        security=[{"key": []}],
    )

    assert not report_on(tree).findings


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        ("http://127.0.0.1/x.json", "reference-external"),
        ("file:///etc/passwd", "reference-external"),
        ("//host/x", "reference-external"),
        ("\\\\host\\share", "reference-external"),
        ("other.yaml#/a", "reference-external"),
        ("../../etc/passwd", "reference-external"),
        ("", "reference-circular"),
        ("urn:x", "reference-external"),
        ("http://[", "reference-external"),
        ("#/components/schemas/None", "reference-unresolvable"),
        ("#/info/title/x", "reference-unresolvable"),
        ("#/paths/0", "reference-unresolvable"),
        ("#anchor", "reference-unresolvable"),
        ("#/components/~2bad/%zz/%00", "reference-unresolvable"),
        ("#/info/title", "reference-malformed"),
        (["#/info"], "reference-malformed"),
        (None, "reference-malformed"),
    ],
)
def test_a_reference_that_cannot_be_used_is_an_error(reference: Any, rule: str) -> None:
    if reference == "":
        reference = "#/components/schemas/A"
    tree = api(components={"schemas": {"A": {"$ref": reference}}})

    assert found(tree, rule)
    assert report_on(tree).result == "fail"


def test_a_reference_that_is_only_an_example_is_none() -> None:
    tree = api(components={"schemas": {"A": {"type": "object", "example": {"$ref": "http://example.org"}}}})

    assert not report_on(tree).counts["error"]


def test_a_property_may_be_called_ref() -> None:
    tree = api(components={"schemas": {"A": {"type": "object", "properties": {"$ref": {"type": "string"}}}}})

    assert not report_on(tree).counts["error"]


def test_types_that_contain_themselves_are_no_circle() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/A"}}}
    tree = api(components={"schemas": {"A": node, "B": {"allOf": [{"$ref": "#/components/schemas/A"}]}}})

    assert not report_on(tree).counts["error"]
    assert outcome(tree, "openapi-document-inconsistent") == (Outcome.PASS, None)


@pytest.mark.parametrize("size", [1, 2, 3, 50, 5000])
def test_circles_of_references_are_found_whatever_their_size(size: int) -> None:
    schemas = {f"S{number}": {"$ref": f"#/components/schemas/S{(number + 1) % size}"} for number in range(size)}

    assert len(found(api(components={"schemas": schemas}), "reference-circular")) == 1


def test_a_chain_of_references_may_not_be_longer_than_the_limit() -> None:
    chain = {f"S{number}": {"$ref": f"#/components/schemas/S{number + 1}"} for number in range(99)}
    fine = api(components={"schemas": {**chain, "S99": {"type": "string"}}})
    longer = {f"S{number}": {"$ref": f"#/components/schemas/S{number + 1}"} for number in range(150)}
    long = api(components={"schemas": {**longer, "S150": {"type": "string"}}})

    assert not found(fine, "reference-circular")
    assert found(long, "reference-circular")


def test_a_schema_that_includes_itself_is_a_circle() -> None:
    tree = schema(**{"$defs": {"A": {"allOf": [{"$ref": "#/$defs/B"}]}, "B": {"allOf": [{"$ref": "#/$defs/A"}]}}})

    assert len(found(tree, "reference-circular")) == 1


def test_schemas_may_refer_to_each_other_by_name() -> None:
    tree = schema(
        **{
            "$id": "https://example.go.tz/bill",
            "$defs": {
                "payer": {"$id": "payer", "$anchor": "top", "type": "object", "$defs": {"n": {"type": "string"}}},
                "copy": {"$ref": "payer#/$defs/n"},
                "again": {"$ref": "https://example.go.tz/payer#top"},
                "whole": {"$ref": "#"},
                "meta": {"$ref": "https://json-schema.org/draft/2020-12/schema"},
            },
        }
    )

    assert not report_on(tree).counts["error"]


@pytest.mark.parametrize("dialect", ["http://127.0.0.1/meta", "http://json-schema.org/draft-03/schema#"])
def test_an_unknown_dialect_is_an_error_and_is_not_fetched(dialect: str) -> None:
    assert found(schema(**{"$schema": dialect}), "reference-external")
    assert found(api(jsonSchemaDialect=dialect), "reference-external")
    assert found(api(components={"schemas": {"A": {"$schema": dialect}}}), "reference-external")
    assert found(schema(**{"$vocabulary": {dialect: True}}), "reference-external")


def test_nobody_takes_the_name_of_a_specification() -> None:
    assert found(schema(**{"$id": "https://json-schema.org/draft/2020-12/schema"}), "reference-external")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "\tjavascript:alert(1)",
        "java\nscript:x",
        "file:///etc/passwd",
        "http://a.go.tz",
        "data:,x",
    ],
)
def test_servers_with_another_scheme_are_warned_of(address: str) -> None:
    assert found(api(servers=[{"url": address}]), "server-without-https")


@pytest.mark.parametrize("address", ["https://a.go.tz", "HTTPS://A.GO.TZ", "/v1", "http://localhost:8000", "{host}/v1"])
def test_servers_over_https_or_on_the_same_host_are_fine(address: str) -> None:
    assert not found(api(servers=[{"url": address}]), "server-without-https")


def test_old_descriptions_are_told_their_schemes() -> None:
    tree = {"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}, "schemes": ["http"], "host": "a"}

    assert found(tree, "server-without-https") == ["The address `http` does not use HTTPS."]


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "01.0.0", "1.0.0.0", "1.0.0-", "latest", "1.0.0\n", "\uff11.0.0"])
def test_versions_that_are_not_semantic_are_warned_of(version: str) -> None:
    assert found(api(info={"title": "T", "version": version}), "version-not-semantic")


@pytest.mark.parametrize("version", ["0.1.0", "10.20.30", "1.0.0-rc.1+5"])
def test_semantic_versions_are_fine(version: str) -> None:
    assert not found(api(info={"title": "T", "version": version}), "version-not-semantic")


def test_parameters_are_counted_from_the_path_and_from_references() -> None:
    tree = api(
        paths={
            "/a/{x}/{y}": {
                "parameters": [{"$ref": "#/components/parameters/X"}],
                "get": operation(parameters=[{"name": "y", "in": "path", "required": True, "schema": {}}]),
            },
            "/b": {"get": operation(operationId="b", parameters=[{"$ref": "#/components/parameters/X"}])},
        },
        components={"parameters": {"X": {"name": "x", "in": "path", "required": True, "schema": {}}}},
    )

    assert found(tree, "path-parameter-undeclared") == ["The parameter `x` has no place in /b."]


def test_the_parameters_of_an_operation_that_stands_in_another_file_are_not_missed() -> None:
    tree = api(paths={"/cards/{number}": {"get": {"$ref": "card.yaml"}}})

    assert found(tree, "path-parameter-undeclared") == []
    assert found(tree, "reference-external")


def test_paths_may_not_differ_only_in_how_letters_are_composed() -> None:
    assert found(api(paths={"/caf\u00e9": {}, "/cafe\u0301": {}}), "paths-equivalent")


def test_secrets_are_found_and_not_repeated() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\n" + "A" * 64
    token = "ghp_" + "a1B2" * 9
    tree = api(info={"title": "T", "version": "1.0.0", "description": key}, tags=[{"name": token}])

    messages = found(tree, "secret-in-document")

    assert messages == ["There is a private key here.", "There is a secret token here."]
    assert token not in str(report_on(tree).findings)


@pytest.mark.parametrize(
    "words",
    ["-----BEGIN PUBLIC KEY-----" + "A" * 50, "https://{user}:{password}@host", "AKIAIOSFODNN7EXAMPLE", "a@b.go.tz"],
)
def test_what_only_looks_like_a_secret_is_none(words: str) -> None:
    assert not found(api(tags=[{"name": words}]), "secret-in-document")


@pytest.mark.parametrize(
    "members",
    [
        {"components": {"schemas": {"A": {"properties": {"client_secret": {"type": "string", "example": "@"}}}}}},
        {"components": {"schemas": {"A": {"properties": {"password": {"type": "string", "default": "@"}}}}}},
        {"components": {"schemas": {"A": {"example": {"clientSecret": "@"}}}}},
        {"components": {"schemas": {"A": {"properties": {"apiKey": {"examples": ["x", "@"]}}}}}},
        {"components": {"parameters": {"A": {"name": "X-API-Key", "in": "header", "example": "@", "schema": {}}}}},
        {"components": {"parameters": {"A": {"name": "X-API-Key", "in": "header", "schema": {"example": "@"}}}}},
    ],
)
def test_what_goes_by_the_name_of_a_secret_is_one_unless_it_is_a_placeholder(members: dict[str, Any]) -> None:
    def told(secret: str) -> list[str]:
        return found(api(**json.loads(json.dumps(members).replace("@", secret))), "secret-in-document")

    assert told("kQ7wZp2LmX9vTb4RcN8s") == [
        "There is a password, a key or another secret here; write a placeholder such as <client-secret>."
    ]
    assert told("<client-secret>") == []


def test_examples_are_held_against_referenced_schemas() -> None:
    content = {"schema": {"$ref": "#/components/schemas/A"}, "examples": {"good": {"value": 1}, "bad": {"value": "x"}}}
    tree = api(
        components={
            "schemas": {"A": {"type": "integer", "examples": [2, "y"], "default": "z"}},
            "responses": {"R": {"description": "", "content": {"application/json": content}}},
        }
    )

    assert len(found(tree, "example-against-schema")) == 3


def test_examples_of_openapi_3_0_may_be_null_where_the_schema_says_so() -> None:
    one = {"type": "string", "nullable": True, "enum": ["a"], "example": None}
    two = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"readOnly": True, "type": "string"}},
        "example": {},
    }
    tree = api(openapi="3.0.3", components={"schemas": {"A": one, "B": two}})

    assert not found(tree, "example-against-schema")


def test_examples_are_not_checked_where_references_are_broken() -> None:
    tree = api(components={"schemas": {"A": {"$ref": "#/x"}}})

    assert outcome(tree, "example-against-schema") == (Outcome.NOT_CHECKED, "references-broken")


def test_schemas_that_multiply_are_not_written_out() -> None:
    doubling = {f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}] * 2} for n in range(40)}
    tree = api(components={"schemas": {**doubling, "S40": {"type": "string"}, "E": {**doubling["S0"], "example": 1}}})

    assert outcome(tree, "example-against-schema") == (Outcome.NOT_CHECKED, "too-large")
    assert outcome(tree, "openapi-document-inconsistent") == (Outcome.NOT_CHECKED, "too-large")


@pytest.mark.parametrize("version", ["99.0.0", None, 3.0, "", "3", "4.0.0"])
def test_a_version_that_nobody_knows_is_never_passed(version: Any) -> None:
    assert report_on(api(openapi=version)).result == "fail"


@pytest.mark.parametrize("version", ["3.0.3", "3.1.1", "3.2.0"])
def test_a_version_that_is_known_passes(version: str) -> None:
    assert report_on(api(openapi=version)).result == "pass"


@pytest.mark.parametrize("wrong", [None, 1, "x", [], [1], {"a": None}, {"": [[]]}, True])
@pytest.mark.parametrize(
    "member", ["info", "paths", "components", "servers", "tags", "security", "webhooks", "externalDocs", "x-any"]
)
def test_members_of_the_wrong_form_break_no_rule(member: str, wrong: Any) -> None:
    for tree in (
        api(**{member: wrong}),
        api(openapi="3.0.0", **{member: wrong}),
        {**api(**{member: wrong}), "swagger": "2.0"},
    ):
        report = report_on(tree)

        assert not [result for result in report.rules if result.reason in ("rule-failed", "too-deep")]


@pytest.mark.parametrize("wrong", [None, 1, "x", [], [1], [None], {"a": None}, {"get": []}, {"$ref": 1}, True])
def test_operations_of_the_wrong_form_break_no_rule(wrong: Any) -> None:
    fields = ("parameters", "responses", "requestBody", "callbacks", "security", "tags", "summary", "operationId")
    paths = {"/a/{b}": wrong, **{f"/{name}": {"get": {name: wrong}} for name in fields}}

    report = report_on(api(paths=paths))

    assert not [result for result in report.rules if result.reason in ("rule-failed", "too-deep")]


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING, Severity.INFO])
def test_there_are_rules_of_every_severity_but_hints(severity: Severity) -> None:
    assert any(rule.severity is severity for rule in RULES.values())


def test_the_mapping_of_a_discriminator_leads_to_schemas_of_the_document() -> None:
    mapping = {"a": "A", "b": "#/components/schemas/A", "c": "#/components/schemas/C", "d": "other.yaml"}
    tree = api(components={"schemas": {"A": {"discriminator": {"propertyName": "k", "mapping": mapping}}}})

    assert found(tree, "reference-unresolvable") == ["There is nothing where `#/components/schemas/C` points."]
    assert found(tree, "reference-external") == ["The reference `other.yaml` leads out of the document."]


def test_the_default_of_a_server_variable_is_one_of_its_values() -> None:
    servers = [{"url": "https://{r}.go.tz", "variables": {"r": {"default": "x", "enum": ["y"]}}}]

    assert found(api(servers=servers), "server-variable-undefined") == ["The default `x` of `r` is none of its values."]


def test_an_old_operation_has_one_body() -> None:
    bodies = [{"name": name, "in": "body", "schema": {}} for name in "ab"]
    tree = {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1.0.0"},
        "paths": {"/a": {"post": {"parameters": bodies, "responses": {"200": {"description": ""}}}}},
    }

    assert found(tree, "parameter-duplicated") == ["POST /a has more than one body."]
