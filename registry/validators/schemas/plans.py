"""Turn schemas into plans, each made once, and hold values against them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from registry.frugal.values import field, record, value
from registry.validators.rule import NotChecked
from registry.validators.schemas.failures import NOTHING, Failure, Place, Run, SchemaRefused, escaped
from registry.validators.schemas.references import Resources
from registry.validators.schemas.values import TYPES, is_integer, json_text

Step = Callable[[Any, Run, Place], bool]
"""Hold a value against one keyword; say whether it passes."""

_KINDS: Final = ("number", "string", "array", "object")
_WORDS: Final = frozenset(("string", "number", "integer", "boolean", "null", "object", "array"))


@value
class Keyword:
    """How a keyword judges: for which type of value, what its own value must be, how its step is made."""

    name: str
    build: Callable[["Site"], Step | None]
    takes: tuple[str, ...] = ()


@value
class Dialect:
    """The keywords of one dialect in the order that AJV asks them, by type of value, those for any type first."""

    name: str
    identifier: str
    groups: Mapping[str, tuple[Keyword, ...]]
    meta: str
    rules: frozenset[str]


@record
class Plan:
    """One schema made ready: what to ask of a value of each type, in order."""

    schema: Any
    compiler: "Compiler"
    base: str
    pointer: str
    steps: dict[type, tuple[Step, ...]] = field(default_factory=dict)
    untyped: tuple[Step, ...] | None = None


@record
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
        """Return what to ask of a value of a type, making it when the first such value comes."""
        if plan.schema is False:
            steps: tuple[Step, ...] = (_refusal(plan),)
        elif is_trivial(plan.schema, self.dialect):
            steps = ()
        else:
            steps = tuple(self._sequence(plan, TYPES[kind]))
        plan.steps[kind] = steps
        return steps

    def _build(self, plan: Plan) -> None:
        """Make every step of a schema only to see whether it can be made."""
        if not isinstance(plan.schema, bool) and not is_trivial(plan.schema, self.dialect):
            schema_types(plan.schema)
            for keywords in self.dialect.groups.values():
                for _ in self._made(plan, keywords):
                    pass

    def _sequence(self, plan: Plan, kind: str) -> Iterator[Step]:
        """Yield what to ask of one type; a type that has keywords is asked for where those would be."""
        groups, schema, types = self.dialect.groups, plan.schema, schema_types(plan.schema)
        untyped = plan.untyped
        if untyped is None:
            untyped = plan.untyped = tuple(self._made(plan, groups["any"]))
        late = types[0] if len(types) == 1 and any(it.name in schema for it in groups.get(types[0], ())) else ""
        if not late:
            yield from _early(plan, kind, types, untyped)
        yield from untyped
        for group in _KINDS:
            if group == kind:
                yield from self._made(plan, groups[group])
            elif group == late:
                yield _wrong_type(plan)
        yield from self._made(plan, groups.get("last", ()))

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


def _early(plan: Plan, kind: str, types: list[str], untyped: tuple[Step, ...]) -> Iterator[Step]:
    """Yield what refuses the values of a type, nothing where all of them may stand."""
    if types and kind not in types:
        refusal = _refusing(_wrong_type(plan), untyped)
        yield _unless_whole(refusal) if kind == "number" and "integer" in types else refusal


def _refusing(refusal: Step, untyped: tuple[Step, ...]) -> Step:
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
