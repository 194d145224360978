"""What a ruleset asks of documents of some formats, worked out once and used for each of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from registry.frugal.values import field, record, value
from registry.validators.declared.fields import Targets, targets_of
from registry.validators.function import Check
from registry.validators.jsonpath.automaton import Automaton
from registry.validators.jsonpath.expression import Expression
from registry.validators.jsonpath.kinds import refuse_patterns
from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.refusal import PathRefused
from registry.validators.regex.syntax import PatternRefused
from registry.validators.rulesets.ruleset import DeclaredRule, Ruleset


@value
class Call:
    """One function to be called for a rule, on what the rule is given or on targets below it."""

    rule: DeclaredRule
    targets: Targets | None
    check: Check


@value
class Side:
    """The paths into one of the two trees of a document, and what is to be called where each leads."""

    expressions: Sequence[Expression]
    calls: Sequence[Sequence[Call]]
    automaton: Automaton


@record
class Plan:
    """The rules that are switched on, which of them apply, and the paths into both trees."""

    enabled: Sequence[str]
    applied: frozenset[str]
    resolved: Side
    source: Side
    unusable: list[tuple[DeclaredRule, str]] = field(default_factory=list)
    """Rules of which a part cannot be run on any document, with the reason."""


def plan_of(ruleset: Ruleset, formats: frozenset[str]) -> Plan:
    """Return the plan of a ruleset for some formats; the ruleset keeps it, and the automata in it go on learning."""
    plan = ruleset.plans.get(formats)
    if not isinstance(plan, Plan):
        plan = ruleset.plans[formats] = _planned(ruleset, formats)
    return plan


def _planned(ruleset: Ruleset, formats: frozenset[str]) -> Plan:
    enabled = [rule for rule in ruleset.rules.values() if rule.enabled]
    applied = [rule for rule in enabled if rule.applies_to(formats)]
    groups: dict[bool, dict[str, list[DeclaredRule]]] = {True: defaultdict(list), False: defaultdict(list)}
    for rule in applied:
        for given in dict.fromkeys(rule.given_for(formats)):
            groups[rule.resolved][given].append(rule)
    unusable: list[tuple[DeclaredRule, str]] = []
    return Plan(
        [rule.name for rule in enabled],
        frozenset(rule.name for rule in applied),
        _side(groups[True], unusable),
        _side(groups[False], unusable),
        unusable,
    )


def _side(groups: Mapping[str, Sequence[DeclaredRule]], unusable: list[tuple[DeclaredRule, str]]) -> Side:
    expressions: list[Expression] = []
    calls: list[list[Call]] = []
    for given, rules in groups.items():
        try:
            expression = parse(given)
            refuse_patterns(expression)
        except (PathRefused, PatternRefused):
            unusable += [(rule, "path-refused") for rule in rules]
            continue
        expressions.append(expression)
        calls.append([call for rule in rules for call in _calls_of(rule, unusable)])
    return Side(expressions, calls, Automaton(expressions))


def _calls_of(rule: DeclaredRule, unusable: list[tuple[DeclaredRule, str]]) -> Iterator[Call]:
    for then in rule.then:
        if then.check is None:
            unusable.append((rule, f"function-unavailable:{then.function}"))
            continue
        try:
            yield Call(rule, targets_of(then.field) if then.field is not None else None, then.check)
        except (PathRefused, PatternRefused):
            unusable.append((rule, "path-refused"))
