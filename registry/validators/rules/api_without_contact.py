"""API without contact.

## What it does
Finds descriptions without the address, the page or the name of somebody to ask.

## Why it matters
When an interface fails at night, the other institution needs somebody to call.

## Example
```yaml
info: {title: Bills, version: 1.0.0}
```

Write instead:
```yaml
info:
  title: Bills
  version: 1.0.0
  contact: {name: Integration desk, email: integration@example.go.tz}
```

## References
- OpenAPI Specification 3.1.0, section "Contact Object"
"""

from collections.abc import Iterator

from registry.validators.document import Document, mapping
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.WARNING)
def api_without_contact(document: Document) -> Iterator[Defect]:
    """Yield the document where it names nobody to ask."""
    if not any(mapping(document.info.get("contact")).values()):
        yield Defect("/info")
