"""What the linter of rulesets has to say of what a rule says of itself."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from registry.validators.rulesets.lint import Lint
from registry.validators.rulesets.shape import mistakes
from registry.validators.rulesets.written import Keys


@cache
def card_schema() -> dict[str, Any]:
    """Return the schema of what a rule says of itself, as we ship it."""
    shipped: dict[str, Any] = json.loads(Path(__file__).with_name("card.schema.json").read_bytes())
    return shipped


def card_lints(extensions: Mapping[str, Any]) -> Iterator[tuple[Keys, Lint]]:
    """Yield where something that we would read is not of the form that it has; such a part is not shown."""
    for keys, code, values in mistakes(card_schema(), extensions):
        yield keys, Lint(code, "", values)
