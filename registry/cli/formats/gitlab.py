"""A code quality report, which GitLab shows in merge requests."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from registry.cli.addresses import address_of
from registry.cli.outcome import Manner, Outcome
from registry.validators.finding import Severity

_SEVERITIES: Final = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFO: "minor",
    Severity.HINT: "info",
}


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell findings as a list; each has a fingerprint of its own that survives edits elsewhere in the file."""
    seen: Counter[str] = Counter()
    found = [item for outcome in outcomes for item in _items(outcome, manner, seen)]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _items(outcome: Outcome, manner: Manner, seen: Counter[str]) -> Iterator[dict[str, Any]]:
    for finding in outcome.findings:
        address = address_of(outcome.file_of(finding))
        known = f"{address}\n{finding.rule}\n{finding.fingerprint}"
        seen[known] += 1
        yield {
            "description": finding.message[manner.language],
            "check_name": finding.rule,
            "fingerprint": hashlib.sha256(f"{known}\n{seen[known]}".encode()).hexdigest(),
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": address, "lines": {"begin": finding.line, "end": finding.end_line}},
        }
