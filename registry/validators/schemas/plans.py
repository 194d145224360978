"""Turn schemas into plans, each made once, and hold values against them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from registry.validators.rule import NotChecked
from registry.validators.schemas.failures import NOTHING, Failure, Place, Run, SchemaRefused, escaped
from registry.validators.schemas.references import Resources
from registry.validators.schemas.values import TYPES, is_integer, json_text

Step = Callable[[Any, Run, Place], bool]
"""Hold a value against one keyword; say whether it passes."""

_KINDS: Final = ("number", "string", "array", "object")
_WORDS: Final = frozenset(("string", "number", "integer", "boolean", "null", "object", "array"))


@dataclass(frozen=True, slots=True)
class Keyword:
    """How a keyword judges: for which type of value, what its own value must be, how its step is made."""

    name: str
    build: Callable[["Site"], Step | None]
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """The keywords of one dialect in the order that AJV asks them, by type of value, those for any type first."""

    name: str
    identifier: str
    groups: Mapping[str, tuple[Keyword, ...]]
    meta: str
    rules: frozenset[str]


@dataclass(slots=True, eq=False)
class Plan:
    """One schema made ready: what to ask of a value of each type, in order."""

    schema: Any
    compiler: "Compiler"
    base: str
    pointer: str
    steps: dict[type, tuple[Step, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Site:
    """One keyword of one schema, where its step is made."""

    plan: Plan
    keyword: str
    value: Any

    @property
    def schema(self) -> Any:
        """Return the schema that the keyword stands in."""
        return self.plan.schema

    def sub(self, schema: Any, *keys: str | int) -> Plan:
        """Return the plan of a schema inside this keyword."""
        plan = self.plan
        pointer = plan.pointer
        if plan.compiler.every:
            pointer = "/".join((pointer, self.keyword, *(escaped(key) for key in keys)))
        return plan.compiler.plan(schema, plan.base, pointer)

    def is_trivial(self, schema: Any) -> bool:
        """Say whether a schema accepts everything."""
        return is_trivial(schema, self.plan.compiler.dialect)

    def fail(self, run: Run, place: Place, message: str, parameters: Mapping[str, Any] = NOTHING) -> bool:
        """Note a failure."""
        run.failures.append(
            Failure(self.keyword, place, message, parameters, self.plan.schema, self.plan.pointer, run.lists == 0)
        )
        return False


class Compiler:
    """Makes plans of the schemas of one tree, each when a value first meets it, or all at once."""

    def __init__(
        self, root: Any, dialect: Dialect, resources: Resources, *, every: bool = False, formats: bool = True
    ) -> None:
        self.dialect = dialect
        self.resources = resources
        self.every = every
        self.formats = formats
        self.is_sound: Callable[[Any], bool] = _never
        self._eager = False
        self._plans: dict[tuple[int, str, str], Plan] = {}
        self.root = self.plan(root, resources.base, "#")

    def plan(self, schema: Any, base: str, pointer: str = "#") -> Plan:
        """Return the plan of a schema, making it where it is the first time."""
        if not self.every:
            pointer = "#"
        key = id(schema), base, pointer
        if key not in self._plans:
            if isinstance(schema, dict) and self.dialect.identifier in schema:
                base = self.resources.below(base, schema[self.dialect.identifier])
            self._plans[key] = plan = Plan(schema, self, base, pointer)
            if self._eager and not self.is_sound(schema):
                self._build(plan)
        return self._plans[key]

    def compile_all(self) -> None:
        """Make every step now, in AJV's order; raise `SchemaRefused` where one cannot be made."""
        self._eager = True
        try:
            self._build(self.root)
        finally:
            self._eager = False

    def steps(self, plan: Plan, kind: type) -> tuple[Step, ...]:
        """Return what to ask of a value of a type."""
        if not plan.steps:
            self._build(plan)
        return plan.steps[kind]

    def _build(self, plan: Plan) -> None:
        schema = plan.schema
        if schema is False:
            plan.steps = dict.fromkeys(TYPES, (_refusal(plan),))
        elif is_trivial(schema, self.dialect):
            plan.steps = dict.fromkeys(TYPES, ())
        else:
            plan.steps = self._sequences(plan)

    def _sequences(self, plan: Plan) -> dict[type, tuple[Step, ...]]:
        schema, groups = plan.schema, self.dialect.groups
        types = schema_types(schema)
        untyped = list(self._made(plan, groups["any"]))
        typed = {kind: list(self._made(plan, groups[kind])) for kind in _KINDS}
        used = {kind for kind in _KINDS if any(keyword.name in schema for keyword in groups[kind])}
        late = len(types) == 1 and types[0] in used
        last = list(self._made(plan, groups.get("last", ())))
        refusal = _wrong_type(plan)
        steps = {}
        for kind, name in TYPES.items():
            early = None if late else _check_of_type(name, types, _refusing(refusal, untyped))
            judged = _sequence(name, untyped, typed, types[0] if late else "", refusal)
            steps[kind] = (*([early] if early else ()), *judged, *last)
        return steps

    def _made(self, plan: Plan, keywords: tuple[Keyword, ...]) -> Iterator[Step]:
        schema = plan.schema
        for keyword in keywords:
            if keyword.name in schema:
                value = schema[keyword.name]
                if keyword.takes and not _is_of(value, keyword.takes):
                    raise SchemaRefused(f"{keyword.name} value must be {json_text(list(keyword.takes))}")
                step = keyword.build(Site(plan, keyword.name, value))
                if step is not None:
                    yield step


