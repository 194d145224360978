"""The keywords that judge lists."""

from collections.abc import Sequence
from typing import Any

from registry.validators.javascript import number_text
from registry.validators.schemas.failures import Place, Run
from registry.validators.schemas.plans import Plan, Site, Step, judge, schema_types
from registry.validators.schemas.scalar_keywords import length
from registry.validators.schemas.values import SCALARS, TYPES, Identities, is_integer


def list_length(site: Site) -> Step:
    """Judge `maxItems` and `minItems`."""
    return length(site, "items")


def items(site: Site) -> Step | None:
    """Judge `items` up to draft 2019-09: one schema for all, or a list of one for each."""
    if isinstance(site.value, list):
        return each_in_turn(site)
    return _from(site, 0)


def items_after(site: Site) -> Step | None:
    """Judge `items` of draft 2020-12, which begins where `prefixItems` ends."""
    prefix = site.schema.get("prefixItems")
    return no_more(site, len(prefix)) if prefix else _from(site, 0)


def additional_items(site: Site) -> Step | None:
    """Judge `additionalItems`, which begins where the list of `items` ends."""
    listed = site.schema.get("items")
    return no_more(site, len(listed)) if isinstance(listed, list) else None


def no_more(site: Site, start: int) -> Step | None:
    """Judge the items from one on, where `false` is said of their number."""
    return _at_most(site, start) if site.value is False else _from(site, start)


def each_in_turn(site: Site) -> Step:
    """Judge `prefixItems` and the list of `items`."""
    plans = [(index, site.sub(schema, index)) for index, schema in enumerate(site.value) if not site.is_trivial(schema)]

    def step(value: Any, run: Run, place: Place) -> bool:
        run.lists += 1
        passed = True
        for index, plan in plans:
            if index < len(value) and not judge(plan, value[index], run, (place, index)):
                passed = False
                if not run.every:
                    break
        run.lists -= 1
        return passed

    return step


def _from(site: Site, start: int) -> Step | None:
    if site.is_trivial(site.value):
        return None
    plan = site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        return judge_items(plan, value, start, run, place)

    return step


def judge_items(plan: Plan, value: Sequence[Any], start: int, run: Run, place: Place) -> bool:
    """Hold the items from one on against a schema."""
    passed = True
    for index in range(start, len(value)):
        if not judge(plan, value[index], run, (place, index)):
            passed = False
            if not run.every:
                break
    return passed


def _at_most(site: Site, limit: int) -> Step:
    message = f"must NOT have more than {limit} items"

    def step(value: Any, run: Run, place: Place) -> bool:
        return len(value) <= limit or site.fail(run, place, message)

    return step


def contains(site: Site) -> Step | None:
    """Judge `contains` with `minContains` and `maxContains`, in dialects that know them."""
    counted = "minContains" in site.plan.compiler.dialect.rules
    least = site.schema.get("minContains", 1) if counted else 1
    most = site.schema.get("maxContains") if counted else None
    if most is None and least == 0:
        return None
    plan = None if most is not None and least > most else site.sub(site.value)
    message = f"must contain at least {number_text(least)}"
    message += f"{'' if most is None else f' and no more than {number_text(most)}'} valid item(s)"

    def step(value: Any, run: Run, place: Place) -> bool:
        start, composite = len(run.failures), run.composite
        run.composite = True
        found = -1 if plan is None else _count(plan, value, run, place, least if most is None else most + 1)
        run.composite = composite
        if found >= least and (most is None or found <= most):
            del run.failures[start:]
            return True
        if not composite and not run.every:
            del run.failures[start:]
        return site.fail(run, place, message)

    return step


def _count(plan: Plan, value: Sequence[Any], run: Run, place: Place, enough: float) -> int:
    found = 0
    for index, item in enumerate(value):
        found += judge(plan, item, run, (place, index))
        if found >= enough:
            break
    return found


def unique_items(site: Site) -> Step | None:
    """Judge `uniqueItems`, naming the two items that AJV meets first."""
    if not site.value:
        return None
    schema = site.schema.get("items")
    types = schema_types(schema) if isinstance(schema, dict) else []
    plain = bool(types) and not {"object", "array"} & set(types)

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(len(value))
        if _are_different_texts(value):
            return True
        pair = _plain_pair(value, types) if plain else _pair(value, run)
        if pair is None:
            return True
        one, other = pair
        message = f"must NOT have duplicate items (items ## {one} and {other} are identical)"
        return site.fail(run, place, message)

    return step


def _are_different_texts(value: Sequence[Any]) -> bool:
    """Say, of most lists that there are, that nothing in them is twice."""
    return all(type(item) is str for item in value) and len(set(value)) == len(value)


def _pair(value: Sequence[Any], run: Run) -> tuple[int, int] | None:
    """Return the last item that equals an earlier one, and the nearest of those."""
    identities, last, found = Identities(run.spend), dict[int, int](), None
    for index, item in enumerate(value):
        number = identities.of(item)
        if number in last:
            found = last[number], index
        last[number] = index
    return found


def _plain_pair(value: Sequence[Any], types: list[str]) -> tuple[int, int] | None:
    """Return the last item that equals a later one, and the nearest of those, among items of the types."""
    identities, last = Identities(), dict[int, int]()
    for index in range(len(value) - 1, -1, -1):
        item = value[index]
        if type(item) not in SCALARS or not _is_of(item, types):
            continue
        number = identities.of(item)
        if number in last:
            return last[number], index
        last[number] = index
    return None


def _is_of(item: Any, types: list[str]) -> bool:
    kind = TYPES[type(item)]
    return kind in types or (kind == "number" and "integer" in types and is_integer(item))
