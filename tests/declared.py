"""Apply a ruleset written as JSON to a document, and say what was found."""

import json
from collections.abc import Mapping
from typing import Any

from registry.validators.declared.applying import Match, Outcome, apply
from registry.validators.declared.documents import Documents
from registry.validators.rulesets.loading import load_bytes
from registry.validators.source import read
from registry.validators.view import View


def outcome(rules: Mapping[str, Any], document: Any, formats: frozenset[str] = frozenset()) -> Outcome:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    documents = Documents(read(content, leniently=True))
    resolution = documents.resolution
    view = View(documents.sources[""].data, resolution.tree, formats, resolution.uses)
    return apply(load_bytes(json.dumps({"rules": rules}).encode()), view, documents)


def matches(given: str | list[str], then: Any, document: Any, **rule: Any) -> list[Match]:
    return outcome({"one": {"given": given, "then": then, **rule}}, document).matches


def places(given: str | list[str], then: Any, document: Any, **rule: Any) -> list[str]:
    return sorted({"/".join(match.path) for match in matches(given, then, document, **rule)})


def messages(given: str | list[str], then: Any, document: Any, **rule: Any) -> list[str]:
    return [match.message for match in matches(given, then, document, **rule)]