def _never(_: Any) -> bool:
    return False


def judge(plan: Plan, value: Any, run: Run, place: Place) -> bool:
    """Hold a value against a schema; say whether it passes, and note in the run what does not."""
    budget = run.budget
    budget.left -= 1
    if budget.left < 0:
        raise NotChecked("too-large")
    kind = type(value)
    steps = plan.steps.get(kind)
    if steps is None:
        steps = plan.compiler.steps(plan, kind)
    if run.every:
        passed = True
        for step in steps:
            if not step(value, run, place):
                passed = False
        return passed
    for step in steps:  # noqa: SIM110 a generator inside `all` would double the cost of every judgement
        if not step(value, run, place):
            return False
    return True


def is_trivial(schema: Any, dialect: Dialect) -> bool:
    """Say whether a schema accepts everything: it is `true`, or has no keyword that judges."""
    if isinstance(schema, dict):
        return dialect.rules.isdisjoint(schema)
    return schema is not False


def schema_types(schema: Any) -> list[str]:
    """Return the types that a schema names, null among them where it is nullable."""
    named = schema.get("type")
    types = [*named] if isinstance(named, list) else [named] if named else []
    if not all(isinstance(word, str) and word in _WORDS for word in types):
        raise SchemaRefused(f"type must be JSONType or JSONType[]: {','.join(map(str, types))}")
    if "null" in types:
        if schema.get("nullable") is False:
            raise SchemaRefused("type: null contradicts nullable: false")
    elif "nullable" in schema:
        if not types:
            raise SchemaRefused('"nullable" cannot be used without "type"')
        if schema["nullable"] is True:
            types.append("null")
    return types


def _check_of_type(kind: str, types: list[str], refusal: Step) -> Step | None:
    """Return what refuses the values of a type, nothing where all of them may stand."""
    if not types or kind in types:
        return None
    return _unless_whole(refusal) if kind == "number" and "integer" in types else refusal


def _sequence(
    kind: str, untyped: list[Step], typed: Mapping[str, list[Step]], late: str, refusal: Step
) -> Iterator[Step]:
    """Yield what to ask of a value of one type; a type that has keywords is asked for where those would be."""
    yield from untyped
    for group in _KINDS:
        if group == kind:
            yield from typed[group]
        elif group == late:
            yield refusal


def _refusing(refusal: Step, untyped: list[Step]) -> Step:
    """Refuse the type; where failures add up AJV then asks on, until something else fails too."""

    def step(value: Any, run: Run, place: Place) -> bool:
        refusal(value, run, place)
        if run.composite and not run.every:
            all(further(value, run, place) for further in untyped)
        return False

    return step


def _unless_whole(wrong: Step) -> Step:
    def step(value: Any, run: Run, place: Place) -> bool:
        return type(value) is int or is_integer(value) or wrong(value, run, place)

    return step


def _wrong_type(plan: Plan) -> Step:
    named = plan.schema.get("type")
    words = ",".join(map(str, schema_types(plan.schema))) if isinstance(named, list) else named
    site, message = Site(plan, "type", named), f"must be {words}"

    def step(_: Any, run: Run, place: Place) -> bool:
        return site.fail(run, place, message, {"type": named})

    return step


def _refusal(plan: Plan) -> Step:
    site = Site(plan, "false schema", False)  # noqa: FBT003 the schema is `false`

    def step(_: Any, run: Run, place: Place) -> bool:
        return site.fail(run, place, "boolean schema is false")

    return step


def _is_of(value: Any, types: tuple[str, ...]) -> bool:
    return TYPES.get(type(value)) in types
