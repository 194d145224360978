"""Operation that does not say who may call it.

## What it does
Finds operations that neither ask for security themselves nor inherit it, in descriptions that define a
scheme. An empty list is a statement (everybody may) and is accepted.

## Why it matters
A scheme that is defined and never asked for protects nothing, and nobody can see whether that was meant.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      responses:
        "200": {description: The bills}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key}
```

Write instead:
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      security:
        - key: []
      responses:
        "200": {description: The bills}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key}
```

## References
- OpenAPI Specification 3.1.0, section "Security Requirement Object"; OWASP API Security Top 10 2023, API5
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.WARNING)
def operation_without_security(document: Document) -> Iterator[Defect]:
    """Yield the operations that say nothing of security where a scheme is defined."""
    if not document.security_schemes or "security" in document.tree:
        return
    for place in document.operations:
        if "security" not in place.tree:
            yield Defect(place.pointer, {"method": place.method.upper(), "path": place.path})
