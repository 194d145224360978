"""The keywords that judge a value of any type: by what it equals, and by other schemas."""

from typing import Any

from registry.validators import limits
from registry.validators.schemas.failures import Place, Run, SchemaRefused
from registry.validators.schemas.plans import Plan, Site, Step, judge
from registry.validators.schemas.references import has_reference
from registry.validators.schemas.values import are_equal


def const(site: Site) -> Step:
    """Judge `const`."""
    wanted = site.value

    def step(value: Any, run: Run, place: Place) -> bool:
        return are_equal(value, wanted, run.spend) or site.fail(
            run, place, "must be equal to constant", {"allowedValue": wanted}
        )

    return step


def enum(site: Site) -> Step:
    """Judge `enum`."""
    allowed = site.value
    if not allowed:
        raise SchemaRefused("enum must have non-empty array")
    message = "must be equal to one of the allowed values"
    texts = frozenset(item for item in allowed if isinstance(item, str))

    def step(value: Any, run: Run, place: Place) -> bool:
        if isinstance(value, str):
            passed = value in texts
        else:
            run.spend(len(allowed))
            passed = any(are_equal(value, item, run.spend) for item in allowed)
        return passed or site.fail(run, place, message, {"allowedValues": allowed})

    return step


def not_(site: Site) -> Step:
    """Judge `not`."""
    plan = site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        return not passes(plan, value, run, place) or site.fail(run, place, "must NOT be valid")

    return step


def passes(plan: Plan, value: Any, run: Run, place: Place) -> bool:
    """Say whether a value satisfies a schema, and note nothing."""
    start, every, composite = len(run.failures), run.every, run.composite
    run.every, run.composite = False, True
    passed = judge(plan, value, run, place)
    run.every, run.composite = every, composite
    del run.failures[start:]
    return passed


def any_of(site: Site) -> Step | None:
    """Judge `anyOf`."""
    trivial = any(site.is_trivial(schema) for schema in site.value)
    if trivial and "unevaluatedItems" not in site.plan.compiler.dialect.rules:
        return None
    plans = _branches(site)
    if trivial:
        return None

    def step(value: Any, run: Run, place: Place) -> bool:
        start, composite = len(run.failures), run.composite
        run.composite, run.lists = True, run.lists + 1
        passed = any(judge(plan, value, run, place) for plan in plans)
        run.composite, run.lists = composite, run.lists - 1
        if passed:
            del run.failures[start:]
        return passed or site.fail(run, place, "must match a schema in anyOf")

    return step


def one_of(site: Site) -> Step:
    """Judge `oneOf`, which stops at the second schema that fits."""
    plans = _branches(site)

    def step(value: Any, run: Run, place: Place) -> bool:
        start, composite, passing = len(run.failures), run.composite, list[int]()
        run.composite, run.lists = True, run.lists + 1
        for index, plan in enumerate(plans):
            if judge(plan, value, run, place):
                passing.append(index)
                if len(passing) > 1:
                    break
        run.composite, run.lists = composite, run.lists - 1
        if len(passing) == 1:
            del run.failures[start:]
            return True
        return site.fail(run, place, "must match exactly one schema in oneOf", {"passingSchemas": passing or None})

    return step


def all_of(site: Site) -> Step | None:
    """Judge `allOf`."""
    plans = [plan for plan in _branches(site) if not site.is_trivial(plan.schema)]

    def step(value: Any, run: Run, place: Place) -> bool:
        run.lists += 1
        passed = True
        for plan in plans:
            if not judge(plan, value, run, place):
                passed = False
                if not run.every:
                    break
        run.lists -= 1
        return passed

    return step if plans else None


def _branches(site: Site) -> list[Plan]:
    return [site.sub(schema, index) for index, schema in enumerate(site.value)]


def if_(site: Site) -> Step | None:
    """Judge `if` with `then` and `else`."""
    clauses = {word: _clause(site, word) for word in ("then", "else")}
    if not any(clauses.values()):
        return None
    condition = site.sub(site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        word = "then" if passes(condition, value, run, place) else "else"
        plan = clauses[word]
        if plan is None or judge(plan, value, run, place):
            return True
        if run.composite or run.every:
            site.fail(run, place, f'must match "{word}" schema', {"failingKeyword": word})
        return False

    return step


def without_step(_: Site) -> None:
    """Leave a keyword to another one that reads it."""


def _clause(site: Site, word: str) -> Plan | None:
    schema = site.schema.get(word, True)
    return None if site.is_trivial(schema) else Site(site.plan, word, schema).sub(schema)


def reference(site: Site) -> Step:
    """Judge by what `$ref` leads to."""
    compiler = site.plan.compiler
    schema, base = compiler.resources.find(site.plan.base, site.value)
    for _ in range(limits.REFERENCE_CHAIN):
        if not isinstance(schema, dict) or compiler.dialect.rules.intersection(schema) != {"$ref"}:
            break
        schema, base = compiler.resources.find(base, schema["$ref"])
    apart = has_reference(schema)
    plan = compiler.plan(schema, base, "#" if apart else site.value)

    def step(value: Any, run: Run, place: Place) -> bool:
        return judge_elsewhere(plan, value, run, place, apart=apart)

    return step


def dynamic_anchor(site: Site) -> Step:
    """Note where a `$dynamicAnchor` was met first."""
    plan, name = site.plan, site.value if isinstance(site.value, str) else ""

    def step(_: Any, run: Run, __: Place) -> bool:
        run.anchors.setdefault(name, plan)
        return True

    return step


def dynamic_reference(site: Site) -> Step:
    """Judge by the outermost schema that has the anchor."""
    if not site.value.startswith("#"):
        raise SchemaRefused(f'"{site.keyword}" only supports hash fragment reference')
    compiler, anchor = site.plan.compiler, site.value[1:]
    own = compiler.plan(*compiler.resources.find(site.plan.base, "#"))

    def step(value: Any, run: Run, place: Place) -> bool:
        return judge_elsewhere(run.anchors.get(anchor, own), value, run, place, apart=True)

    return step


def judge_elsewhere(plan: Plan, value: Any, run: Run, place: Place, *, apart: bool) -> bool:
    """Hold a value against a schema that stands elsewhere, in a function of its own or written in place."""
    if run.is_sound is not None and plan is plan.compiler.root and run.is_sound(value):
        return True
    composite, lists = run.composite, run.lists
    run.composite, run.lists = composite and not apart, 0
    passed = judge(plan, value, run, place)
    run.composite, run.lists = composite, lists
    return passed
