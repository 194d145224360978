"""Find the functions that rules name, and make the checks that they call."""

from typing import Any, Final

from registry.messages import has_text
from registry.validators.function import Function, OptionsRefused
from registry.validators.functions import available
from registry.validators.rulesets.ruleset import Then
from registry.validators.rulesets.shape import mistakes
from registry.validators.rulesets.written import Complaints, Keys, Written

_OPTIONS: Final = "functionOptions"


def bound(file: Written, keys: Keys, then: Any, complaints: Complaints) -> tuple[Then, ...]:
    """Return what a rule does with what it is given, made once for each file."""
    if keys not in file.bound:
        many = then if isinstance(then, list) else [then]
        file.bound[keys] = tuple(
            _bound(file, (*keys, "then", index) if isinstance(then, list) else (*keys, "then"), one, complaints)
            for index, one in enumerate(many)
        )
    return file.bound[keys]


def unbound(then: Any) -> tuple[Then, ...]:
    """Return what a rule would do if it were switched on."""
    many = then if isinstance(then, list) else [then]
    return tuple(Then(one["function"], None, one.get("field"), one.get(_OPTIONS)) for one in many)


def _bound(file: Written, keys: Keys, one: dict[str, Any], complaints: Complaints) -> Then:
    name, options = one["function"], one.get(_OPTIONS)
    found = available(name)
    check = None
    if found is not None:
        told = [] if file.own else [(path, code, values) for path, code, values in mistakes(found.options, options)]
        for path, code, values in told:
            complaints.add(file, (*keys, _OPTIONS, *path), code, **values)
        check = None if told else _made(file, keys, found, options, complaints)
    return Then(name, check, one.get("field"), options)


def _made(file: Written, keys: Keys, function: Function, options: Any, complaints: Complaints) -> Any:
    try:
        return function.make(options)
    except OptionsRefused as refused:
        place = (*keys, _OPTIONS, *refused.path)
        if has_text(f"rulesets.problem.{refused.problem}"):
            complaints.add(file, place, refused.problem, name=function.name)
        else:
            complaints.add(file, place, "options", name=function.name, problem=refused.problem)
        return None
