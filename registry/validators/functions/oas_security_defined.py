"""A security requirement must name schemes of the document, and scopes of theirs."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_OPTIONS: Final = {
    "type": "object",
    "properties": {"oasVersion": {"enum": [2, 3]}},
    "additionalProperties": False,
}
_OF_THE_API: Final = 2


@function("oasSecurityDefined", _OPTIONS)
def oas_security_defined(options: Any) -> Check:
    """Make a check that finds fault with schemes and scopes that the document does not define."""
    second = options.get("oasVersion") == 2  # noqa: PLR2004 the version of the specification
    location = "securityDefinitions" if second else "components.securitySchemes"
    within, defines = (_schemes_of_2, _defines_in_2) if second else (_schemes_of_3, _defines_in_3)

    def check(target: Any, context: Context) -> Iterable[Fault]:
        source = context.view.source
        if not _is_requirement(target) or not isinstance(source, dict):
            return ()
        return _faults(target, context, _Schemes(within(source), location, defines))

    return check


class _Schemes:
    """The schemes that a document defines, and where, and how one of them defines a scope."""

    def __init__(self, defined: Any, location: str, defines: Callable[[Any, str], bool]) -> None:
        self.defined = defined if isinstance(defined, dict) else {}
        self.location = location
        self.defines = defines


def _faults(requirement: dict[str, Any], context: Context, schemes: _Schemes) -> Iterator[Fault]:
    for name, scopes in requirement.items():
        if name not in schemes.defined:
            whose = "API" if len(context.path) == _OF_THE_API else "Operation"
            message = f'{whose} "security" values must match a scheme defined in the "{schemes.location}" object.'
            yield Fault(message, (*context.path, name))
            continue
        for index, scope in enumerate(scopes):
            if not schemes.defines(schemes.defined[name], scope):
                yield Fault(f'"{scope}" must be listed among scopes.', (*context.path, name, index))


def _is_requirement(target: Any) -> bool:
    return isinstance(target, dict) and all(
        isinstance(scopes, list) and all(isinstance(scope, str) for scope in scopes) for scopes in target.values()
    )


def _schemes_of_2(source: dict[str, Any]) -> Any:
    return source.get("securityDefinitions")


def _schemes_of_3(source: dict[str, Any]) -> Any:
    components = source.get("components")
    return components.get("securitySchemes") if isinstance(components, dict) else None


def _defines_in_2(scheme: Any, scope: str) -> bool:
    return isinstance(scheme, dict) and _lists(scheme.get("scopes"), scope)


def _defines_in_3(scheme: Any, scope: str) -> bool:
    flows = scheme.get("flows") if isinstance(scheme, dict) else None
    if not isinstance(flows, dict):
        return False
    return any(isinstance(flow, dict) and _lists(flow.get("scopes"), scope) for flow in flows.values())


def _lists(scopes: Any, scope: str) -> bool:
    return isinstance(scopes, dict) and scope in scopes
