"""The variables in the URL of a server and those that are described for it must be the same, and make good URLs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import Any, Final
from urllib.parse import quote

from registry.frugal.patterns import late
from registry.validators.absolute_urls import is_absolute_url
from registry.validators.function import Check, Context, Fault, Path, function
from registry.validators.rule import NotChecked

_OPTIONS: Final = {
    "type": ["object", "null"],
    "properties": {"checkSubstitutions": {"type": "boolean"}, "requireDefault": {"type": "boolean"}},
    "additionalProperties": False,
}
_NO_SERVER: Final = (Fault("Invalid Server Object"),)
_TEXTS: Final = frozenset(("default", "description", "examples"))
_LINE_ENDS: Final = late("([\n\r\u2028\u2029])")
_KEPT_BY_ENCODE_URI: Final = ";/?:@&=+$,#-_.!~*'()"
_MOST_NAMED: Final = 5
_MOST_TRIED: Final = 20_000
_MOST_CHARACTERS: Final = 4_000_000


@function("serverVariables", _OPTIONS)
def server_variables(options: Any) -> Check:
    """Make a check that finds fault with variables that are missing, unused, without default or of no use."""
    substituting = bool(options) and options.get("checkSubstitutions") is True
    demanding = bool(options) and options.get("requireDefault") is True

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if not _is_server(target):
            return _NO_SERVER
        return _faults(target, (*context.path, "variables"), substituting=substituting, demanding=demanding)

    return check


def _faults(server: dict[str, Any], place: Path, *, substituting: bool, demanding: bool) -> Iterator[Fault]:
    variables = server.get("variables", {})
    pieces = list(_pieces(server["url"]))
    named = [name for _, name in pieces if name is not None]
    used = frozenset(named)
    for name in variables:
        if name not in used:
            yield Fault(f'Server\'s "variables" object has unused defined "{name}" url variable.', (*place, name))
    missing = [name for name in named if name not in variables]
    if missing:
        message = 'Not all server\'s variables are described with "variables" object. Missed: '
        yield Fault(f"{message}{', '.join(missing)}.", place)
    described = {name: variable for name, variable in variables.items() if name in used}
    for name, variable in described.items():
        yield from _in_variable(name, variable, (*place, name), demanding=demanding)
    if substituting and described:
        yield from _in_substitutions(pieces, described, place)


def _in_variable(name: str, variable: dict[str, Any], place: Path, *, demanding: bool) -> Iterator[Fault]:
    if "default" not in variable:
        if demanding:
            yield Fault(f'Server Variable "{name}" has a missing default.', place)
    elif "enum" in variable and variable["default"] not in variable["enum"]:
        yield Fault(f'Server Variable "{name}" has a default not listed in the enum.', (*place, "default"))


def _in_substitutions(
    pieces: Sequence[tuple[str, str | None]], variables: Mapping[str, dict[str, Any]], place: Path
) -> Iterator[Fault]:
    """Try the choices of values in order until enough are bad; too many to try are not judged."""
    values = [_values_of(variable) for variable in variables.values()]
    count = prod(map(len, values))
    size = sum(len(text) for text, _ in pieces) + sum(max(map(len, texts), default=0) for texts in values)
    tried = min(count, _MOST_TRIED, _MOST_CHARACTERS // (size + 1))
    urls = islice(_substituted(pieces, tuple(variables), values), tried)
    invalid = list(islice((url for url in urls if not is_absolute_url(url)), _MOST_NAMED))
    listed = ", ".join(invalid)
    if len(invalid) == _MOST_NAMED:
        message = "At least 5 substitutions of server variables resulted in invalid URLs:"
        yield Fault(f"{message} {listed} and more", place)
    elif count > tried:
        raise NotChecked("too-large")
    elif invalid:
        yield Fault(f"A few substitutions of server variables resulted in invalid URLs: {listed}", place)


def _substituted(
    pieces: Iterable[tuple[str, str | None]], names: Sequence[str], values: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Return the URL with each choice of values put in, one after the other."""
    places = {name: index for index, name in enumerate(names)}
    parts: list[str | int] = []
    for text, name in pieces:
        parts.append(text)
        if name is not None:
            parts.append(places.get(name, f"{{{name}}}"))
    choices = product(*values)
    return ("".join(choice[part] if isinstance(part, int) else part for part in parts) for choice in choices)


def _values_of(variable: Mapping[str, Any]) -> list[str]:
    default = [variable["default"]] if "default" in variable else []
    texts = variable.get("enum", default)
    return [quote(text, safe=_KEPT_BY_ENCODE_URI) for text in texts]


def _pieces(url: str) -> Iterator[tuple[str, str | None]]:
    """Yield what comes before each variable, and its name: from a first brace to the next closing one on the line."""
    for line in _LINE_ENDS.split(url):
        after = 0
        while (start := line.find("{", after)) >= 0 and (end := line.find("}", start + 2)) >= 0:
            yield line[after:start], line[start + 1 : end]
            after = end + 1
        yield line[after:], None


def _is_server(target: Any) -> bool:
    if not isinstance(target, dict) or not isinstance(target.get("url"), str):
        return False
    variables = target.get("variables", {})
    return isinstance(variables, dict) and all(_is_variable(variable) for variable in variables.values())


def _is_variable(variable: Any) -> bool:
    return isinstance(variable, dict) and all(_is_fitting(name, value) for name, value in variable.items())


def _is_fitting(name: str, value: Any) -> bool:
    if name == "enum":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str) if name in _TEXTS else name.startswith("x-")
