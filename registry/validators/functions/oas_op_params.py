"""The parameters of an operation must not contradict each other."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, function
from registry.validators.javascript import text_of

_REPEATED: Final = 'A parameter in this operation already exposes the same combination of "name" and "in" values.'
_BODY_AND_FORM: Final = 'Operation must not have both "in:body" and "in:formData" parameters.'
_SECOND_BODY: Final = 'Operation must not have more than a single instance of the "in:body" parameter.'


@function("oasOpParams")
def oas_op_params(_options: Any) -> Check:
    """Make a check that finds fault with repeated parameters, several bodies, and a body beside form fields."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        return _faults(target, context) if isinstance(target, list) and len(target) > 1 else ()

    return check


def _faults(parameters: list[Any], context: Context) -> Iterator[Fault]:
    seen: set[str] = set()
    bodies: list[int] = []
    in_form = False
    for index, parameter in enumerate(parameters):
        if not isinstance(parameter, dict | list) or (isinstance(parameter, dict) and "$ref" in parameter):
            continue
        place, name = _place_and_name(parameter)
        fingerprint = f"{text_of(place)}-{text_of(name)}"
        if fingerprint in seen:
            yield Fault(_REPEATED, (*context.path, index))
        seen.add(fingerprint)
        in_form = in_form or place == "formData"
        if place == "body":
            bodies.append(index)
    if bodies and in_form:
        yield Fault(_BODY_AND_FORM)
    for index in bodies[1:]:
        yield Fault(_SECOND_BODY, (*context.path, index))


def _place_and_name(parameter: Any) -> tuple[Any, Any]:
    if isinstance(parameter, list):
        return UNDEFINED, UNDEFINED
    return parameter.get("in", UNDEFINED), parameter.get("name", UNDEFINED)
