"""Operation without summary.

## What it does
Finds operations with neither a summary nor a description.

## Why it matters
An integrator chooses from a list of operations by their summaries. A path and a method do not say what
becomes of the citizen's request.

## Example
```yaml
paths:
  /bills:
    get:
      responses:
        "200": {description: The bills}
```

Write instead:
```yaml
paths:
  /bills:
    get:
      summary: List the bills of a payer
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


@rule(Severity.WARNING)
def operation_without_summary(document: Document) -> Iterator[Defect]:
    """Yield the operations that say nothing of what they do."""
    for place in document.operations:
        if not place.tree.get("summary") and not place.tree.get("description"):
            yield Defect(place.pointer, {"method": place.method.upper(), "path": place.path})
