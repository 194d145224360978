"""Check a document with the rules that are written as data."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from registry.messages import LANGUAGES
from registry.validators.declared.applying import Match, Standing, apply
from registry.validators.declared.diagnostics import CODES, diagnosed
from registry.validators.declared.documents import Documents
from registry.validators.finding import LEVELS
from registry.validators.formats import detect
from registry.validators.hits import Hit
from registry.validators.pointers import below
from registry.validators.positions import Range
from registry.validators.report import Outcome, RuleResult
from registry.validators.rulesets.ruleset import DeclaredRule, Ruleset
from registry.validators.view import View

_LONGEST: Final = 5_000


def checked_by_data(ruleset: Ruleset, documents: Documents, *, foreign: bool) -> tuple[list[RuleResult], list[Hit]]:
    """Return what became of each rule, and what they found.

    Where the ruleset is foreign, what Spectral says of every document is said as well: odd keys, lost references.
    """
    resolution, source = documents.resolution, documents.sources[documents.name]
    formats = detect(resolution.tree, ruleset.formats)
    view = View(source.data, resolution.tree, formats, resolution.uses)
    applied = apply(ruleset, view, documents)
    results = [_result(ruleset.rules[name], standing) for name, standing in applied.standings.items()]
    hits = [_hit(match, None) for match in applied.matches]
    if foreign:
        found = list(diagnosed(source, resolution, ruleset, formats))
        results += _diagnostic_results([match for match, _ in found])
        hits = [_hit(match, spread) for match, spread in found] + hits
    return results, hits


def _result(rule: DeclaredRule, standing: Standing) -> RuleResult:
    severity = LEVELS[standing.gravest if standing.matches else rule.severity]
    places = tuple(below("", *path) for path, _ in standing.unchecked)
    reason = standing.unchecked[0][1] if standing.unchecked else None
    if standing.matches:
        outcome = Outcome.FAIL
    elif standing.unchecked:
        outcome = Outcome.NOT_CHECKED
    else:
        outcome = Outcome.PASS if standing.judged else Outcome.NOT_APPLICABLE
    remedy = _remedy(rule) if standing.matches else {}
    return RuleResult(rule.name, outcome, severity, reason, standing.matches, places, remedy, rule.page)


def _remedy(rule: DeclaredRule) -> dict[str, str]:
    """Return how to mend what a rule found, else what it asks, in each language in which it says so."""
    told = {
        language: rule.in_words(language, "remedy") or rule.in_words(language, "description") or rule.description
        for language in LANGUAGES
    }
    return {language: words for language, words in told.items() if words}


def _messages(match: Match) -> dict[str, str]:
    return {**dict.fromkeys(LANGUAGES, match.message), **dict(match.words)}


def _diagnostic_results(matches: Sequence[Match]) -> list[RuleResult]:
    counts = Counter(match.code for match in matches)
    gravest = {match.code: LEVELS[match.severity] for match in matches}
    return [RuleResult(code, Outcome.FAIL, gravest[code], count=counts[code]) for code in CODES if counts[code]]


def _hit(match: Match, spread: Range | None) -> Hit:
    message = {language: words[:_LONGEST] for language, words in _messages(match).items()}
    return Hit(match.code, LEVELS[match.severity], below("", *match.path), message, range=spread, file=match.file)
