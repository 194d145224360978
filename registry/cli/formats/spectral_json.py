"""The list that Spectral prints as JSON, so that what reads the one reads the other."""

import json
import os
from collections.abc import Sequence
from typing import Any, Final

from registry.cli.outcome import Manner, Outcome
from registry.validators.finding import LEVELS, Finding
from registry.validators.pointers import keys_of

_SEVERITIES: Final = {level: number for number, level in enumerate(LEVELS)}


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell the findings of all files as one list; of a file that cannot be read, why not, as `parser`."""
    found = [_item(outcome, finding, manner) for outcome in outcomes for finding in outcome.findings]
    return json.dumps(found, ensure_ascii=False, indent="\t")


def _item(outcome: Outcome, finding: Finding, manner: Manner) -> dict[str, Any]:
    line, character, end_line, end_character = finding.range
    return {
        "code": finding.rule if outcome.report is not None else "parser",
        "path": list(keys_of(finding.pointer)),
        "message": finding.message[manner.language],
        "severity": _SEVERITIES[finding.severity],
        "range": {
            "start": {"line": line, "character": character},
            "end": {"line": end_line, "character": end_character},
        },
        "source": _source(outcome.file_of(finding)),
    }


def _source(name: str) -> str:
    # A link stays a link, as it does there.
    return "<STDIN>" if name == "-" else os.path.abspath(name)  # noqa: PTH100 - `Path.absolute` keeps `..`
