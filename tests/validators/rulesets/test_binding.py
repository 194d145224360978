import json
from typing import Any

import pytest

from registry.validators.function import Function, OptionsRefused
from registry.validators.rulesets import binding
from registry.validators.rulesets.binding import bound, unbound
from registry.validators.rulesets.written import Complaints, Written
from registry.validators.source import read

CASING = {"function": "casing", "functionOptions": {"type": "camel"}}


def written(*, own: bool = False) -> Written:
    return Written("a.yaml", "", read(json.dumps({"rules": {"a": {"then": [CASING]}}}).encode()), own)


def told(then: Any, file: Written | None = None) -> list[tuple[str, str]]:
    complaints = Complaints()
    bound(file or written(), ("rules", "a"), then, complaints)
    return [(problem.code, problem.pointer) for problem in complaints.problems()]


def test_a_function_is_made_with_its_options() -> None:
    [then] = bound(written(), ("rules", "a"), {**CASING, "field": "x"}, Complaints())
    assert then.check is not None
    assert (then.function, then.field, then.options) == ("casing", "x", {"type": "camel"})


def test_a_function_is_made_once_for_a_place_in_a_file() -> None:
    file = written()
    first = bound(file, ("rules", "a"), CASING, Complaints())
    assert bound(file, ("rules", "a"), CASING, Complaints()) is first


def test_options_are_held_against_the_schema_of_the_function() -> None:
    assert told([{"function": "casing"}]) == [("type", "/rules/a/then/0/functionOptions")]
    assert told({"function": "truthy", "functionOptions": {}}) == [("type", "/rules/a/then/functionOptions")]
    assert told({"function": "casing", "functionOptions": {"type": "x", "y": 1}}) == [
        ("choice", "/rules/a/then/functionOptions/type"),
        ("unexpected", "/rules/a/then/functionOptions/y"),
    ]


def test_the_options_of_our_own_rulesets_are_known_to_be_right() -> None:
    assert told({"function": "truthy", "functionOptions": {}}, written(own=True)) == []


def test_a_function_that_nobody_provides_has_no_check() -> None:
    assert told({"function": "nobodyProvidesThis", "functionOptions": {"any": 1}}) == []
    assert bound(written(), (), {"function": "nobodyProvidesThis"}, Complaints())[0].check is None


@pytest.mark.parametrize(("problem", "code"), [("it makes no sense", "options"), ("glob", "glob")])
def test_a_function_may_refuse_its_options_itself(monkeypatch: pytest.MonkeyPatch, problem: str, code: str) -> None:
    def make(_options: Any) -> Any:
        raise OptionsRefused(problem, ("match",))

    monkeypatch.setattr(binding, "available", lambda name: Function(name, make))
    assert told({"function": "refusing"}) == [(code, "/rules/a/then/functionOptions/match")]


def test_what_is_switched_off_is_not_made() -> None:
    assert [(then.function, then.check) for then in unbound([CASING, {"function": "truthy"}])] == [
        ("casing", None),
        ("truthy", None),
    ]
