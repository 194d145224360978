"""How the schemas of an OpenAPI description are read: by which dialect, and with what OpenAPI adds to it."""

from collections.abc import Iterator
from typing import Any, Final
from weakref import WeakKeyDictionary

from registry.frugal.values import value
from registry.validators.function import UNDEFINED, Context, Fault, Path
from registry.validators.schemas.budgets import budget_of, charged
from registry.validators.schemas.dialects import draft_of
from registry.validators.schemas.failures import ReferenceMissing, SchemaRefused
from registry.validators.schemas.prepared import Preparation
from registry.validators.schemas.validator import Shared, Validator
from registry.validators.schemas.wording import faults_of, with_nullable
from registry.validators.view import View

MISSING: Final = '#{{print("property")}}must exist'
_NEW: Final = frozenset(("oas3_1", "oas3_2"))
_OLD: Final = frozenset(("oas2", "oas3_0"))
_UNUSABLE: Final = "Invalid value used as weak map key"


@value
class Reading:
    """A dialect, with the types that null is said to be among, and with `x-nullable`; without a dialect as it says."""

    dialect: str
    names_null: bool = False
    vendor_nullable: bool = False


def reading_of(view: View) -> Reading:
    """Return how the schemas of a description are read."""
    formats = view.formats
    if not formats:
        return Reading("")
    if not formats.isdisjoint(_NEW):
        named = view.source.get("jsonSchemaDialect") if isinstance(view.source, dict) else None
        return Reading(draft_of(named) or "draft2020-12")
    return Reading("draft4", names_null=not formats.isdisjoint(_OLD), vendor_nullable="oas2" in formats - {"oas3_0"})


class Judge:
    """Holds values against the schemas of one description, each schema made ready once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._preparations: dict[str, Preparation] = {}
        self._shared: dict[str, Shared] = {}
        self._made: dict[tuple[int, str], tuple[Any, Validator | SchemaRefused]] = {}

    def faults(self, schema: Any, value: Any, below: Path, context: Context, *, optional: str = "") -> Iterator[Fault]:
        """Yield where a value below the target does not satisfy a schema; `optional` marks what may be missing."""
        if value is UNDEFINED:
            yield Fault(MISSING, context.path + below)
            return
        judging = self._validator(schema, optional)
        if isinstance(judging, SchemaRefused):
            if not (context.resolved and isinstance(judging, ReferenceMissing)):
                yield Fault(judging.problem, context.path + below)
        elif failures := judging.failures(value, budget_of(context.view)):
            if self._reading.names_null:
                with_nullable(failures)
            yield from charged(faults_of(failures, value, context.path + below), budget_of(context.view))

    def _validator(self, schema: Any, optional: str) -> Validator | SchemaRefused:
        key = id(schema), optional
        made = self._made.get(key)
        if made is None:
            made = schema, self._make(schema, optional)
            self._made[key] = made
        return made[1]

    def _make(self, schema: Any, optional: str) -> Validator | SchemaRefused:
        if isinstance(schema, bool):
            return SchemaRefused(_UNUSABLE)
        if optional or self._reading.vendor_nullable:
            schema = self._prepared(schema, optional)
        named = schema.get("$schema") if isinstance(schema, dict) else None
        dialect = self._reading.dialect or draft_of(named) or "draft7"
        if dialect not in self._shared:
            self._shared[dialect] = Shared(dialect)
        try:
            return Validator(schema, dialect, shared=self._shared[dialect])
        except SchemaRefused as refused:
            return refused

    def _prepared(self, schema: Any, optional: str) -> Any:
        if optional not in self._preparations:
            self._preparations[optional] = Preparation(optional, vendor_nullable=self._reading.vendor_nullable)
        return self._preparations[optional].of(schema)


_judges: WeakKeyDictionary[View, Judge] = WeakKeyDictionary()


def judge_of(view: View) -> Judge:
    """Return the judge of a description, made when it is asked for first and kept as long as the description is."""
    judge = _judges.get(view)
    if judge is None:
        judge = _judges[view] = Judge(reading_of(view))
    return judge
