"""Write the ruleset that carries the data dictionary, from the rules that we ship and the concepts that others keep."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_PLACE: Final = "concepts: &concepts []"
_INDENT: Final = " " * 10


def ruleset_of(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return the ruleset in YAML: every concept on a line of JSON, once, and referred to by all rules."""
    rules = Path(__file__).with_name("rules.yaml").read_text("utf-8")
    lines = ",\n".join(_INDENT + json.dumps(entry, ensure_ascii=False) for entry in entries)
    return rules.replace(_PLACE, f"concepts: &concepts [\n{lines}\n{_INDENT[:-2]}]")
