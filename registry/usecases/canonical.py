"""The canonical schema of a concept: whether it is sound, and the bytes that are given out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from registry.domain.concepts import SCHEMA_DIALECT, schema_address
from registry.domain.errors import CheckUnfinished, DocumentUnreadable, FieldError, FieldsInvalid
from registry.domain.profiles import BUILT_IN_KEY
from registry.messages import LANGUAGES, text
from registry.usecases.reports import report_on
from registry.usecases.work import Work
from registry.validators.finding import Finding, Severity

MOST = 20
MISTAKES = frozenset({"pattern-malformed", "example-against-schema"})
"""The rules that a canonical schema must pass although they only warn elsewhere."""


async def require_sound(work: Work, given: Mapping[str, Any]) -> None:
    """Raise `FieldsInvalid` where the schema of a concept, or its pattern, cannot be what it should be.

    Both are looked at by the rules that come with Somana, in a worker: a hostile pattern stops nobody else.
    """
    schema = given["schema"]
    if "$id" in schema:
        raise FieldsInvalid((FieldError("/schema/$id", "schema-has-id", {"limit": ""}),))
    if schema.get("$schema", SCHEMA_DIALECT) != SCHEMA_DIALECT:
        raise FieldsInvalid((FieldError("/schema/$schema", "enum", {"limit": SCHEMA_DIALECT}),))
    found = await _findings(work, with_address(schema, f"https://somana.example{_address_of(given)}"))
    errors = [FieldError(f"/schema{one.pointer}"[:200], "schema-unsound", {"limit": one.message}) for one in found]
    if given.get("pattern") is not None:
        errors += await _pattern_errors(work, given["pattern"], schema)
    if errors:
        raise FieldsInvalid(tuple(errors[:MOST]))


def with_address(schema: Mapping[str, Any], address: str) -> bytes:
    """Return a schema as JSON, with its dialect and its own absolute address in front."""
    whole = {"$schema": SCHEMA_DIALECT, "$id": address, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def is_same(content: bytes, schema: Mapping[str, Any]) -> bool:
    """Say whether stored bytes are this schema, whatever the order of its members."""
    return _ordered(json.loads(content)) == _ordered(schema)


def digest_of(content: bytes) -> str:
    """Return the name of some bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def unreadable(reason: str, details: Mapping[str, object], line: int, column: int) -> FieldsInvalid:
    """Return what to say of a schema that cannot be read, and where reading stopped."""
    why = {language: text(f"rules.unreadable.{reason}", language, **details) for language in LANGUAGES}
    return FieldsInvalid((FieldError("/schema", "schema-unreadable", {"limit": why, "line": line, "column": column}),))


async def _pattern_errors(work: Work, pattern: str, schema: Mapping[str, Any]) -> list[FieldError]:
    """Return what is wrong with a pattern, of which one example of the schema at least must hold a match."""
    given = schema.get("examples")
    examples = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    probe = {"type": "string", "pattern": pattern, **({"examples": examples} if examples else {})}
    found = await _findings(work, with_address(probe, "https://somana.example/pattern"))
    refused = [
        FieldError("/pattern", "schema-unsound", {"limit": one.message}) for one in _of("pattern-malformed", found)
    ]
    if refused:
        return refused[:1]
    unmatched = {one.pointer for one in _of("example-against-schema", found)}
    if examples and len(unmatched) >= len(examples):
        return [FieldError("/pattern", "pattern-matches-nothing", {"limit": ""})]
    return []


async def _findings(work: Work, content: bytes) -> list[Finding]:
    try:
        report = await report_on(work, content, BUILT_IN_KEY)
    except DocumentUnreadable as error:
        raise unreadable(error.reason, error.details, error.line, error.column) from error
    if report.unfinished is not None:
        raise CheckUnfinished(report.unfinished)
    return [one for one in report.findings if one.severity is Severity.ERROR or one.rule in MISTAKES]


def _of(rule: str, findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.rule == rule]


def _address_of(given: Mapping[str, Any]) -> str:
    return schema_address(given["key"], given["version"])


def _ordered(tree: object) -> str:
    return json.dumps(tree, sort_keys=True)
