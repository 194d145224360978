"""Secret in a document.

## What it does
Finds private keys and the tokens of well-known services, and passwords inside addresses.

## Why it matters
A registered document is public and is kept for ever. A secret in it is no secret any more and must be
replaced at once, wherever it was valid.

## Example
```yaml
servers:
  - url: https://admin:Str0ngPassw0rd@api.example.go.tz
```

Write instead:
```yaml
servers:
  - url: https://api.example.go.tz
```

## References
- OWASP ASVS 5.0, section 13.3; RFC 7468 (textual encodings of keys)
"""

import re
from collections.abc import Iterator
from typing import Any

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_SECRETS = (
    ("private-key", re.compile(r"-----BEGIN (?:[A-Z]{1,12} ){0,2}PRIVATE KEY-----\s*[A-Za-z0-9+/=]{40}")),
    ("token", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b(?<!EXAMPLE)")),
    ("token", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60}|\bglpat-[A-Za-z0-9_-]{20}\b")),
    (
        "token",
        re.compile(r"\bxox[baprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}|\bsk_live_[A-Za-z0-9]{20,}|\bAIza[A-Za-z0-9_-]{35}\b"),
    ),
    ("password", re.compile(r"\bhttps?://[^\s/:@{}<>\[\]]{1,64}:[^\s/:@{}<>\[\]*]{4,64}@[A-Za-z0-9.-]")),
)
_SIGNS = late(r"PRIVATE KEY|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|sk_live_|AIza|@")


@rule(Severity.ERROR, "openapi", "schema")
def secret_in_document(document: Document) -> Iterator[Defect]:
    """Yield the texts that hold a secret; the secret itself is not repeated."""
    waiting: list[tuple[str, Any]] = [("", document.tree)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, str):
            if _SIGNS.search(value):
                yield from _secrets_in(pointer, value)
        elif isinstance(value, dict):
            waiting.extend((below(pointer, key), member) for key, member in value.items())
        elif isinstance(value, list):
            waiting.extend((below(pointer, index), item) for index, item in enumerate(value))


def _secrets_in(pointer: str, text: str) -> Iterator[Defect]:
    for kind, pattern in _SECRETS:
        if pattern.search(text):
            yield Defect(pointer, variant=kind)
