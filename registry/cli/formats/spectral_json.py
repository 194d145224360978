"""The list that Spectral prints as JSON, so that what reads the one reads the other."""

import json
import os
from collections.abc import Sequence
from functools import cache
from typing import Final

from registry.cli.outcome import Manner, Outcome
from registry.validators.finding import LEVELS, Finding
from registry.validators.pointers import keys_of

_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode
_SEVERITIES: Final = {level: number for number, level in enumerate(LEVELS)}


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell the findings of all files as one list; of a file that cannot be read, why not, as `parser`."""
    items = [_item(outcome, finding, manner) for outcome in outcomes for finding in outcome.findings]
    return f"[\n{','.join(items)[1:]}\n]" if items else "[]"


def _item(outcome: Outcome, finding: Finding, manner: Manner) -> str:
    """Write one finding out: a list may have thousands, and laid out by `json` they take five times as long."""
    keys = ",\n".join(f"\t\t\t{_quoted(key)}" for key in keys_of(finding.pointer))
    path = f"[\n{keys}\n\t\t]" if keys else "[]"
    line, character, end_line, end_character = finding.range
    return f"""
\t{{
\t\t"code": {_quoted(finding.rule if outcome.report is not None else "parser")},
\t\t"path": {path},
\t\t"message": {_quoted(finding.message[manner.language])},
\t\t"severity": {_SEVERITIES[finding.severity]},
\t\t"range": {{
\t\t\t"start": {{
\t\t\t\t"line": {line},
\t\t\t\t"character": {character}
\t\t\t}},
\t\t\t"end": {{
\t\t\t\t"line": {end_line},
\t\t\t\t"character": {end_character}
\t\t\t}}
\t\t}},
\t\t"source": {_quoted(_source(outcome.file_of(finding)))}
\t}}"""


@cache
def _source(name: str) -> str:
    # A link stays a link, as it does there.
    return "<STDIN>" if name == "-" else os.path.abspath(name)  # noqa: PTH100 - `Path.absolute` keeps `..`
