"""The keywords that judge numbers and texts."""

import math
import operator
from collections.abc import Callable
from typing import Any, Final

from registry.validators.javascript import number_text
from registry.validators.schemas.failures import Place, Run, SchemaRefused
from registry.validators.schemas.formats import FORMATS, comparison
from registry.validators.schemas.patterns import searcher
from registry.validators.schemas.plans import Site, Step

_LIMITS: Final[dict[str, tuple[str, Callable[[Any, Any], bool]]]] = {
    "maximum": ("<=", operator.le),
    "minimum": (">=", operator.ge),
    "exclusiveMaximum": ("<", operator.lt),
    "exclusiveMinimum": (">", operator.gt),
}
_LETTERS_A_STEP: Final = 256
_FORMAT_LIMITS: Final = {
    "formatMaximum": ("<=", (-1, 0)),
    "formatMinimum": (">=", (0, 1)),
    "formatExclusiveMaximum": ("<", (-1,)),
    "formatExclusiveMinimum": (">", (1,)),
}


def number_limit(site: Site) -> Step:
    """Judge `maximum` and its like."""
    return _limit(site, site.keyword)


def number_limit_with_flag(site: Site) -> Step:
    """Judge `maximum` of draft 4, which a flag beside it makes exclusive."""
    exclusive = "exclusiveM" + site.keyword[1:]
    return _limit(site, exclusive if site.schema.get(exclusive) else site.keyword)


def limit_flag(site: Site) -> None:
    """Refuse a flag of draft 4 that has no limit beside it."""
    limit = "m" + site.keyword.removeprefix("exclusiveM")
    if limit not in site.schema:
        raise SchemaRefused(f"{site.keyword} can only be used with {limit}")


def _limit(site: Site, keyword: str) -> Step:
    sign, passes = _LIMITS[keyword]
    limit, message = site.value, f"must be {sign} {number_text(site.value)}"

    def step(value: Any, run: Run, place: Place) -> bool:
        return passes(value, limit) or site.fail(run, place, message)

    return step


def multiple_of(site: Site) -> Step:
    """Judge `multipleOf`, dividing as JavaScript does."""
    divisor, message = site.value, f"must be multiple of {number_text(site.value)}"

    def step(value: Any, run: Run, place: Place) -> bool:
        return _divides(divisor, value) or site.fail(run, place, message)

    return step


def _divides(divisor: float, value: float) -> bool:
    if type(divisor) is int and type(value) is int:
        return divisor != 0 and value % divisor == 0
    try:
        quotient = float(value) / float(divisor)
    except (ZeroDivisionError, OverflowError):
        return False
    return math.isfinite(quotient) and quotient == int(quotient)


def text_length(site: Site) -> Step:
    """Judge `maxLength` and `minLength`, which count characters."""
    return length(site, "characters")


def length(site: Site, of_what: str) -> Step:
    """Judge how many characters, items or properties there may be."""
    limit, most = site.value, site.keyword.startswith("max")
    message = f"must NOT have {'more' if most else 'fewer'} than {number_text(limit)} {of_what}"

    def step(value: Any, run: Run, place: Place) -> bool:
        return (len(value) <= limit if most else len(value) >= limit) or site.fail(run, place, message)

    return step


def pattern(site: Site) -> Step:
    """Judge `pattern`, in linear time."""
    search, message = searcher(site.value), f'must match pattern "{site.value}"'

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(len(value) // _LETTERS_A_STEP)
        return search(value) or site.fail(run, place, message)

    return step


def number_format(site: Site) -> Step | None:
    """Judge `format` of numbers."""
    return _format(site, "number")


def text_format(site: Site) -> Step | None:
    """Judge `format` of texts."""
    return _format(site, "string")


def _format(site: Site, kind: str) -> Step | None:
    if not site.plan.compiler.formats or site.value not in FORMATS:
        return None
    of_kind, accepts = FORMATS[site.value]
    if of_kind != kind:
        return None
    message = f'must match format "{site.value}"'

    def step(value: Any, run: Run, place: Place) -> bool:
        if kind == "string":
            run.spend(len(value) // _LETTERS_A_STEP)
        return accepts(value) or site.fail(run, place, message, {"format": site.value})

    return step


def format_limit(site: Site) -> Step | None:
    """Judge `formatMaximum` and its like, which compare dates and times."""
    name = site.schema.get("format")
    if "format" not in site.schema:
        raise SchemaRefused(f"parent schema must have dependencies of {site.keyword}: format")
    if name not in FORMATS or not site.plan.compiler.formats:
        return None
    compare = comparison(name)
    if compare is None:
        raise SchemaRefused(f'"{site.keyword}": format "{name}" does not define "compare" function')
    sign, passing = _FORMAT_LIMITS[site.keyword]
    limit, message = site.value, f"should be {sign} {site.value}"

    def step(value: Any, run: Run, place: Place) -> bool:
        found = compare(value, limit)
        return found is None or found in passing or site.fail(run, place, message)

    return step
