import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from registry.validators.functions import available

RULESET: dict[str, Any] = yaml.safe_load(files("registry.validators.rulesets").joinpath("oas.yaml").read_text("utf-8"))
RULES: dict[str, dict[str, Any]] = RULESET["rules"]
SEVERITIES = {"error": 0, "warn": 1}
BY_FORMAT = {"given": {"oas3", "oas3_0"}, "given_oas2": {"oas2"}, "given_oas3_1": {"oas3", "oas3_1"}}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def written_out(given: Any, formats: set[str]) -> Iterator[str]:
    for path in listed(given):
        if not path.startswith("#"):
            yield path
            continue
        name = path[1:].partition("[")[0].partition(".")[0]
        yield from (below + path[len(name) + 1 :] for below in written_out(aliased(name, formats), formats))


def aliased(name: str, formats: set[str]) -> list[str]:
    alias = RULESET["aliases"][name]
    if isinstance(alias, list):
        return alias
    fitting = [target["given"] for target in reversed(alias["targets"]) if formats & set(target["formats"])]
    return fitting[0] if fitting else []


def thens(rule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from listed(rule["then"])


@pytest.fixture(scope="session")
def reference(shared: Path) -> dict[str, Any]:
    merged: dict[str, Any] = json.loads((shared / "reference/spectral/merged/oas-all.json").read_text("utf-8"))
    return merged


def test_its_rules_are_those_of_spectral_and_all_that_are_told_agree(reference: dict[str, Any]) -> None:
    assert RULESET["formats"] == reference["formats"]
    ours = {
        name: {
            "severity": SEVERITIES[rule.get("severity", "warn")],
            "formats": rule.get("formats", RULESET["formats"]),
            "recommended": rule["recommended"],
            "resolved": rule.get("resolved", True),
            "then": list(thens(rule)),
            **{key: list(written_out(rule["given"], formats)) for key, formats in BY_FORMAT.items()},
        }
        for name, rule in RULES.items()
    }
    theirs = {
        name: {key: value for key, value in rule.items() if key != "enabled"}
        for name, rule in reference["rules"].items()
    }
    assert ours == {name: with_its_own_formats(rule, ours[name]) for name, rule in theirs.items()}


def with_its_own_formats(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Leave out where a rule looks in documents of formats that it is not for."""
    kept = {key for key, formats in BY_FORMAT.items() if formats & set(theirs["formats"])}
    return {key: value if key not in BY_FORMAT or key in kept else ours[key] for key, value in theirs.items()}


def test_what_is_recommended_is_what_is_on_where_it_is_extended(shared: Path) -> None:
    merged = json.loads((shared / "reference/spectral/merged/oas.json").read_text("utf-8"))
    assert {name for name, rule in RULES.items() if rule["recommended"]} == {
        name for name, rule in merged["rules"].items() if rule["enabled"]
    }


def test_the_messages_of_its_own_words_are_those_that_spectral_gives(shared: Path) -> None:
    own = {name: rule.get("message", rule["description"]) for name, rule in RULES.items()}
    fixed = {name: message for name, message in own.items() if "{{" not in message}
    told = {(found["code"], found["message"]) for found in recorded(shared / "reference/spectral")}
    assert {name for name, _ in told if name in fixed} > {"info-contact", "oas2-anyOf", "path-not-include-query"}
    assert {(name, message) for name, message in told if name in fixed} <= set(fixed.items())


def recorded(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "tests/spectral-oas-rules.jsonl").read_text("utf-8").splitlines():
        yield from json.loads(line)["results"]
    for path in (folder / "findings/oas").glob("*.json.gz"):
        yield from json.loads(gzip.decompress(path.read_bytes()))


@pytest.mark.parametrize("name", list(RULES))
def test_each_rule_describes_itself_and_says_whether_it_is_recommended(name: str) -> None:
    assert RULES[name]["description"]
    assert isinstance(RULES[name]["recommended"], bool)
    assert set(RULES[name].get("formats", [])) <= set(RULESET["formats"])


@pytest.mark.parametrize("name", list(RULES))
def test_each_rule_gives_its_functions_options_that_they_take(name: str) -> None:
    for then in thens(RULES[name]):
        found = available(then["function"])
        if found is None:
            continue
        jsonschema_rs.validate(dict(found.options), then.get("functionOptions"))
        assert callable(found.make(then.get("functionOptions")))
