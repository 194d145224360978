"""Judge what no other keyword has looked at: `unevaluatedProperties` and `unevaluatedItems`."""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.schemas.array_keywords import judge_items
from registry.validators.schemas.failures import Place, Run
from registry.validators.schemas.logic_keywords import passes
from registry.validators.schemas.object_keywords import judge_extra
from registry.validators.schemas.patterns import searcher
from registry.validators.schemas.plans import Plan, Site, Step

_DEPENDING: Final = frozenset(
    (
        *("if", "anyOf", "oneOf", "allOf", "patternProperties", "dependentSchemas", "dependencies"),
        *("$ref", "$dynamicRef", "$recursiveRef"),
    )
)
Names = set[str] | None
"""The names that were looked at, nothing where they all were."""


def unevaluated_properties(site: Site) -> Step | None:
    """Judge `unevaluatedProperties`."""
    if site.is_trivial(site.value):
        return None
    plan = None if site.value is False else site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        seen = _names_seen(site.plan, value, run, place, outermost=True)
        extra = [] if seen is None else [name for name in value if name not in seen]
        return judge_extra(site, plan, extra, value, run, place)

    return step


def unevaluated_items(site: Site) -> Step | None:
    """Judge `unevaluatedItems`."""
    if site.is_trivial(site.value):
        return None
    plan = None if site.value is False else site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        seen = _items_seen(site.plan, value, run, place, outermost=True)
        if seen is None or len(value) <= seen:
            return True
        if plan is None:
            return site.fail(run, place, f"must NOT have more than {seen} items")
        return judge_items(plan, value, seen, run, place)

    return step


def _names_seen(plan: Plan, value: dict[str, Any], run: Run, place: Place, *, outermost: bool = False) -> Names:
    schema = plan.schema
    if not isinstance(schema, dict):
        return set()
    if "additionalProperties" in schema or (not outermost and "unevaluatedProperties" in schema):
        return None
    seen = {name for name in schema.get("properties") or () if name in value}
    for pattern in schema.get("patternProperties") or ():
        search = searcher(pattern)
        seen |= {name for name in value if search(name)}
    for inner in _applied(plan, value, run, place):
        names = _names_seen(inner, value, run, place)
        if names is None:
            return None
        seen |= names
    return seen


def _items_seen(plan: Plan, value: list[Any], run: Run, place: Place, *, outermost: bool = False) -> int | None:
    schema = plan.schema
    if not isinstance(schema, dict):
        return 0
    listed = schema.get("prefixItems", schema.get("items"))
    rest = {"additionalItems", "contains"} | (
        {"items"} if "prefixItems" in schema or isinstance(listed, dict) else set()
    )
    if not rest.isdisjoint(schema) or isinstance(listed, bool) or (not outermost and "unevaluatedItems" in schema):
        return None
    seen = len(listed) if isinstance(listed, list) else 0
    for inner in _applied(plan, value, run, place):
        count = _items_seen(inner, value, run, place)
        if count is None:
            return None
        seen = max(seen, count)
    return seen


def _applied(plan: Plan, value: Any, run: Run, place: Place) -> Iterator[Plan]:
    """Yield the schemas that judge the same value and that it satisfies."""
    run.spend()
    schema = plan.schema
    for inner in schema.get("allOf") or ():
        yield _sub(plan, "allOf", inner)
    for word in ("anyOf", "oneOf"):
        for inner in schema.get(word) or ():
            branch = _sub(plan, word, inner)
            if passes(branch, value, run, place):
                yield branch
    yield from _conditional(plan, value, run, place)
    for inner in (*_referred(plan, run), *_dependent(plan, value)):
        if _is_settled(inner) or passes(inner, value, run, place):
            yield inner


def _is_settled(plan: Plan) -> bool:
    """Say whether AJV knows without a value what a schema looks at: it then takes it for looked at, valid or not."""
    return isinstance(plan.schema, dict) and _DEPENDING.isdisjoint(plan.schema)


def _conditional(plan: Plan, value: Any, run: Run, place: Place) -> Iterator[Plan]:
    """Yield `if` with the clause that it leads to; where that is left out, AJV forgets the condition too."""
    schema = plan.schema
    if "if" in schema and ("then" in schema or "else" in schema):
        condition = _sub(plan, "if", schema["if"])
        word = "then" if passes(condition, value, run, place) else "else"
        if word in schema:
            clause = _sub(plan, word, schema[word])
            if passes(clause, value, run, place):
                yield condition
                yield clause


def _referred(plan: Plan, run: Run) -> Iterator[Plan]:
    schema, compiler = plan.schema, plan.compiler
    if "$ref" in schema:
        yield compiler.plan(*compiler.resources.find(plan.base, schema["$ref"]))
    for word in ("$dynamicRef", "$recursiveRef"):
        if word in schema:
            anchored = run.anchors.get(schema[word][1:])
            yield anchored or compiler.plan(*compiler.resources.find(plan.base, "#"))


def _dependent(plan: Plan, value: Any) -> Iterator[Plan]:
    for word in ("dependentSchemas", "dependencies"):
        for name, inner in (plan.schema.get(word) or {}).items():
            if isinstance(value, dict) and name in value and not isinstance(inner, list):
                yield _sub(plan, word, inner)


def _sub(plan: Plan, word: str, schema: Any) -> Plan:
    return Site(plan, word, schema).sub(schema)
