"""What became of files, for the tests of the formats: as usual, and as a stranger would like it."""

from factories import document

from registry.cli.outcome import Outcome, lines_at
from registry.validators.checking import check, unfinished
from registry.validators.finding import Finding, Severity
from registry.validators.report import Outcome as RuleOutcome
from registry.validators.report import Report, Result, RuleResult
from registry.validators.unreadable import Unreadable

EVIL = "a\x1b[31m::error::x]]>|`<b>&\"'%0A,\r\n@all #1 ![x](http://x) \x9b\u202e\x00é"
CONTENT = document("1")
WARNED = Outcome("api/warned.json", check(CONTENT))
WARNED_WITH_LINES = Outcome("api/warned.json", WARNED.report, lines=lines_at(CONTENT, WARNED))
TORN = Outcome("torn.yaml", unreadable=Unreadable("syntax", 3, 7, "/a", problem="x"))
MISSING = Outcome("none.yaml", problem="No such file or directory")
STOPPED = Outcome("slow.yaml", unfinished(b"{}", "timed-out"))


def finding(**changes: object) -> Finding:
    values = {
        "rule": "some-rule",
        "severity": Severity.ERROR,
        "pointer": "/a/0",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 6,
        "message": {"sw": "Hapana.", "en": "No."},
        "fingerprint": "0123456789abcdef",
        "range": (1, 2, 1, 5),
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def outcome(*findings: Finding, name: str = "a.yaml", lines: dict[int, str] | None = None, **rules: str) -> Outcome:
    """Return the outcome of a check that found these, with other rules and what became of them."""
    results = [RuleResult(one.rule, RuleOutcome.FAIL, one.severity, count=1) for one in findings]
    results += [
        RuleResult(rule.replace("_", "-"), RuleOutcome(became), Severity.ERROR, "too-large" * (became == "not_checked"))
        for rule, became in rules.items()
    ]
    result = Result.FAIL if any(one.severity is Severity.ERROR for one in findings) else Result.PASS
    report = Report(
        f"sha256:{'0' * 64}",
        "p@1",
        "sha256:1",
        "somana/0",
        result,
        tuple(results),
        findings,
        facts=None,
        score=50,
        coverage=1.0,
        unfinished=None,
    )
    return Outcome(name, report, lines=lines or {})


HOSTILE = outcome(finding(message={"sw": EVIL, "en": EVIL}, pointer=f"/{EVIL}", rule=EVIL), name=f"{EVIL}.yaml")
EACH = [outcome(finding(severity=severity), name=f"{severity}.yaml") for severity in Severity]
