"""Check a document: read it, apply every rule of a profile, put the report together."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Final

from registry.frugal.values import value
from registry.messages import LANGUAGES, text
from registry.validators import limits
from registry.validators.document import Document, document_of
from registry.validators.extraction import facts_of
from registry.validators.files import ReadFile
from registry.validators.finding import Finding, Severity
from registry.validators.hits import Hit, findings_of
from registry.validators.outline import Outline
from registry.validators.profile import Profile, built_in
from registry.validators.report import Outcome, Report, Result, RuleResult, score_of
from registry.validators.rule import Defect, NotChecked, Rule
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

_SHOWN: Final = 120


@value
class Beside:
    """Where a document lies among files that it may refer to: its path in the folder, and how to read another."""

    name: str
    read_file: ReadFile


def check(
    content: bytes,
    profile: Profile | None = None,
    keep: int = limits.FINDINGS,
    beside: Beside | None = None,
    *,
    describe: bool = True,
) -> Report:
    """Check a document against a profile, the built-in one where none is given; raise `Unreadable`.

    What the document describes is found out for rules in Python, and else only where it is asked for.
    """
    profile = profile or built_in()
    source = read(content, leniently=profile.is_foreign)
    document = _described(source, profile) if describe or profile.rules else None
    name = beside.name if beside else ""
    sources: Mapping[str, Source] = {name: source}
    results: list[RuleResult] = []
    hits: list[Hit] = []
    if document is not None:
        for rule in profile.rules:
            result, found = _apply(rule, document)
            results.append(result)
            hits += found
    if profile.ruleset is not None:
        # Rules written as data need JSONPath, regular expressions and more, which others do not wait for.
        declared = import_module("registry.validators.declared.checking")
        documents = declared.Documents(source, name, beside.read_file if beside else None)
        sources = documents.sources
        by_data, found = declared.checked_by_data(profile.ruleset, documents, foreign=profile.is_foreign)
        results += by_data
        hits += found
    return _report(content, profile, results, tuple(findings_of(sources, name, hits, keep)), document)


def unfinished(content: bytes, reason: str, profile: Outline | None = None) -> Report:
    """Return the report of a check that could not finish: nothing was checked, and nothing passed."""
    profile = profile or built_in().outline
    results = [
        RuleResult(rule.name, Outcome.NOT_CHECKED, rule.severity, reason, page=rule.page) for rule in profile.rules
    ]
    return _report(content, profile, results, (), None, reason)


def digest_of(content: bytes) -> str:
    """Return the digest of a document's bytes, by which it is known."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _described(source: Source, profile: Profile) -> Document | None:
    """Say what the document describes; what is none of ours is checked only by rules that ask for no more."""
    try:
        return document_of(source.data)
    except Unreadable as refused:
        if profile.is_foreign:
            return None
        place = source.place(refused.pointer)
        raise Unreadable(refused.code, place.line, place.column, refused.pointer, **refused.values) from None


def _apply(rule: Rule, document: Document) -> tuple[RuleResult, list[Hit]]:
    if document.kind not in rule.kinds:
        return _result(rule, Outcome.NOT_APPLICABLE), []
    try:
        found = [_hit(rule, defect) for defect in rule.check(document)]
    except NotChecked as reason:
        return _result(rule, Outcome.NOT_CHECKED, reason.reason), []
    except RecursionError:
        return _result(rule, Outcome.NOT_CHECKED, "too-deep"), []
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001
        # One broken rule must not take the whole report with it, nor count as passed.
        return _result(rule, Outcome.NOT_CHECKED, "rule-failed"), []
    return _result(rule, Outcome.FAIL if found else Outcome.PASS, count=len(found)), found


def _result(rule: Rule, outcome: Outcome, reason: str | None = None, count: int = 0) -> RuleResult:
    remedy: dict[str, str] = {language: text(f"rules.{rule.name}.remedy", language) for language in LANGUAGES if count}
    return RuleResult(rule.name, outcome, rule.severity, reason, count, remedy=remedy, page=rule.address)


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
        engine=profile.engine,
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


def _hit(rule: Rule, defect: Defect) -> Hit:
    key = f"rules.{rule.name}.{defect.variant or 'message'}"
    values = {name: shown(value) for name, value in defect.values.items()}
    message: dict[str, str] = {language: text(key, language, **values) for language in LANGUAGES}
    return Hit(rule.name, rule.severity, defect.pointer, message, f"{defect.variant}\n{defect.address}")


def shown(value: object) -> str:
    """Make a value from a document fit to be shown anywhere: short, on one line, without control characters."""
    words = str(value)
    words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
