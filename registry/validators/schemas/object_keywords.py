"""The keywords that judge objects."""

from collections.abc import Callable, Mapping
from typing import Any

from registry.validators.schemas.failures import Place, Run
from registry.validators.schemas.patterns import searcher
from registry.validators.schemas.plans import Plan, Site, Step, judge
from registry.validators.schemas.scalar_keywords import length
from registry.validators.schemas.values import in_order


def object_size(site: Site) -> Step:
    """Judge `maxProperties` and `minProperties`."""
    return length(site, "properties")


def required(site: Site) -> Step | None:
    """Judge `required`."""
    names = site.value
    if not names:
        return None

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(len(names))
        passed = True
        for name in names:
            if name not in value:
                passed = _miss(site, name, run, place)
                if not run.every:
                    break
        return passed

    return step


def _miss(site: Site, name: str, run: Run, place: Place) -> bool:
    return site.fail(run, place, f"must have required property '{name}'", {"missingProperty": name})


def property_names(site: Site) -> Step | None:
    """Judge `propertyNames`."""
    if site.is_trivial(site.value):
        return None
    plan = site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        composite, passed = run.composite, True
        for name in value:
            run.composite = True
            good = judge(plan, name, run, place)
            run.composite = composite
            if not good:
                passed = site.fail(run, place, "property name must be valid", {"propertyName": name})
                if not run.every:
                    break
        return passed

    return step


def properties(site: Site) -> Step | None:
    """Judge `properties`, in the order of the schema."""
    known = {name: site.sub(site.value[name], name) for name in _names(site) if not site.is_trivial(site.value[name])}
    if not known:
        return None
    ranks = {name: rank for rank, name in enumerate(known)}

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(min(len(known), len(value)))
        names = [name for name in known if name in value] if len(known) < 2 * len(value) else _ranked(value, ranks)
        passed = True
        for name in names:
            if not judge(known[name], value[name], run, (place, name)):
                passed = False
                if not run.every:
                    break
        return passed

    return step


def _names(site: Site) -> list[str]:
    return [name for name in in_order(site.value) if name != "__proto__"]


def _ranked(value: Mapping[str, Any], ranks: Mapping[str, int]) -> list[str]:
    return sorted((name for name in value if name in ranks), key=ranks.__getitem__)


def pattern_properties(site: Site) -> Step | None:
    """Judge `patternProperties`."""
    known = [
        (searcher(name), None if site.is_trivial(site.value[name]) else site.sub(site.value[name], name))
        for name in _names(site)
    ]

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(len(known) * len(value))
        passed = True
        for search, plan in known:
            if plan is not None and not _all_matching(search, plan, value, run, place):
                passed = False
                if not run.every:
                    break
        return passed

    return step if known else None


def _all_matching(search: Callable[[str], bool], plan: Plan, value: Mapping[str, Any], run: Run, place: Place) -> bool:
    passed = True
    for name, item in value.items():
        if search(name) and not judge(plan, item, run, (place, name)):
            passed = False
            if not run.every:
                break
    return passed


def additional_properties(site: Site) -> Step | None:
    """Judge `additionalProperties`: those that no other keyword beside it names."""
    if site.is_trivial(site.value):
        return None
    named = frozenset(site.schema.get("properties") or ())
    searches = [searcher(name) for name in site.schema.get("patternProperties") or ()]
    plan = None if site.value is False else site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        run.spend(len(value) * (1 + len(searches)))
        extra = [name for name in value if name not in named and not any(search(name) for search in searches)]
        return judge_extra(site, plan, extra, value, run, place)

    return step


def judge_extra(
    site: Site, plan: Plan | None, names: list[str], value: Mapping[str, Any], run: Run, place: Place
) -> bool:
    """Hold the properties that are left over against a schema, or refuse them where there is none."""
    kind = "additional" if site.keyword == "additionalProperties" else "unevaluated"
    passed = True
    for name in names:
        if plan is None:
            passed = site.fail(run, place, f"must NOT have {kind} properties", {f"{kind}Property": name})
        elif not judge(plan, value[name], run, (place, name)):
            passed = False
        if not passed and not run.every:
            break
    return passed


def dependencies(site: Site) -> Step:
    """Judge `dependencies`: the lists of names first, then the schemas."""
    lists = {name: rest for name, rest in site.value.items() if isinstance(rest, list)}
    plans = {name: site.sub(schema, name) for name, schema in site.value.items() if not isinstance(schema, list)}

    def step(value: Any, run: Run, place: Place) -> bool:
        passed = _has_what_it_needs(site, lists, value, run, place)
        if not passed and not run.every:
            return False
        return _suits_what_it_has(plans, value, run, place) and passed

    return step


def dependent_required(site: Site) -> Step:
    """Judge `dependentRequired`."""

    def step(value: Any, run: Run, place: Place) -> bool:
        return _has_what_it_needs(site, site.value, value, run, place)

    return step


def dependent_schemas(site: Site) -> Step:
    """Judge `dependentSchemas`."""
    plans = {name: site.sub(schema, name) for name, schema in site.value.items()}

    def step(value: Any, run: Run, place: Place) -> bool:
        return _suits_what_it_has(plans, value, run, place)

    return step


def _has_what_it_needs(
    site: Site, needs: Mapping[str, list[str]], value: Mapping[str, Any], run: Run, place: Place
) -> bool:
    passed = True
    for name, rest in needs.items():
        word = "property" if len(rest) == 1 else "properties"
        message = f"must have {word} {', '.join(map(str, rest))} when property {name} is present"
        for needed in rest if name in value else ():
            if needed not in value:
                passed = site.fail(run, place, message, {"property": name, "missingProperty": needed})
                if not run.every:
                    return False
    return passed


def _suits_what_it_has(plans: Mapping[str, Plan], value: Mapping[str, Any], run: Run, place: Place) -> bool:
    passed = True
    for name, plan in plans.items():
        if name in value and not judge(plan, value, run, place):
            passed = False
            if not run.every:
                break
    return passed
