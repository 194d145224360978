"""The list that Spectral prints as JSON, so that what reads the one reads the other."""

import json
import os
from collections.abc import Sequence
from typing import Any, Final

from registry.cli.outcome import Manner, Outcome
from registry.validators.finding import Finding, Severity
from registry.validators.pointers import keys_of

_SEVERITIES: Final = {level: number for number, level in enumerate(Severity)}


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell the findings of all files as one list; of a file that cannot be read, why not, as `parser`."""
    found = [_item(outcome, finding, manner) for outcome in outcomes for finding in outcome.findings]
    return json.dumps(found, ensure_ascii=False, indent="\t")


def _item(outcome: Outcome, finding: Finding, manner: Manner) -> dict[str, Any]:
    return {
        "code": finding.rule if outcome.report is not None else "parser",
        "path": list(keys_of(finding.pointer)),
        "message": finding.message[manner.language],
        "severity": _SEVERITIES[finding.severity],
        "range": {
            "start": {"line": finding.line - 1, "character": finding.column - 1},
            "end": {"line": finding.end_line - 1, "character": finding.end_column - 1},
        },
        "source": "<STDIN>" if outcome.name == "-" else os.path.abspath(outcome.name),  # noqa: PTH100 the link stays
    }
