"""Make a schema ready to judge values, or say why it cannot."""

from typing import Any

from registry.validators.rule import NotChecked
from registry.validators.schemas.dialects import dialect_of
from registry.validators.schemas.failures import Budget, Failure, Run, SchemaRefused, pointer_of
from registry.validators.schemas.metaschemas import compiler_of, known_to
from registry.validators.schemas.plans import Compiler, judge
from registry.validators.schemas.references import Resources
from registry.validators.schemas.soundness import Soundness

Known = dict[str, Any] | None
"""Schemas by address that a schema which is trusted may refer to."""


class Validator:
    """Judges values by one schema; making it raises `SchemaRefused` where the schema is none."""

    def __init__(
        self, schema: Any, dialect: str, *, every: bool = False, shared: "Shared | None" = None, known: Known = None
    ) -> None:
        if not isinstance(schema, dict | list | bool):
            raise SchemaRefused("schema must be object or boolean")
        words = dialect_of(dialect, messages=every)
        self._every = every
        soundness = shared.soundness if shared else Soundness(words.name)
        sound = known is not None or soundness.of(schema)
        if sound and shared:
            self._plan = shared.compiler.plan(schema, "")
            return
        compiler = Compiler(schema, words, Resources(schema, words.identifier, known), every=every)
        self._plan = compiler.root
        if not sound:
            _refuse_malformed(schema, words.name, soundness, every=every)
            compiler.is_sound = soundness.of
            _guarded(compiler.compile_all)

    def failures(self, value: Any, budget: Budget | None = None) -> list[Failure]:
        """Return what a value does not satisfy, in AJV's order; raise `NotChecked` where that costs too much."""
        run = Run(every=self._every, budget=budget or Budget())
        try:
            judge(self._plan, value, run, None)
        except RecursionError:
            raise NotChecked("too-large") from None
        return run.failures


class Shared:
    """What the schemas of one tree that are sound have in common: each part of them is made ready once."""

    def __init__(self, dialect: str) -> None:
        words = dialect_of(dialect)
        self.soundness = Soundness(words.name)
        self.compiler = Compiler({}, words, Resources({}, words.identifier))


def _refuse_malformed(schema: Any, dialect: str, soundness: Soundness, *, every: bool) -> None:
    """Raise `SchemaRefused` where a schema is not as its meta-schema wants it."""
    named = schema.get("$schema") if isinstance(schema, dict) else None
    if named is not None and not isinstance(named, str):
        raise SchemaRefused("$schema must be a string")
    address = known_to(dialect, named)
    if address is None:
        raise SchemaRefused(f'no schema with key or ref "{named}"')
    run = Run(every=every, is_sound=soundness.of)
    compiler = compiler_of(address)
    try:
        judge(compiler.root, schema, run, None)
    except RecursionError:
        raise NotChecked("too-large") from None
    if run.failures:
        told = (f"data{pointer_of(failure.place)} {failure.message}" for failure in run.failures)
        raise SchemaRefused(f"schema is invalid: {', '.join(told)}")


def _guarded(compile_all: Any) -> None:
    try:
        compile_all()
    except RecursionError:
        raise NotChecked("too-large") from None
