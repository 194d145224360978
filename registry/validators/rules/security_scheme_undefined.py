"""Security scheme that is defined nowhere.

## What it does
Finds requirements that name a security scheme which the description does not define.

## Why it matters
A tool that does not know the scheme leaves the credential out, and every call is refused.

## Example
```yaml
paths: {}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key}
security:
  - token: []
```

Write instead:
```yaml
paths: {}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key}
security:
  - key: []
```

## References
- OpenAPI Specification 3.1.0, section "Security Requirement Object": each name "MUST correspond"
"""

from collections.abc import Iterator
from typing import Any

from registry.validators.document import Document, mapping, sequence
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR)
def security_scheme_undefined(document: Document) -> Iterator[Defect]:
    """Yield the requirements that name no scheme of the document."""
    yield from _undefined(document, "", document.tree)
    for node in document.of_kind("operation"):
        yield from _undefined(document, node.pointer, node.tree)


def _undefined(document: Document, pointer: str, tree: dict[str, Any]) -> Iterator[Defect]:
    for index, requirement in enumerate(sequence(tree.get("security"))):
        for name in mapping(requirement):
            # From 3.2 on a requirement may also name a scheme by its address, which external references report.
            if name not in document.security_schemes and not (document.family == "3.2" and "/" in name):
                yield Defect(below(pointer, "security", index, name), {"name": name})
