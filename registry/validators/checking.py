"""Check a document: read it, apply every rule, put the report together."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from registry import __version__
from registry.messages import LANGUAGES, text
from registry.validators import limits
from registry.validators.document import Document, document_of
from registry.validators.extraction import facts_of
from registry.validators.finding import Finding, Severity
from registry.validators.fingerprint import address_of, fingerprint_of
from registry.validators.outline import Outline
from registry.validators.positions import Place
from registry.validators.profile import Profile, built_in
from registry.validators.report import Outcome, Report, Result, RuleResult, score_of
from registry.validators.rule import Defect, NotChecked, Rule
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

ENGINE: Final = f"somana/{__version__}"
_SHOWN: Final = 120
_GRAVITY: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(content: bytes, profile: Profile | None = None) -> Report:
    """Check a document against a profile, the built-in one unless another is given; raise `Unreadable`."""
    source = read(content)
    document = _described(source)
    profile = profile or built_in()
    results: list[RuleResult] = []
    defects: list[tuple[Rule, Defect]] = []
    for rule in profile.rules:
        result, found = _apply(rule, document)
        results.append(result)
        defects += [(rule, defect) for defect in found]
    return _report(content, profile, results, tuple(_findings(source, defects)), document)


def unfinished(content: bytes, reason: str, profile: Outline | None = None) -> Report:
    """Return the report of a check that could not finish: nothing was checked, and nothing passed."""
    profile = profile or built_in().outline
    results = [RuleResult(rule.name, Outcome.NOT_CHECKED, rule.severity, reason) for rule in profile.rules]
    return _report(content, profile, results, (), None, reason)


def digest_of(content: bytes) -> str:
    """Return the digest of a document's bytes, by which it is known."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _described(source: Source) -> Document:
    try:
        return document_of(source.data)
    except Unreadable as refused:
        place = source.place(refused.pointer)
        raise Unreadable(refused.code, place.line, place.column, refused.pointer, **refused.values) from None


def _apply(rule: Rule, document: Document) -> tuple[RuleResult, list[Defect]]:
    if document.kind not in rule.kinds:
        return RuleResult(rule.name, Outcome.NOT_APPLICABLE, rule.severity), []
    try:
        found = list(rule.check(document))
    except NotChecked as reason:
        return RuleResult(rule.name, Outcome.NOT_CHECKED, rule.severity, reason.reason), []
    except RecursionError:
        return RuleResult(rule.name, Outcome.NOT_CHECKED, rule.severity, "too-deep"), []
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001
        # One broken rule must not take the whole report with it, nor count as passed.
        return RuleResult(rule.name, Outcome.NOT_CHECKED, rule.severity, "rule-failed"), []
    outcome = Outcome.FAIL if found else Outcome.PASS
    return RuleResult(rule.name, outcome, rule.severity, count=len(found)), found


def _report(
    content: bytes,
    profile: Profile | Outline,
    results: Iterable[RuleResult],
    findings: tuple[Finding, ...],
    document: Document | None,
    reason: str | None = None,
) -> Report:
    rules = tuple(results)
    score, coverage = score_of(rules)
    return Report(
        digest=digest_of(content),
        profile=profile.reference,
        profile_digest=profile.digest,
        engine=ENGINE,
        result=_result_of(rules, reason),
        rules=rules,
        findings=findings,
        facts=facts_of(document) if document else None,
        score=score,
        coverage=coverage,
        unfinished=reason,
    )


def _result_of(rules: Iterable[RuleResult], reason: str | None) -> Result:
    """Return the result: an error rule that was not checked leaves it open, as does a check that was stopped."""
    grave = {rule.outcome for rule in rules if rule.severity is Severity.ERROR}
    if reason or (Outcome.NOT_CHECKED in grave and Outcome.FAIL not in grave):
        return Result.ERROR
    return Result.FAIL if Outcome.FAIL in grave else Result.PASS


def _findings(source: Source, defects: list[tuple[Rule, Defect]]) -> Iterator[Finding]:
    """Keep the gravest, find their places, and put them in the order of the text."""
    kept = sorted(defects, key=lambda pair: _GRAVITY[pair[0].severity])[: limits.FINDINGS]
    places = source.places(defect.pointer for _, defect in kept)
    seen: Counter[str] = Counter()
    found = [_finding(source, rule, defect, places[defect.pointer], seen) for rule, defect in kept]
    yield from sorted(found, key=lambda one: (one.line, one.column, one.rule, one.pointer, one.fingerprint))


def _finding(source: Source, rule: Rule, defect: Defect, place: Place, seen: Counter[str]) -> Finding:
    address = f"{address_of(source.data, defect.pointer)}\n{defect.variant}\n{defect.address}"
    seen[rule.name + address] += 1
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        pointer=defect.pointer,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        message=_message(rule, defect),
        fingerprint=fingerprint_of(rule.name, address, seen[rule.name + address]),
    )


def _message(rule: Rule, defect: Defect) -> Mapping[str, str]:
    key = f"rules.{rule.name}.{defect.variant or 'message'}"
    values = {name: _shown(value) for name, value in defect.values.items()}
    return {language: text(key, language, **values) for language in LANGUAGES}


def _shown(value: object) -> str:
    """Make a value from a document fit to be shown anywhere: short, on one line, without control characters."""
    words = str(value)
    words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
