"""Operation without operationId.

## What it does
Finds operations that have no `operationId`.

## Why it matters
Generated clients name their functions for it, agreements list operations by it, and without it a
renamed path looks like another operation.

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
      operationId: listBills
      summary: List the bills
      responses:
        "200": {description: The bills}
```

## References
- OpenAPI Specification 3.1.0, section "Operation Object"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.INFO)
def operation_without_operation_id(document: Document) -> Iterator[Defect]:
    """Yield the operations that have no name of their own."""
    for place in document.operations:
        if not place.tree.get("operationId"):
            yield Defect(place.pointer, {"method": place.method.upper(), "path": place.path})
