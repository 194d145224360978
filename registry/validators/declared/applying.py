"""Apply a ruleset to a document: every path in one walk, every function where its path leads."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from registry.frugal.values import field, record, value
from registry.messages import LANGUAGES, Language
from registry.validators import limits
from registry.validators.declared.documents import Documents
from registry.validators.declared.fragments import encoded_pointer
from registry.validators.declared.interpolation import filled
from registry.validators.declared.locating import Locator
from registry.validators.declared.planning import Call, Side, plan_of
from registry.validators.declared.resolving import Resolution
from registry.validators.function import UNDEFINED, Context, Fault, Path
from registry.validators.javascript import print_path
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.jsonpath.frames import Frame, keys_of, name_of
from registry.validators.jsonpath.walking import Walk
from registry.validators.rule import NotChecked
from registry.validators.rulesets.ruleset import HINT, OFF, DeclaredRule, Ruleset
from registry.validators.view import View

_NOTED: Final = 20


@value
class Match:
    """One finding of a declared rule: where in the source, what is said, how grave from 0 (error) to 3 (hint)."""

    code: str
    path: tuple[str, ...]
    message: str
    severity: int
    documentation_url: str | None = None
    file: str | None = None
    """The path of another file of the folder, none for the document that is checked."""
    words: tuple[tuple[str, str], ...] = ()
    """The message in each language in which the rule has one of its own."""


@record
class Standing:
    """What became of one declared rule."""

    applied: bool = False
    judged: int = 0
    matches: int = 0
    gravest: int = HINT
    """The gravest severity of what was found, which overrides may make milder in some places."""
    unchecked: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    """The places at which the rule could not be judged, each with the reason; the first few of them."""


@record
class Outcome:
    """The findings of a ruleset in a document, in the order in which they were made, and what became of each rule."""

    matches: list[Match]
    standings: dict[str, Standing]


def apply(ruleset: Ruleset, view: View, documents: Documents) -> Outcome:
    """Apply every rule that is switched on and meant for the formats of the document."""
    plan = plan_of(ruleset, view.formats)
    run = _Run(view, Locator(documents))
    run.standings = {name: Standing(applied=name in plan.applied) for name in plan.enabled}
    for rule, reason in plan.unusable:
        run.note(rule, (), reason)
    run.over(view.resolved, plan.resolved, documents.resolution)
    run.over(view.source, plan.source, None)
    return Outcome(list(run.matches), run.standings)


class _Here(Context):
    """A context that works out its path only when it is asked for."""

    __slots__ = ("below", "frame")

    def __init__(self, view: View, *, resolved: bool) -> None:
        self.view = view
        self.resolved = resolved
        self.below: Path = ()

    @property
    def path(self) -> Path:  # type: ignore[override] # the plain context has it as a field
        """Return the path of the target."""
        return (*keys_of(self.frame), *self.below)

    frame: Frame


class _Run:
    """The state of one application."""

    def __init__(self, view: View, locator: Locator) -> None:
        self.view = view
        self.locator = locator
        self.matches: dict[Match, None] = {}
        self.standings: dict[str, Standing] = {}

    def over(self, tree: Any, side: Side, resolution: Resolution | None) -> None:
        """Walk one of the two trees with every path that rules give for it."""
        if not side.expressions:
            return
        context = _Here(self.view, resolved=resolution is not None)
        calls = side.calls

        def found(number: int, frame: Frame) -> None:
            self._found(side, number, frame, context)

        def failed(number: int, frame: Frame, failure: ScriptFailed | NotChecked) -> None:
            for call in calls[number]:
                self.note(call.rule, keys_of(frame), _reason_of(failure))

        try:
            Walk(side.automaton, found, failed).over(tree, resolution.crossings if resolution else {})
        except NotChecked as stopped:
            for call in chain.from_iterable(calls):
                self.note(call.rule, (), stopped.reason)

    def _found(self, side: Side, number: int, frame: Frame, context: _Here) -> None:
        if len(self.matches) > limits.MATCHES:
            raise NotChecked("too-much-work")
        context.frame = frame
        value = name_of(frame) if side.expressions[number].keys else frame[2]
        for call in side.calls[number]:
            self._call(call, value, context)

    def _call(self, call: Call, value: Any, context: _Here) -> None:
        try:
            if call.targets is None or type(value) not in (dict, list):
                context.below = ()
                self._judge(call, value, context)
                return
            for below, target in call.targets(value):
                context.below = below
                self._judge(call, target, context)
        except NotChecked as stopped:
            self.note(call.rule, context.path, stopped.reason)
        except RecursionError:
            self.note(call.rule, context.path, "too-deep")

    def _judge(self, call: Call, target: Any, context: _Here) -> None:
        self.standings[call.rule.name].judged += 1
        for fault in call.check(target, context):
            self._match(call.rule, fault, context)

    def _match(self, rule: DeclaredRule, fault: Fault, context: _Here) -> None:
        located = self.locator.locate(context.path if fault.path is None else fault.path, resolved=context.resolved)
        path = located.path
        severity = rule.severity if rule.severity_at is None else rule.severity_at(encoded_pointer(path))
        if severity == OFF:
            return
        values = {
            "property": _property(path, located.missing),
            "error": fault.message,
            "path": encoded_pointer(path),
            "description": rule.description,
            "value": self.locator.value_at(located, UNDEFINED),
        }
        values["error"] = filled(fault.message, values)
        template = _template(rule)
        message = filled(template, values)
        words = tuple(
            (language, filled(rule.in_words(language, "message") or template, values | said))
            for language, said in _worded(rule, fault)
        )
        match = Match(rule.name, path, message.strip(), severity, rule.documentation_url, located.file, words)
        if match not in self.matches:
            self.matches[match] = None
            standing = self.standings[rule.name]
            standing.matches += 1
            standing.gravest = min(standing.gravest, severity)

    def note(self, rule: DeclaredRule, path: Sequence[str | int], reason: str) -> None:
        """Note where a rule could not be judged, and why."""
        unchecked = self.standings[rule.name].unchecked
        entry = (self.locator.locate(path, resolved=rule.resolved).path, reason)
        if len(unchecked) < _NOTED and entry not in unchecked:
            unchecked.append(entry)


def _template(rule: DeclaredRule) -> str:
    """Return what a rule says to everybody: its message, else what it is about, else what the function found."""
    if rule.message is not None:
        return rule.message
    return "{{error}}" if rule.description is None else rule.description


def _worded(rule: DeclaredRule, fault: Fault) -> Iterator[tuple[Language, dict[str, str]]]:
    """Yield each language in which the rule or its function has words of its own, with those of the function."""
    said = dict(fault.said or ())
    for language in LANGUAGES:
        if language in said or rule.in_words(language, "message"):
            yield language, {"error": said[language]} if language in said else {}


def _reason_of(failure: ScriptFailed | NotChecked) -> str:
    """Say why a filter could not be evaluated: its pattern is none, or it asks for a member of nothing."""
    if isinstance(failure, NotChecked):
        return failure.reason
    return "pattern-refused" if failure.problem == "pattern-refused" else "filter-failed"


def _property(path: tuple[str, ...], missing: tuple[str, ...] | None) -> str:
    if missing is not None and len(missing) > len(path):
        return print_path(missing[len(path) - 1 :])
    return path[-1] if path else ""
