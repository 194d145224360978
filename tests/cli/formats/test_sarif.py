import json
from typing import Any

from jsonschema import Draft202012Validator
from outcomes import EACH, HOSTILE, MISSING, STOPPED, TORN, WARNED, finding, outcome

from registry.cli.formats.sarif import render
from registry.cli.outcome import Manner, Outcome

TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9_.!~*'();/?:@&=+$,%-]+$"}
PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {"type": "object", "required": ["uri"], "properties": {"uri": URI}},
                "region": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        name: {"type": "integer", "minimum": 1}
                        for name in ("startLine", "startColumn", "endLine", "endColumn")
                    },
                },
            },
        },
        "logicalLocations": {"type": "array"},
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
# What SARIF 2.1.0 asks of the parts that we use.
SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "helpUri": {"type": "string"},
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "artifacts": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "location": {"properties": {"uri": URI}},
                                "hashes": {"additionalProperties": {"type": "string"}},
                            },
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "level": LEVEL,
                                            "message": TEXT,
                                            "descriptor": {"required": ["id"]},
                                            "associatedRule": {"required": ["id"]},
                                            "locations": {"items": PLACE, "uniqueItems": True},
                                        },
                                    }
                                }
                            },
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {"items": PLACE},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                            },
                        },
                    },
                },
            },
        },
    },
}
EVERYTHING = [WARNED, TORN, MISSING, STOPPED, HOSTILE, outcome(finding(), large="not_checked"), *EACH]


def run_of(*outcomes: Outcome) -> dict[str, Any]:
    (run,) = json.loads(render(outcomes, Manner("en")))["runs"]
    return dict(run)


def test_the_log_is_of_the_form_that_the_format_asks_for() -> None:
    for outcomes in ([], EVERYTHING, *([one] for one in EVERYTHING)):
        Draft202012Validator(SCHEMA).validate(json.loads(render(outcomes, Manner("sw"))))


def test_a_result_has_its_rule_its_place_and_its_fingerprint() -> None:
    run = run_of(WARNED, outcome(finding(severity="warning")))
    result = run["results"][-1]
    assert run["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "some-rule"
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    assert result == {
        "ruleId": "some-rule",
        "level": "warning",
        "message": {"text": "No."},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": "a.yaml"}, "region": region},
                "logicalLocations": [{"fullyQualifiedName": "/a/0"}],
            }
        ],
        "partialFingerprints": {"somana/v1": "0123456789abcdef"},
    }


def test_our_own_rules_are_explained() -> None:
    rules = {rule["id"]: rule for rule in run_of(WARNED)["tool"]["driver"]["rules"]}
    assert rules["paths-equivalent"]["shortDescription"]["text"] == "Paths that cannot be told apart"
    assert rules["paths-equivalent"]["help"]["text"]


def test_severities_become_levels() -> None:
    assert [result["level"] for result in run_of(*EACH)["results"]] == ["error", "warning", "note", "note"]


def test_what_could_not_be_checked_is_a_notification_and_the_run_did_not_succeed() -> None:
    (invocation,) = run_of(outcome(large="not_checked"), TORN, MISSING, STOPPED)["invocations"]
    assert not invocation["executionSuccessful"]
    levels = [notice["level"] for notice in invocation["toolExecutionNotifications"]]
    assert levels == ["warning", "error", "error", "error"]
    assert run_of(outcome(passing="pass"))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_names_become_addresses() -> None:
    names = ["a b%.yaml", "/srv/é.yaml", "-", "./x/../a.yaml"]
    artifacts = run_of(*(outcome(name=name) for name in names))["artifacts"]
    addresses = [artifact["location"]["uri"] for artifact in artifacts]
    assert addresses == ["a%20b%25.yaml", "file:///srv/%C3%A9.yaml", "stdin", "a.yaml"]
