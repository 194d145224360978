"""Operation that never fails.

## What it does
Finds operations that describe no error response: none of 4xx, 5xx and `default`.

## Why it matters
Every call can fail. What the answer looks like then must be known before it happens.

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
        "400": {description: The request makes no sense}
```

## References
- RFC 9110, section 15; RFC 9457 (problem details)
"""

from collections.abc import Iterator

from registry.validators.document import Document, mapping
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.WARNING)
def operation_without_error_response(document: Document) -> Iterator[Defect]:
    """Yield the operations whose responses are all good."""
    for place in document.operations:
        responses = mapping(place.tree.get("responses"))
        if responses and not any(code == "default" or code[:1] in ("4", "5") for code in responses):
            yield Defect(place.pointer, {"method": place.method.upper(), "path": place.path})
