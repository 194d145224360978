"""API that does not say how callers prove who they are.

## What it does
Finds descriptions with operations and without any security scheme.

## Why it matters
Who integrates must know which key, token or certificate to ask for before the first call.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      responses:
        "200": {description: The bills}
```

Write instead:
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
security:
  - key: []
```

## References
- OpenAPI Specification 3.1.0, section "Security Scheme Object"; OWASP API Security Top 10 2023, API2
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.WARNING)
def api_without_security_scheme(document: Document) -> Iterator[Defect]:
    """Yield the document where it has operations and no scheme."""
    if document.operations and not document.security_schemes:
        yield Defect("/components" if "components" in document.tree else "")
