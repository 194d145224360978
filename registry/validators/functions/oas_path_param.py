"""The parameters in a path template and those that are declared for it must be the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.function import Check, Context, Fault, Path, function
from registry.validators.javascript import text_of
from registry.validators.operations import METHODS

_EXPRESSION: Final = late(r"\{;?\??[a-zA-Z0-9_-]+\*?\}")
_MARKS: Final = str.maketrans("", "", "{}?*;")


@function("oasPathParam")
def oas_path_param(_options: Any) -> Check:
    """Make a check that finds fault with equivalent paths and with parameters that are not used or not declared."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return _faults(target) if isinstance(target, dict) else ()

    return check


def _faults(paths: dict[str, Any]) -> Iterator[Fault]:
    known: dict[str, str] = {}
    for path, item in paths.items():
        if not isinstance(item, dict | list):
            continue
        first = known.setdefault(_EXPRESSION.sub("%", path), path)
        if first != path:
            yield Fault(f'Paths "{first}" and "{path}" must not be equivalent.', ("paths", path))
        used: dict[str, None] = {}
        for expression in _EXPRESSION.findall(path):
            name = expression.translate(_MARKS)
            if name in used:
                message = f'Path "{path}" must not use parameter "{{{name}}}" multiple times.'
                yield Fault(message, ("paths", path))
            used[name] = None
        if isinstance(item, dict):
            yield from _in_item(path, item, used)


def _in_item(path: str, item: dict[str, Any], used: Mapping[str, None]) -> Iterator[Fault]:
    shared: dict[str, Path] = {}
    yield from _declare(item.get("parameters"), ("paths", path, "parameters"), shared)
    for method, operation in item.items():
        if method not in METHODS or not isinstance(operation, dict | list):
            continue
        place = ("paths", path, method)
        own: dict[str, Path] = {}
        if isinstance(operation, dict):
            yield from _declare(operation.get("parameters"), (*place, "parameters"), own)
        yield from _compare(path, place, used, shared | own)


def _declare(parameters: Any, place: Path, declared: dict[str, Path]) -> Iterator[Fault]:
    """Add the path parameters of a list to those declared, and yield what is wrong with them."""
    for index, parameter in enumerate(parameters if isinstance(parameters, list) else ()):
        if not isinstance(parameter, dict) or parameter.get("in") != "path" or "name" not in parameter:
            continue
        name = text_of(parameter["name"])
        if parameter.get("required") is not True:
            yield Fault(
                f'Path parameter "{name}" must have "required" property that is set to "true".', (*place, index)
            )
        if name in declared:
            yield Fault(f'Path parameter "{name}" must not be defined multiple times.', (*place, index))
        else:
            declared[name] = (*place, index)


def _compare(path: str, place: Path, used: Mapping[str, None], declared: Mapping[str, Path]) -> Iterator[Fault]:
    for name, where in declared.items():
        if name not in used:
            yield Fault(f'Parameter "{name}" must be used in path "{path}".', where)
    for name in used:
        if name not in declared:
            message = f'Operation must define parameter "{{{name}}}" as expected by path "{path}".'
            yield Fault(message, place)
